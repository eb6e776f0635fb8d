/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "log.h"

G_BEGIN_DECLS

/* Each reads @log to its end, one format a file. %FALSE with a #GFileError where
 * reading fails. */
gboolean stray_postfix_read (StrayLog *log, GError **error);
gboolean stray_exim_read (StrayLog *log, GError **error);
gboolean stray_mbox_read (StrayLog *log, GError **error);

/** One message of a Maildir: only its header is read. */
gboolean stray_message_read (StrayLog *log, GError **error);

G_END_DECLS
