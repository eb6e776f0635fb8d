/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "native-messaging/scan.h"

/* What Thunderbird notes of many add-ons in one file is a few MiB. */
#define SIZE_MAX_READ (64 * 1024 * 1024)

char *
stray_fix_install (void)
{
  return g_strdup (_ ("Install Straymail again."));
}

/* Whether others can change @path. In a folder whose sticky bit is set they can make
 * files, and leave those of others alone. */
static gboolean
is_theirs (const char *path, gboolean own, gboolean is_above)
{
  struct stat st;

  if (stat (path, &st) != 0 || !(st.st_uid == 0 || (own && st.st_uid == geteuid ())))
    return TRUE;
  return (st.st_mode & (S_IWGRP | S_IWOTH)) != 0 && !(is_above && (st.st_mode & S_ISVTX) != 0);
}

static gboolean
is_told (GPtrArray *checkups, const char *check, const char *text)
{
  for (guint i = 0; i < checkups->len; i++)
    {
      const StrayCheckup *other = checkups->pdata[i];

      if (g_str_equal (other->check, check) && g_str_equal (other->text, text))
        return TRUE;
    }
  return FALSE;
}

/* One folder is above many files. */
static void
tell_theirs (GPtrArray *checkups, const char *check, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *text = g_strdup_printf (_ ("“%s” could have been written by others."), name);

  if (!is_told (checkups, check, text))
    stray_checkup_add (checkups, check, STRAY_HEALTH_BAD, g_steal_pointer (&text),
                       g_strdup (_ ("Make it belong to root, writable by its owner alone.")));
}

/* Returns: whether all folders that @path is in, but for the root, are root's alone. */
static gboolean
check_above (GPtrArray *checkups, const char *check, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean good;

  if (strlen (folder) <= 1)
    return TRUE;
  good = !is_theirs (folder, FALSE, TRUE);
  if (!good)
    tell_theirs (checkups, check, folder);
  return check_above (checkups, check, folder) && good;
}

gboolean
stray_doctor_check_owner (GPtrArray *checkups, const char *check, const char *path, gboolean own)
{
  g_autofree char *real = realpath (path, NULL);
  gboolean good = !is_theirs (path, own, FALSE);

  if (!good)
    tell_theirs (checkups, check, path);
  if (own)
    return good;
  good = check_above (checkups, check, path) && good;
  if (real != NULL && !g_str_equal (real, path))
    good = check_above (checkups, check, real) && good;
  return good;
}

char *
stray_doctor_read (const char *path, gsize *length)
{
  struct stat st;
  char *text = NULL;

  if (stat (path, &st) != 0 || !S_ISREG (st.st_mode) || st.st_size > SIZE_MAX_READ)
    return NULL;
  g_file_get_contents (path, &text, length, NULL);
  return text;
}

/* What is beyond the limits of the wire may still be right for others: only what
 * no reader of JSON takes is wrong. */
static gboolean
is_wrong (StrayScanResult result)
{
  switch (result)
    {
    case STRAY_SCAN_ENCODING:
    case STRAY_SCAN_SYNTAX:
    case STRAY_SCAN_INCOMPLETE:
    case STRAY_SCAN_NOT_OBJECT:
    case STRAY_SCAN_TRAILING:
    case STRAY_SCAN_STRING:
      return TRUE;
    default:
      return FALSE;
    }
}

JsonObject *
stray_doctor_read_json (GPtrArray *checkups, const char *check, const char *path, gboolean own)
{
  g_autofree char *name = g_filename_display_name (path);
  gsize length;
  g_autofree char *text = stray_doctor_read (path, &length);

  stray_doctor_check_owner (checkups, check, path, own);
  if (text == NULL)
    {
      stray_checkup_add (checkups, check, STRAY_HEALTH_BAD,
                         g_strdup_printf (_ ("“%s” cannot be read."), name),
                         g_strdup (_ ("Make it a file that everybody can read.")));
      return NULL;
    }

  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  JsonObject *object = stray_json_parse (bytes, NULL);

  if (object != NULL)
    return object;
  if (is_wrong (stray_scan (text, length)))
    stray_checkup_add (checkups, check, STRAY_HEALTH_BAD,
                       g_strdup_printf (_ ("“%s” is not valid JSON."), name),
                       g_strdup (_ ("Correct the file; Thunderbird ignores all of it.")));
  else
    stray_checkup_add (checkups, check, STRAY_HEALTH_NOTE,
                       g_strdup_printf (_ ("“%s” is too large or too deep to be looked at here."), name),
                       g_strdup (_ ("Look at “about:policies” in Thunderbird.")));
  return NULL;
}
