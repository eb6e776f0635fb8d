/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayPlace:
 * @path: a directory of `*.list` files, in the file system's encoding
 * @guarded: the administrator's: only what nobody else could have written is
 *   read from it, that is, directory and files owned by root or by the user
 *   running this and writable by their owner alone
 */
typedef struct
{
  char *path;
  gboolean guarded;
} StrayPlace;

/**
 * stray_places_new:
 *
 * Where trust lists are looked for, all of them, whether they exist or not:
 *
 * - the administrator's: `/etc/straymail/trusted.d`, whatever the prefix, since
 *   that is the one path a guide can name; and SYSCONFDIR/straymail/trusted.d,
 *   which differs from it only below another prefix than /usr (/usr/local/etc
 *   for /usr/local);
 * - the shipped ones: DATADIR/straymail/trusted.d;
 * - `straymail/trusted.d` in each of XDG_DATA_DIRS;
 * - `straymail/trusted.d` in XDG_CONFIG_HOME, the user's own.
 *
 * The guarded ones come first, so that a directory that has several names
 * (XDG_CONFIG_HOME=/etc) is read as the guarded one it is.
 *
 * Returns: (transfer full) (element-type StrayPlace): no path twice
 */
GPtrArray *stray_places_new (void);

StrayPlace *stray_place_new (const char *path, gboolean guarded);
void stray_place_free (StrayPlace *self);

/**
 * stray_place_list_files:
 *
 * Returns: (nullable) (transfer full) (element-type utf8): the names of the
 *   `*.list` files in @self, sorted by their bytes;
 *   %NULL with a #GFileError where the directory cannot be read
 */
GPtrArray *stray_place_list_files (const StrayPlace *self, GError **error);

/**
 * stray_places_fingerprint:
 * @places: (element-type StrayPlace)
 * @settled: (out): %FALSE where something changed so recently that a further
 *   change could leave the same time stamps behind
 *
 * Looks at the directories and their lists without opening them.
 *
 * Returns: (transfer full): bytes that differ when a list was added, removed,
 *   replaced, written to, or had its owner or mode changed
 */
GBytes *stray_places_fingerprint (GPtrArray *places, gboolean *settled);

G_END_DECLS
