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
 * @format: the name of the format that @read expects
 *
 * Returns: %FALSE with a #GFileError, whose message is a whole sentence, where it cannot be
 *   read, or there is something in it and nothing of what was expected
 */
gboolean stray_log_file_read (const char *path, StrayLogRead read, const char *format,
                              const StrayLogSink *sink, GError **error);

/** Sets @error to say that @path cannot be read, for @saved_errno. Returns: %FALSE */
gboolean stray_log_set_error (GError **error, const char *path, int saved_errno);

G_END_DECLS
