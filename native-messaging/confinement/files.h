/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayFilesAccess:
 * @STRAY_FILES_READ: files and folders may be read
 * @STRAY_FILES_RUN: and programs may be run
 * @STRAY_FILES_WRITE: or files may be written, made and removed
 * @STRAY_FILES_CONNECT: or sockets may be connected to
 *
 * What may be done with a file, or with all that is in a folder.
 */
typedef enum
{
  STRAY_FILES_READ,
  STRAY_FILES_RUN,
  STRAY_FILES_WRITE,
  STRAY_FILES_CONNECT,
} StrayFilesAccess;

/** StrayFiles: a view of the file system: nothing but what is added to it. */
typedef struct _StrayFiles StrayFiles;

/**
 * stray_files_new:
 * @sockets_are_files: whether no socket is needed that is not in the file system
 *
 * Whoever is left with a view can send no signal to other processes, and with
 * @sockets_are_files connect to nothing that is not in it, where the kernel knows of that.
 *
 * Returns: (transfer full) (nullable): an empty view, or %NULL and errno where the kernel has no Landlock
 */
StrayFiles *stray_files_new (gboolean sockets_are_files);

/**
 * stray_files_add:
 * @path: an absolute path in the encoding of the file system. Where it is a symbolic
 *   link, what it leads to now is meant. What is not there is left out
 */
void stray_files_add (StrayFiles *self, const char *path, StrayFilesAccess access);

/**
 * stray_files_enforce:
 *
 * Leaves the calling thread, and whatever it starts, nothing but this view.
 *
 * Returns: 0, or an errno value
 */
int stray_files_enforce (StrayFiles *self);

void stray_files_free (StrayFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayFiles, stray_files_free)

/** Whether this kernel has a view hold for sockets, too: from Linux 7.1 on. Before that any can be
 * connected to. */
gboolean stray_files_cover_sockets (void);

/** Whether the root folder, which no view of ours has in it, cannot be read. */
gboolean stray_files_are_confined (void);

G_END_DECLS
