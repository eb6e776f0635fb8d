/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "log.h"

G_BEGIN_DECLS

typedef gboolean (*StrayLogRead) (StrayLog *log, GError **error);

/**
 * stray_log_file_read:
 * @path: a file, in the file system's encoding, or `-` for standard input
 * @read: reads it
 * @recognised: (out) (optional): whether there was anything in it of what was expected, or
 *   nothing at all
 *
 * Returns: %FALSE with a #GFileError, whose message is a whole sentence
 */
gboolean stray_log_file_read (const char *path, StrayLogRead read, const StrayLogSink *sink,
                              gboolean *recognised, GError **error);

/** Sets @error to say that @path cannot be read, for @saved_errno. Returns: %FALSE */
gboolean stray_log_set_error (GError **error, const char *path, int saved_errno);

G_END_DECLS
