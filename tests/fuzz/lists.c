/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* memfd_create() */
#define _GNU_SOURCE

#include "target.h"

#include "core/domain.h"
#include "policy/lists.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Trust lists. An input is a file. */

/* A file that is nowhere but in memory, the same one for all inputs. */
static const char *
write_file (const guint8 *data, gsize length)
{
  static char path[32];
  static int fd = -1;

  if (fd < 0)
    {
      fd = memfd_create ("list", MFD_CLOEXEC);
      HOLDS (fd >= 0);
      snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
    }
  HOLDS (ftruncate (fd, 0) == 0);
  HOLDS (pwrite (fd, data, length, 0) == (gssize)length);
  return path;
}

/* What a line comes to, worked out from the README. */
typedef enum
{
  NOTHING,
  ENTRY,
  BAD,
} Kind;

static gboolean
is_entry (const char *word)
{
  g_autoptr (StrayDomain) domain = NULL;

  if (g_str_has_prefix (word, "*.") || g_str_has_prefix (word, "."))
    word = strchr (word, '.') + 1;
  domain = stray_domain_new (word);
  return domain != NULL;
}

/* @n_marks: how many byte order marks may stand before it: editors put one at the
 * beginning of a file, and one more is taken for one that was before a line. */
static Kind
classify (const char *line, gsize length, guint n_marks)
{
  const char *comment = memchr (line, '#', MIN (length, STRAY_LIST_MAX_LINE));
  gsize n = comment != NULL ? (gsize)(comment - line) : length;
  g_autofree char *text = g_strndup (line, n);
  const char *after = text;
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();

  if (comment == NULL && length > STRAY_LIST_MAX_LINE)
    return BAD;
  for (; n_marks > 0 && g_str_has_prefix (after, "\xEF\xBB\xBF"); n_marks--)
    after += 3;
  words = g_strsplit_set (after, " \t\n\v\f\r", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (filled, words[i]);
  if (filled->len == 0)
    return NOTHING;
  if (filled->len > 2 || (filled->len == 2 && strcmp (filled->pdata[1], "trust-only") != 0))
    return BAD;
  return is_entry (filled->pdata[0]) ? ENTRY : BAD;
}

typedef struct
{
  const char *path;
  GArray *lines; /* of guint: those that were reported by their number */
  guint others;
} Reports;

static void
report_cb (const char *problem, gpointer user_data)
{
  Reports *reports = user_data;
  gsize prefix = strlen (reports->path);
  char *rest;
  guint line;

  HOLDS (g_utf8_validate (problem, -1, NULL));
  if (!g_str_has_prefix (problem, reports->path) || problem[prefix] != ':')
    {
      reports->others++;
      return;
    }
  line = g_ascii_strtoull (problem + prefix + 1, &rest, 10);
  HOLDS (g_str_has_prefix (rest, ": "));
  g_array_append_val (reports->lines, line);
}

void
fuzz_input (const guint8 *data, gsize length)
{
  const char *nul = memchr (data, '\0', length);
  const char *p = (const char *)data, *end = p + length;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  Reports reports = { .path = write_file (data, length), .lines = numbers };
  StrayLists *lists = stray_lists_new (report_cb, &reports);
  g_autoptr (StrayTrust) trust = NULL;
  guint entries = 0, bad = 0, bad_lines, number;

  HOLDS (stray_lists_add_file (lists, reports.path, NULL));
  bad_lines = stray_lists_get_bad_lines (lists);
  trust = stray_lists_end (lists);

  for (number = 1; p < end; number++)
    {
      const char *lf = memchr (p, '\n', end - p);
      const char *line_end = lf == NULL ? end : lf;
      gsize n = line_end - p;
      Kind kind;

      /* The line of a NUL, which says that this is no text, is not read any more. */
      if (nul != NULL && nul < line_end)
        break;
      kind = classify (p, n > 0 && line_end[-1] == '\r' ? n - 1 : n, number == 1 ? 2 : 1);

      entries += kind == ENTRY;
      if (kind == BAD && ++bad <= STRAY_REPORTER_MAX)
        {
          HOLDS (bad <= numbers->len);
          HOLDS (g_array_index (numbers, guint, bad - 1) == number);
        }
      p = lf == NULL ? end : lf + 1;
    }
  if (nul != NULL)
    {
      HOLDS (numbers->len > 0 && g_array_index (numbers, guint, numbers->len - 1) == number);
      g_array_set_size (numbers, numbers->len - 1);
      bad_lines--;
    }
  HOLDS (bad_lines == bad);
  HOLDS (numbers->len == MIN (bad, STRAY_REPORTER_MAX));
  HOLDS (reports.others == (bad > STRAY_REPORTER_MAX));
  /* Entries that say the same are one. */
  HOLDS (stray_trust_size (trust) <= entries && (stray_trust_size (trust) > 0) == (entries > 0));
}
