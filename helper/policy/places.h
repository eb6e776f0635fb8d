/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sys/stat.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayOrigin:
 * @STRAY_ORIGIN_ADMINISTRATOR: only what nobody else could have written is read:
 *   see stray_place_is_secure()
 * @STRAY_ORIGIN_SHIPPED: comes with Straymail
 * @STRAY_ORIGIN_USER: the user's own, or somewhere the user's environment names
 *
 * Whose word a list is.
 */
typedef enum
{
  STRAY_ORIGIN_ADMINISTRATOR,
  STRAY_ORIGIN_SHIPPED,
  STRAY_ORIGIN_USER,
} StrayOrigin;

/**
 * StrayPlace:
 * @path: a directory of `*.list` files, in the file system's encoding
 * @origin: whose it is
 * @owner: beside root, who may own what lies there
 */
typedef struct
{
  char *path;
  StrayOrigin origin;
  uid_t owner;
} StrayPlace;

/* How many names in folders are looked at, in all places together, and how many folders of
 * XDG_DATA_DIRS: both are looked through at every check. */
#define STRAY_PLACES_MAX_FILES 1000
#define STRAY_PLACES_MAX_DATA_DIRS 250

/**
 * stray_places_new:
 *
 * Where trust lists are looked for, all of them, whether they exist or not:
 *
 * - the administrator's: `/etc/straymail/trusted.d`, whatever the prefix, since
 *   that is the one path a guide can name; and SYSCONFDIR/straymail/trusted.d,
 *   which differs from it only below another prefix than /usr (/usr/local/etc
 *   for /usr/local). What lies there belongs to root, or to whom /etc or SYSCONFDIR belongs;
 * - the shipped ones: DATADIR/straymail/trusted.d;
 * - `straymail/trusted.d` in each of XDG_DATA_DIRS, of the first %STRAY_PLACES_MAX_DATA_DIRS;
 * - `straymail/trusted.d` in XDG_CONFIG_HOME, the user's own.
 *
 * The administrator's come first, so that a directory that has several names
 * (XDG_CONFIG_HOME=/etc) is read as the administrator's it is.
 *
 * Returns: (transfer full) (element-type StrayPlace): no path twice
 */
GPtrArray *stray_places_new (void);

/** Returns: (transfer full): a place whose @owner is the user running this */
StrayPlace *stray_place_new (const char *path, StrayOrigin origin);
void stray_place_free (StrayPlace *self);

/**
 * stray_place_is_secure:
 * @st: of a file or directory in @self
 *
 * Returns: whether nobody but the administrator could have written it: it belongs
 *   to root or to @self's owner and is writable by its owner alone. Of a place that is not the
 *   administrator's nothing is demanded.
 */
gboolean stray_place_is_secure (const StrayPlace *self, const struct stat *st);

/**
 * stray_place_list_files:
 * @room: (inout): how many names may be looked at; of them @self takes up those it has, lists
 *   or not. Whoever looks through all places begins with %STRAY_PLACES_MAX_FILES
 * @is_cut: (out): whether there are more
 *
 * Returns: (nullable) (transfer full) (element-type utf8): the names of the
 *   `*.list` files in @self, sorted by their bytes;
 *   %NULL with a #GFileError where the directory cannot be read
 */
GPtrArray *stray_place_list_files (const StrayPlace *self, guint *room, gboolean *is_cut, GError **error);

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
