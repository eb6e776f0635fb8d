/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "summary.h"

#include <glib/gi18n.h>

#include "display-text.h"

#define COUNTRY_NAME_MAX 60

static guint
count (const StrayQuestion *question, const char *verdict)
{
  guint n = 0;

  for (guint i = 0; i < question->findings->len; i++)
    {
      const StrayFinding *finding = g_ptr_array_index (question->findings, i);

      n += g_str_equal (finding->verdict, verdict);
    }
  return n;
}

/* The countries by name, each once, in the order of the recipients. */
static GPtrArray *
countries (const StrayQuestion *question)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < question->findings->len; i++)
    {
      const StrayFinding *finding = g_ptr_array_index (question->findings, i);
      g_autofree char *name = NULL;

      if (finding->country_name == NULL)
        continue;
      name = stray_display_text (finding->country_name, COUNTRY_NAME_MAX);
      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  return names;
}

char *
stray_summary_headline (const StrayQuestion *question)
{
  g_autoptr (GPtrArray) names = countries (question);

  /* Not every recipient came along, so nobody here knows all of the countries. */
  if (question->flagged > question->findings->len)
    return g_strdup_printf (ngettext ("%u recipient of this message looks wrong",
                                      "%u recipients of this message look wrong", question->flagged),
                            question->flagged);
  if (names->len == 0)
    /* Translators: the case of one recipient need not name the number. */
    return g_strdup_printf (ngettext ("One recipient’s address cannot be read",
                                      "%u recipients’ addresses cannot be read", question->findings->len),
                            question->findings->len);
  if (names->len == 1)
    /* Translators: %s is the name of a country, as it stands in a list; put it so
     * that the sentence is right with any country, whatever its gender or case. */
    return g_strdup_printf (_ ("This message would go to %s"), (const char *)names->pdata[0]);
  if (names->len == 2)
    /* Translators: the names of two countries. */
    return g_strdup_printf (_ ("This message would go to %s and %s"), (const char *)names->pdata[0],
                            (const char *)names->pdata[1]);
  return g_strdup_printf (ngettext ("This message would go to %u foreign country",
                                    "This message would go to %u foreign countries", names->len),
                          names->len);
}

char *
stray_summary_body (const StrayQuestion *question)
{
  guint lookalikes = count (question, "lookalike");
  guint unparsable = count (question, "unparsable");
  g_autofree char *similar = NULL;
  g_autofree char *unread = NULL;

  if (question->flagged > question->findings->len)
    return g_strdup_printf (
        ngettext ("Here is the first of them.", "Here are the first %u of them.", question->findings->len),
        question->findings->len);
  if (lookalikes > 0)
    similar = g_strdup_printf (
        /* Translators: the case of one recipient need not name the number. */
        ngettext ("One recipient’s address looks like one you trust, but belongs to another country.",
                  "%u recipients’ addresses look like ones you trust, but belong to another country.",
                  lookalikes),
        lookalikes);
  if (lookalikes == 0)
    return g_strdup (_ ("What cannot be read cannot be checked either."));
  if (unparsable > 0)
    unread = g_strdup_printf (
        /* Translators: the case of one recipient need not name the number. */
        ngettext ("One recipient’s address cannot be checked, because it cannot be read.",
                  "%u recipients’ addresses cannot be checked, because they cannot be read.", unparsable),
        unparsable);
  if (unread != NULL)
    /* Translators: two whole sentences, one after the other. */
    return g_strdup_printf (_ ("%s %s"), similar, unread);
  return g_steal_pointer (&similar);
}

char *
stray_summary_more (const StrayQuestion *question)
{
  guint more;

  if (question->flagged <= question->findings->len)
    return NULL;
  more = question->flagged - question->findings->len;
  /* Translators: the last line of a list of recipients. */
  return g_strdup_printf (ngettext ("and %u more", "and %u more", more), more);
}

gboolean
stray_summary_correctable (const StrayQuestion *question)
{
  if (question->flagged != question->findings->len)
    return FALSE;
  for (guint i = 0; i < question->findings->len; i++)
    {
      const StrayFinding *finding = g_ptr_array_index (question->findings, i);

      if (finding->suggestion == NULL)
        return FALSE;
    }
  return TRUE;
}
