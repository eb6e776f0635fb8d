/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_descriptors_take:
 * @in: (out): a private descriptor for what was standard input
 * @out: (out): a private descriptor for what was standard output
 *
 * The first thing a process started by Thunderbird does. Everything from 3 up
 * becomes close-on-exec, and nothing of it is closed: descriptor 3 is
 * Thunderbird's process sentinel, and closing it burns Thunderbird's CPU. The
 * protocol moves to private close-on-exec descriptors; 0 becomes `/dev/null`
 * and 1 goes where 2 goes, so that neither a stray printf() nor a child reaches
 * the channel. Descriptors 0 to 2 that were closed are opened on `/dev/null`,
 * so that nothing else can take their places.
 *
 * Returns: %FALSE with a #GFileError where standard input or output was closed,
 *   or descriptors ran out
 */
gboolean stray_descriptors_take (int *in, int *out, GError **error);

G_END_DECLS
