/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StrayLaunchMode:
 * @STRAY_LAUNCH_NORMAL: as the session is
 * @STRAY_LAUNCH_WITHOUT_BUS: without a session bus and without accessibility,
 *   which blocks at start where a bus does not answer
 */
typedef enum
{
  STRAY_LAUNCH_NORMAL,
  STRAY_LAUNCH_WITHOUT_BUS,
} StrayLaunchMode;

/**
 * stray_launch_path:
 *
 * Returns: (transfer full): where straymail-ui is: beside the running
 *   executable. There is no way to change it from outside.
 */
char *stray_launch_path (void);

/**
 * stray_launch_environment:
 * @environment: (array zero-terminated): what to choose from
 *
 * Returns: (transfer full): what straymail-ui is started with: only variables
 *   it is known to need. Variables that change what GTK or the linker load
 *   are not among them.
 */
char **stray_launch_environment (const char *const *environment, StrayLaunchMode mode);

/** Whether @environment names a display a window could open on. */
gboolean stray_launch_has_display (const char *const *environment);

/**
 * stray_launch_display_is_remote:
 *
 * Returns: whether @environment names an X display that is reached over the network,
 *   as over ssh: one with a host in its name; X(7), "Display names"
 */
gboolean stray_launch_display_is_remote (const char *const *environment);

/**
 * stray_launch:
 * @path: the program
 * @stream: (out) (transfer full): the host's end of the socket pair whose other
 *   end is the program's standard input
 *
 * Starts straymail-ui with @environment; its standard output is `/dev/null`, its
 * standard error the host's, and it inherits no other descriptor.
 *
 * Returns: (transfer full): the process, or %NULL with a #GIOErrorEnum or #GSpawnError
 */
GSubprocess *stray_launch (const char *path, const char *const *environment, GIOStream **stream,
                           GError **error);

G_END_DECLS
