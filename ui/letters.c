/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "letters.h"

#include <glib/gi18n.h>

#include "display-text.h"

/* The scripts whose letters are taken for Latin ones (UTS #39, confusables.txt). */
static const struct
{
  GUnicodeScript script;
  const char *sentence;
} scripts[] = {
  /* Translators: %s is a letter that only looks like one of the Latin alphabet. */
  { G_UNICODE_SCRIPT_CYRILLIC, N_ ("“%s” is a Cyrillic letter.") },
  /* Translators: %s is a letter that only looks like one of the Latin alphabet. */
  { G_UNICODE_SCRIPT_GREEK, N_ ("“%s” is a Greek letter.") },
  /* Translators: %s is a letter that only looks like one of the Latin alphabet. */
  { G_UNICODE_SCRIPT_ARMENIAN, N_ ("“%s” is an Armenian letter.") },
  /* Translators: %s is a letter that only looks like one of the Latin alphabet. */
  { G_UNICODE_SCRIPT_HEBREW, N_ ("“%s” is a Hebrew letter.") },
  /* Translators: %s is a letter such as é, where e was probably meant. */
  { G_UNICODE_SCRIPT_LATIN, N_ ("“%s” is a letter with a mark, or of another shape.") },
};

static const char *
find_sentence (gunichar c)
{
  const GUnicodeScript script = g_unichar_get_script (c);

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    if (scripts[i].script == script)
      return _ (scripts[i].sentence);
  /* Translators: %s is a character. */
  return _ ("“%s” is an unusual character.");
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
describe (gunichar c)
{
  g_autoptr (GString) letter = g_string_new (NULL);
  g_autofree char *isolated = NULL;

  stray_display_char (letter, c, 0);
  isolated = stray_isolate_ltr (letter->str);
  /* The format is one of those above, and msgfmt holds translations to them. */
  return g_strdup_printf (find_sentence (c), isolated);
}
#pragma GCC diagnostic pop

char *
stray_letters_describe (const StrayFinding *finding)
{
  for (guint i = 0; i < finding->domain_marks->len; i++)
    {
      StrayMark mark = g_array_index (finding->domain_marks, StrayMark, i);
      const char *p = g_utf8_offset_to_pointer (finding->domain, mark.start);

      for (guint n = 0; n < mark.length; n++, p = g_utf8_next_char (p))
        if (g_utf8_get_char (p) >= 0x80)
          return describe (g_utf8_get_char (p));
    }
  return NULL;
}
