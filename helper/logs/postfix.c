/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "formats.h"

#include <string.h>

#include <glib/gi18n.h>

/* Postfix's log, as syslog or journald wrote it to a file:
 *
 *   Nov 25 18:57:24 mx postfix/smtp[2213]: 4F2B1C0: to=<a@example.org>, orig_to=<b@example.org>,
 *       relay=mail.example.org[192.0.2.1]:25, delay=0.5, …, dsn=2.0.0, status=sent (250 2.0.0 Ok)
 *   2026-11-25T18:57:24.123456+01:00 mx postfix/smtp[2213]: …
 *
 * `to` is where it went; `orig_to` is where it would have gone without an alias. */

/* What has no year is not newer than the file; a day more, since its clock may have been
 * in another zone. */
static StrayDay
parse_day (const StrayLog *log, const char *text)
{
  return g_ascii_isdigit (*text) ? stray_day_parse_iso (text)
                                 : stray_day_parse_syslog (text, log->changed + 1);
}

/* Where the fields of a delivery begin: behind `[PID]: QUEUE-ID: `, so that what others
 * wrote into a line is not taken for them. */
static const char *
find_fields (const char *line)
{
  const char *p = strstr (line, "]: ");
  gsize length;

  if (p == NULL)
    return NULL;
  p += strlen ("]: ");
  length = strspn (p, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS);
  return length > 0 && g_str_has_prefix (p + length, ": to=<") ? p + length + strlen (": to=<") : NULL;
}

/* Of Postfix, whatever it calls itself: `postfix` or `postfix-out`. */
static gboolean
is_postfix (const char *line)
{
  for (const char *p = strstr (line, "postfix"); p != NULL; p = strstr (p + 1, "postfix"))
    {
      const char *end = p + strcspn (p, " [");
      const gsize digits = *end == '[' ? strspn (end + 1, G_CSET_DIGITS) : 0;

      if (digits > 0 && g_str_has_prefix (end + 1 + digits, "]: "))
        return TRUE;
    }
  return FALSE;
}

/* What is handed to a filter on the same machine comes back, and is logged again when it
 * leaves; what is handed to a tunnel is not. */
static gboolean
is_local (const char *fields)
{
  const char *relay = strstr (fields, ", relay=");
  const char *bracket = relay != NULL ? strpbrk (relay + strlen (", "), "[,") : NULL;

  return bracket != NULL && (g_str_has_prefix (bracket, "[127.") || g_str_has_prefix (bracket, "[::1]"));
}

static void
read_line (StrayLog *log, const StrayLine *line)
{
  const char *address = find_fields (line->text);
  const char *end = address != NULL ? strstr (address, ">, ") : NULL;
  const char *status = end != NULL ? strstr (end, ", status=") : NULL;
  StrayDelivery delivery = { 0 };

  log->recognised |= address != NULL || is_postfix (line->text);
  if (line->cut)
    {
      stray_log_complain (log, log->number, _ ("The line is too long; it was left out."));
      return;
    }
  if (address != NULL && status == NULL)
    stray_log_complain (log, log->number, _ ("The line is cut short; it was left out."));
  if (status == NULL || !g_str_has_prefix (status, ", status=sent"))
    return;
  delivery.is_local = is_local (end);
  delivery.day = parse_day (log, line->text);
  if (delivery.day == 0)
    stray_log_complain (log, log->number, _ ("The date cannot be read; the recipient counts all the same."));
  stray_log_take (log, address, end - address, &delivery, log->number);
}

gboolean
stray_postfix_read (StrayLog *log, GError **error)
{
  return stray_log_each (log, read_line, error);
}
