/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "day.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In English wherever mail is sent. */
static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

static int
parse_month (const char *text)
{
  for (int i = 0; i < 12; i++)
    if (g_ascii_strncasecmp (months + 3 * i, text, 3) == 0)
      return i + 1;
  return 0;
}

static StrayDay
make (int year, int month, int day)
{
  GDate date;

  /* A GDate knows no year beyond 16 bits. */
  if (year < 1 || year > 9999 || month < 1 || day < 1 || day > 31
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_get_julian (&date);
}

StrayDay
stray_day_parse_iso (const char *text)
{
  int year, month, day, end = 0;

  if (!g_ascii_isdigit (*text) || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &end) != 3 || end != 10)
    return 0;
  return make (year, month, day);
}

StrayDay
stray_day_parse_syslog (const char *text, StrayDay latest)
{
  char month[4];
  int day, number;
  GDate date;

  if (sscanf (text, "%3[A-Za-z] %2d", month, &day) != 2)
    return 0;
  number = parse_month (month);
  if (number == 0 || !g_date_valid_julian (latest))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, latest);
  /* 29 February is found once in eight years at the latest. */
  for (int year = g_date_get_year (&date), tries = 0; tries <= 8; tries++)
    {
      StrayDay found = make (year - tries, number, day);

      if (found != 0 && found <= latest)
        return found;
    }
  return 0;
}

StrayDay
stray_day_parse_asctime (const char *text)
{
  char month[4];
  const char *year = strrchr (text, ' ');
  int day;

  if (year == NULL || strlen (year) != 5 || strspn (year + 1, G_CSET_DIGITS) != 4
      || sscanf (text, "%*3[A-Za-z] %3[A-Za-z] %2d %*d:%*d", month, &day) != 2)
    return 0;
  return make (atoi (year), parse_month (month), day);
}

/* Years of two and three digits: RFC 5322, 4.3. */
static int
widen_year (int year)
{
  if (year < 50)
    return year + 2000;
  return year < 1000 ? year + 1900 : year;
}

StrayDay
stray_day_parse_mail (const char *text)
{
  const char *comma = strchr (text, ',');
  char month[4];
  int day, year;

  if (sscanf (comma != NULL ? comma + 1 : text, " %2d %3[A-Za-z] %4d", &day, month, &year) != 3)
    return 0;
  return make (widen_year (year), parse_month (month), day);
}

StrayDay
stray_day_from_unix (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  if (time == NULL)
    return 0;
  return make (g_date_time_get_year (time), g_date_time_get_month (time),
               g_date_time_get_day_of_month (time));
}

char *
stray_day_to_string (StrayDay day)
{
  GDate date;

  if (!g_date_valid_julian (day))
    return NULL;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                          g_date_get_day (&date));
}
