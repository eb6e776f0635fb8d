/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include <sys/stat.h>
#include <unistd.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "native-messaging/scan.h"

char *
stray_fix_install (void)
{
  return g_strdup (_ ("Install Straymail again."));
}

gboolean
stray_doctor_check_owner (GPtrArray *checkups, const char *check, const char *path, gboolean own)
{
  g_autofree char *name = g_filename_display_name (path);
  struct stat st;

  if (stat (path, &st) == 0 && (st.st_uid == 0 || (own && st.st_uid == geteuid ()))
      && (st.st_mode & (S_IWGRP | S_IWOTH)) == 0)
    return TRUE;
  stray_checkup_add (checkups, check, STRAY_HEALTH_BAD,
                     g_strdup_printf (_ ("“%s” could have been written by others."), name),
                     g_strdup (_ ("Make it belong to root, writable by its owner alone.")));
  return FALSE;
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
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  gsize length;

  stray_doctor_check_owner (checkups, check, path, own);
  if (!own)
    stray_doctor_check_owner (checkups, check, folder, FALSE);
  if (!g_file_get_contents (path, &text, &length, NULL))
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
