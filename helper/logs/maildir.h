/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "log.h"

G_BEGIN_DECLS

/**
 * stray_maildir_read:
 * @path: a Maildir, read with the folders in it, in both layouts
 * @format: as stray_log_file_read() takes it, for each message
 *
 * Returns: %FALSE where not all of it could be read, of which @sink was told
 */
gboolean stray_maildir_read (const char *path, const char *format, const StrayLogSink *sink);

G_END_DECLS
