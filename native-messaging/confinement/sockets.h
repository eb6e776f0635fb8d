/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_sockets_list:
 *
 * Returns: (transfer full) (array zero-terminated): the sockets of this machine that host
 *   and dialog connect to, and folders of them; absolute, whether they are there or not
 */
char **stray_sockets_list (void);

/**
 * stray_sockets_are_files:
 *
 * Returns: whether all of them are in the file system. An X server has one that is not,
 *   which Xlib takes first and without which it finds no display
 */
gboolean stray_sockets_are_files (void);

G_END_DECLS
