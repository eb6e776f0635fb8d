/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "view.h"

#include "dconf-profile.h"
#include "sockets.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define LISTS "straymail/trusted.d"

/* Programs and libraries, where distributions have them, and the data beside them. */
static const char *const programs[]
    = { "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix", "/gnu" };

static const char *const data[] = {
  STRAY_PKGDATADIR,
  STRAY_LOCALEDIR,
  STRAY_SCHEMADIR,
  /* Not /dev/shm, the cameras, the terminals. */
  "/dev/zero",
  "/dev/full",
  "/dev/random",
  "/dev/urandom",
  "/proc",
  /* How many processors there are. */
  "/sys/devices/system/cpu",
  "/var/cache/fontconfig",
  "/var/lib/flatpak",
  "/var/lib/snapd",
  "/run/dconf",
  "/run/current-system",
  "/run/opengl-driver",
  "/run/host",
};

/* Where an administrator puts lists. */
static const char *const admin[] = { STRAY_ADMINDIR, STRAY_SYSCONFDIR };

/* What is named by the environment: a path, or several with a colon between them. */
static const char *const variables[] = { "XAUTHORITY", "GSETTINGS_SCHEMA_DIR", "LOCPATH" };

/* Where a folder of a person's own is below. */
typedef enum
{
  HOME,
  CONFIG,
  DATA,
  CACHE,
  RUNTIME,
} Base;

/* @needed: what is used as soon as it is there, and so has to be there by now */
static const struct
{
  Base base;
  const char *path;
  StrayFilesAccess access;
  gboolean needed;
} own[] = {
  { CONFIG, LISTS, STRAY_FILES_READ, TRUE },
  { CONFIG, "straymail", STRAY_FILES_READ, FALSE },
  { CONFIG, "dconf", STRAY_FILES_READ, TRUE },
  /* dconf marks here that something changed. */
  { RUNTIME, "dconf", STRAY_FILES_WRITE, TRUE },
  /* The bus of screen readers, which is started when somebody asks for it, has its socket here. */
  { RUNTIME, "at-spi", STRAY_FILES_CONNECT, TRUE },
  { CONFIG, "gtk-4.0", STRAY_FILES_READ, FALSE },
  { CONFIG, "fontconfig", STRAY_FILES_READ, FALSE },
  { CONFIG, "ibus", STRAY_FILES_READ, FALSE },
  { CACHE, "fontconfig", STRAY_FILES_WRITE, TRUE },
  /* Tables of key sequences that GTK has read once. */
  { CACHE, "gtk-4.0", STRAY_FILES_WRITE, FALSE },
  { DATA, "fonts", STRAY_FILES_READ, FALSE },
  { DATA, "icons", STRAY_FILES_READ, FALSE },
  { DATA, "themes", STRAY_FILES_READ, FALSE },
  { DATA, "locale", STRAY_FILES_READ, FALSE },
  { DATA, "mime", STRAY_FILES_READ, FALSE },
  { DATA, "glib-2.0", STRAY_FILES_READ, FALSE },
  { HOME, ".fonts", STRAY_FILES_READ, FALSE },
  { HOME, ".fonts.conf", STRAY_FILES_READ, FALSE },
  { HOME, ".fonts.conf.d", STRAY_FILES_READ, FALSE },
  { HOME, ".icons", STRAY_FILES_READ, FALSE },
  { HOME, ".themes", STRAY_FILES_READ, FALSE },
  { HOME, ".Xauthority", STRAY_FILES_READ, FALSE },
  { HOME, ".Xdefaults", STRAY_FILES_READ, FALSE },
  { HOME, ".XCompose", STRAY_FILES_READ, FALSE },
  /* A manifest that goes before the one for everybody is told of. */
  { HOME, ".mozilla/native-messaging-hosts", STRAY_FILES_READ, FALSE },
};

static const char *
base_path (Base base)
{
  switch (base)
    {
    case HOME:
      return g_get_home_dir ();
    case CONFIG:
      return g_get_user_config_dir ();
    case DATA:
      return g_get_user_data_dir ();
    case CACHE:
      return g_get_user_cache_dir ();
    case RUNTIME:
      return g_get_user_runtime_dir ();
    default:
      g_return_val_if_reached ("/");
    }
}

