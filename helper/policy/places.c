/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "places.h"

#include <string.h>
#include <unistd.h>

/* The coarsest time stamps in use (FAT, some network file systems). */
#define STAMP_SECONDS 2

StrayPlace *
stray_place_new (const char *path, StrayOrigin origin)
{
  StrayPlace *self = g_new0 (StrayPlace, 1);

  self->path = g_canonicalize_filename (path, "/");
  self->origin = origin;
  self->owner = geteuid ();
  return self;
}

void
stray_place_free (StrayPlace *self)
{
  g_free (self->path);
  g_free (self);
}

gboolean
stray_place_is_secure (const StrayPlace *self, const struct stat *st)
{
  return self->origin != STRAY_ORIGIN_ADMINISTRATOR
         || ((st->st_uid == 0 || st->st_uid == self->owner) && (st->st_mode & (S_IWGRP | S_IWOTH)) == 0);
}

static void
add (GPtrArray *places, const char *parent, const char *below, StrayOrigin origin)
{
  /* The XDG specification wants a relative path ignored; GLib hands it on. */
  if (!g_path_is_absolute (parent))
    return;

  g_autofree char *path = g_build_filename (parent, below, NULL);
  StrayPlace *place = stray_place_new (path, origin);
  struct stat st;

  /* In /etc not even the user's own file is the administrator's word. */
  if (stat (parent, &st) == 0)
    place->owner = st.st_uid;

  for (guint i = 0; i < places->len; i++)
    {
      const StrayPlace *other = places->pdata[i];

      if (g_str_equal (other->path, place->path))
        {
          stray_place_free (place);
          return;
        }
    }
  g_ptr_array_add (places, place);
}

GPtrArray *
stray_places_new (void)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_place_free);
  const char *const *dirs = g_get_system_data_dirs ();

  add (places, STRAY_ADMINDIR, "straymail/trusted.d", STRAY_ORIGIN_ADMINISTRATOR);
  add (places, STRAY_SYSCONFDIR, "straymail/trusted.d", STRAY_ORIGIN_ADMINISTRATOR);
  add (places, STRAY_PKGDATADIR, "trusted.d", STRAY_ORIGIN_SHIPPED);
  for (guint i = 0; i < STRAY_PLACES_MAX_DATA_DIRS && dirs[i] != NULL; i++)
    add (places, dirs[i], "straymail/trusted.d", STRAY_ORIGIN_USER);
  add (places, g_get_user_config_dir (), "straymail/trusted.d", STRAY_ORIGIN_USER);
  return places;
}

static int
compare_names_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
stray_place_list_files (const StrayPlace *self, guint *room, gboolean *is_cut, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, error);
  const char *name;

  *is_cut = FALSE;
  if (dir == NULL)
    return NULL;

  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (name = g_dir_read_name (dir); name != NULL && *room > 0; name = g_dir_read_name (dir))
    {
      (*room)--;
      /* Editors leave hidden files such as .#mine.list beside the real one. */
      if (name[0] != '.' && g_str_has_suffix (name, ".list"))
        g_ptr_array_add (names, g_strdup (name));
    }
  *is_cut = name != NULL;
  g_ptr_array_sort (names, compare_names_cb);
  return names;
}

static void
add_stamp (GByteArray *stamps, const char *path, gint64 now, gboolean *settled)
{
  struct stat st;
  gint64 stamp[8] = { 0 };

  if (stat (path, &st) == 0)
    {
      stamp[0] = st.st_dev;
      stamp[1] = st.st_ino;
      stamp[2] = st.st_size;
      stamp[3] = st.st_mtim.tv_sec;
      stamp[4] = st.st_mtim.tv_nsec;
      /* The change of the inode covers owner and mode, and what set the other
       * time stamp back, as cp -p does. */
      stamp[5] = st.st_ctim.tv_sec;
      stamp[6] = st.st_ctim.tv_nsec;
      stamp[7] = 1;
      /* Only near the clock: a stamp far in the future would never settle. */
      if (ABS (now - (gint64)st.st_ctim.tv_sec) <= STAMP_SECONDS)
        *settled = FALSE;
    }
  g_byte_array_append (stamps, (const guint8 *)path, strlen (path) + 1);
  g_byte_array_append (stamps, (const guint8 *)stamp, sizeof stamp);
}

GBytes *
stray_places_fingerprint (GPtrArray *places, gboolean *settled)
{
  GByteArray *stamps = g_byte_array_new ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint room = STRAY_PLACES_MAX_FILES;
  gboolean is_cut;

  *settled = TRUE;
  for (guint i = 0; i < places->len; i++)
    {
      const StrayPlace *place = places->pdata[i];
      g_autoptr (GPtrArray) names = NULL;

      add_stamp (stamps, place->path, now, settled);
      names = stray_place_list_files (place, &room, &is_cut, NULL);
      for (guint j = 0; names != NULL && j < names->len; j++)
        {
          g_autofree char *path = g_build_filename (place->path, names->pdata[j], NULL);

          add_stamp (stamps, path, now, settled);
        }
    }
  return g_byte_array_free_to_bytes (stamps);
}
