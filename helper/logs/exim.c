/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "formats.h"

#include <string.h>

#include <glib/gi18n.h>

/* Exim's main log; chapter 52 of its specification:
 *
 *   2026-11-25 18:57:24 1tFabc-000abc-Xy => a@example.org R=dnslookup T=remote_smtp H=…
 *   2026-11-25 18:57:24 1tFabc-000abc-Xy -> b@example.org <alias@example.org> R=…
 *   2026-11-25 18:57:24 1tFabc-000abc-Xy => jane <jane@example.org> R=localuser …
 *   2026-11-25 18:57:24 1tFabc-000abc-Xy ** c@example.org R=dnslookup: all hosts failed
 *
 * There may be a fraction of the second, a zone and the process between. The address
 * comes first, and where it was another one originally, that in angle brackets; of a local
 * delivery only the local part comes first. */

/* What was delivered; `**` failed and `==` is tried again, so neither went anywhere. */
static const char *const deliveries[] = { "=>", "->", ">>" };
static const char *const others[] = { "**", "==", "<=", "*>", "Completed" };

static gboolean
has_word (const char *const *words, gsize n, const char *text, gsize length)
{
  for (gsize i = 0; i < n; i++)
    if (strlen (words[i]) == length && memcmp (words[i], text, length) == 0)
      return TRUE;
  return FALSE;
}

/* Letters and digits in three parts: 6-6-2, and since Exim 4.97 6-11-4. */
static gboolean
is_message_id (const char *text, gsize length)
{
  const char *const alphanumeric = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS;
  gsize first = strspn (text, alphanumeric);
  gsize second = text[first] == '-' ? strspn (text + first + 1, alphanumeric) : 0;
  gsize third
      = second > 0 && text[first + 1 + second] == '-' ? strspn (text + first + second + 2, alphanumeric) : 0;

  return first == 6 && ((second == 6 && third == 2) || (second == 11 && third == 4))
         && length == first + second + third + 2;
}

static const char *
skip_word (const char *p, gsize *length)
{
  *length = strcspn (p, " ");
  return p + *length + strspn (p + *length, " ");
}

/* Returns what stands behind the message id, or %NULL. */
static const char *
find_flag (const char *line)
{
  const char *p = line;
  gsize length;

  /* Date, time, and what log_selector adds to them. */
  for (guint words = 0; words < 5 && *p != '\0'; words++)
    {
      const char *next = skip_word (p, &length);

      if (words >= 2 && is_message_id (p, length))
        return next;
      p = next;
    }
  return NULL;
}

/* Up to a blank outside of quotes. */
static gsize
address_length (const char *p)
{
  gboolean quoted = FALSE;
  gsize i;

  for (i = 0; p[i] != '\0' && (quoted || p[i] != ' '); i++)
    {
      if (p[i] == '\\' && p[i + 1] != '\0')
        i++;
      else if (p[i] == '"')
        quoted = !quoted;
    }
  return i;
}

static void
take_address (StrayLog *log, const char *p, const StrayDelivery *delivery)
{
  gsize length = address_length (p);
  const char *original = p + length;

  /* A pipe, a file, a black hole. */
  if (length == 0 || strchr ("|/:", *p) != NULL)
    return;
  if (memchr (p, '@', length) == NULL)
    {
      if (!g_str_has_prefix (original, " <"))
        return;
      p = original + 2;
      length = strcspn (p, ">");
    }
  stray_log_take (log, p, length, delivery, log->number);
}

static void
read_line (StrayLog *log, const StrayLine *line)
{
  const char *flag = find_flag (line->text);
  StrayDelivery delivery = { 0 };
  gsize length;
  const char *address;

  if (line->cut)
    stray_log_complain (log, log->number, _ ("The line is too long; it was left out."));
  if (line->cut || flag == NULL)
    return;
  address = skip_word (flag, &length);
  log->recognised |= has_word (others, G_N_ELEMENTS (others), flag, length);
  if (!has_word (deliveries, G_N_ELEMENTS (deliveries), flag, length))
    return;
  log->recognised = TRUE;
  delivery.day = stray_day_parse_iso (line->text);
  if (delivery.day == 0)
    stray_log_complain (log, log->number, _ ("The date cannot be read; the recipient counts all the same."));
  take_address (log, address, &delivery);
}

gboolean
stray_exim_read (StrayLog *log, GError **error)
{
  return stray_log_each (log, read_line, error);
}
