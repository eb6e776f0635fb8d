/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "log.h"

G_BEGIN_DECLS

/** As stray_log_file_read(), for a Maildir and the folders in it, in both layouts. */
gboolean stray_maildir_read (const char *path, const StrayLogSink *sink, GError **error);

G_END_DECLS