/* The base itself only where what it is in is there: no home is made for anybody. */
static void
make_folder (const char *base, const char *path)
{
  g_mkdir (base, 0700);
  if (g_file_test (base, G_FILE_TEST_IS_DIR))
    g_mkdir_with_parents (path, 0700);
}

/* The folder of what the link @path leads to. */
static void
add_target_folder (StrayFiles *view, const char *path)
{
  g_autofree char *target = realpath (path, NULL);
  g_autofree char *folder = target != NULL ? g_path_get_dirname (target) : NULL;

  if (folder != NULL && strcmp (folder, "/") != 0)
    stray_files_add (view, folder, STRAY_FILES_READ);
}

/* A list may be kept somewhere else, and only be linked to. An administrator's tools put
 * another file of that name there, so of theirs (@folders) the folder has to be seen. */
static void
add_links (StrayFiles *view, const char *lists, gboolean folders)
{
  g_autoptr (GDir) dir = g_dir_open (lists, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (lists, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (folders)
        add_target_folder (view, path);
      else
        stray_files_add (view, path, STRAY_FILES_READ);
    }
}

static void
add_folder (StrayFiles *view, const char *folder)
{
  g_autofree char *lists = g_build_filename (folder, LISTS, NULL);

  if (!g_path_is_absolute (folder))
    return;
  stray_files_add (view, folder, STRAY_FILES_READ);
  stray_files_add (view, lists, STRAY_FILES_READ);
  add_links (view, lists, TRUE);
}

static void
add_own (StrayFiles *view, Base base, const char *name, StrayFilesAccess access, gboolean needed)
{
  g_autofree char *path = g_build_filename (base_path (base), name, NULL);

  if (!g_path_is_absolute (path))
    return;
  if (needed)
    make_folder (base_path (base), path);
  stray_files_add (view, path, access);
  if (base == CONFIG)
    add_links (view, path, FALSE);
}

/* Beside the running program is what it starts, wherever that was installed. */
static void
add_program (StrayFiles *view)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = self != NULL ? g_path_get_dirname (self) : NULL;

  if (directory != NULL)
    stray_files_add (view, directory, STRAY_FILES_RUN);
}

static void
add_paths (StrayFiles *view, char **paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    if (g_path_is_absolute (paths[i]))
      stray_files_add (view, paths[i], STRAY_FILES_READ);
}

static void
add_named (StrayFiles *view)
{
  g_auto (GStrv) databases = stray_dconf_profile_files ();

  add_paths (view, databases);
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);
      char *whole[] = { (char *)(value != NULL ? value : ""), NULL };
      g_auto (GStrv) parts = g_strsplit (whole[0], G_SEARCHPATH_SEPARATOR_S, -1);

      add_paths (view, whole);
      add_paths (view, parts);
    }
}

static void
add_sockets (StrayFiles *view)
{
  g_auto (GStrv) sockets = stray_sockets_list ();

  for (guint i = 0; sockets[i] != NULL; i++)
    stray_files_add (view, sockets[i], STRAY_FILES_CONNECT);
}

StrayFiles *
stray_view_new (void)
{
  StrayFiles *view = stray_files_new (stray_sockets_are_files ());

  if (view == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    stray_files_add (view, programs[i], STRAY_FILES_RUN);
  add_program (view);
  for (guint i = 0; i < G_N_ELEMENTS (data); i++)
    stray_files_add (view, data[i], STRAY_FILES_READ);
  for (guint i = 0; i < G_N_ELEMENTS (admin); i++)
    add_folder (view, admin[i]);
  for (const char *const *dir = g_get_system_data_dirs (); *dir != NULL; dir++)
    add_folder (view, *dir);
  for (const char *const *dir = g_get_system_config_dirs (); *dir != NULL; dir++)
    add_folder (view, *dir);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    add_own (view, own[i].base, own[i].path, own[i].access, own[i].needed);
  /* The one backend that writes its file itself. */
  add_own (view, CONFIG, "glib-2.0/settings", STRAY_FILES_WRITE,
           g_strcmp0 (g_getenv ("GSETTINGS_BACKEND"), "keyfile") == 0);
  add_named (view);
  add_sockets (view);
  stray_files_add (view, "/dev/null", STRAY_FILES_WRITE);
  return view;
}
