/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "log.h"

G_BEGIN_DECLS

/** StrayInput: a format of logs or of mail; stray_input_find() */
typedef struct _StrayInput StrayInput;

/** Returns: (nullable): the format @name: `postfix`, `exim`, `mbox` or `maildir` */
const StrayInput *stray_input_find (const char *name);

/** Returns: (transfer full): the names of all formats, with a comma between */
char *stray_input_list (void);

/**
 * stray_input_read:
 * @path: a file, in the file system's encoding, or for a Maildir a folder; `-` is
 *   standard input
 * @sink: gets each recipient mail was sent to, and whatever cannot be used or read
 *
 * Memory does not depend on how much there is to read.
 *
 * Returns: %FALSE where not all of @path could be read in this format, of which @sink
 *   was told; what was read counts
 */
gboolean stray_input_read (const StrayInput *self, const char *path, const StrayLogSink *sink);

/** Whether @self is read from folders, and so never from standard input. */
gboolean stray_input_is_folder (const StrayInput *self);

G_END_DECLS
