/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Where systemd-journald takes entries in its native protocol. */
#define STRAY_JOURNAL_SOCKET "/run/systemd/journal/socket"

/**
 * stray_journal_send:
 * @path: the socket, usually %STRAY_JOURNAL_SOCKET
 * @fields: (array zero-terminated): each `NAME=value` in UTF-8, without a line break
 *
 * Hands one entry to the journal, in one datagram (https://systemd.io/JOURNAL_NATIVE_PROTOCOL/).
 * It never waits and never says anything: where nobody listens, where the socket is full,
 * or where the entry is longer than a datagram may be, the entry is dropped. GLib's
 * g_log_writer_journald() would wait for a full socket, and wants to write a file for a
 * long entry, which the host may not.
 *
 * Returns: whether it was taken
 */
gboolean stray_journal_send (const char *path, const char *const *fields);

G_END_DECLS
