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

static gboolean
is_blocked (const StrayQuestion *question)
{
  for (guint i = 0; i < question->findings->len; i++)
    if (((const StrayFinding *)g_ptr_array_index (question->findings, i))->blocked)
      return TRUE;
  return FALSE;
}

char *
stray_summary_headline (const StrayQuestion *question)
{
  g_autoptr (GPtrArray) names = countries (question);

  if (is_blocked (question))
    return names->len == 1 ? g_strdup_printf (
               /* Translators: %s is the name of a country, as it stands in a list; the
                * organisation does not allow it. */
               _ ("This message may not go to %s"), (const char *)names->pdata[0])
                           : g_strdup (_ ("This message may not go out as it is"));
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

gboolean
stray_summary_can_send (const StrayQuestion *question, const StrayTally *tally)
{
  return tally->complete && tally->leave_out < question->recipients;
}

static char *
label_keep (const StrayQuestion *question)
{
  g_autoptr (GPtrArray) names = countries (question);

  if (question->flagged > question->findings->len || names->len != 1)
    /* Translators: a button: the message goes out as it is, although it looks wrong. */
    return g_strdup (_ ("Send Anyway"));
  /* Translators: a button: the message goes out as it is, although it looks wrong; %s
   * is the name of a country, as it stands in a list. */
  return g_strdup_printf (_ ("Send to %s Anyway"), (const char *)names->pdata[0]);
}

/* Every combination is a sentence of its own: of recipients that are corrected, left
 * out and kept, in this order. */
char *
stray_summary_send_label (const StrayQuestion *question, const StrayTally *tally)
{
  const guint correct = tally->correct, leave_out = tally->leave_out, keep = tally->keep;

  if (!tally->complete)
    /* Translators: a button that cannot be pressed yet. */
    return g_strdup (_ ("Send"));
  if (leave_out == question->recipients)
    /* Translators: a button that cannot be pressed: every recipient is left out. */
    return g_strdup (_ ("Nobody Is Left to Send To"));
  if (correct == 0 && leave_out == 0)
    return label_keep (question);
  if (leave_out == 0 && keep == 0)
    /* Translators: a button. The case of one recipient need not name the number. */
    return g_strdup_printf (ngettext ("Correct and Send", "Correct %u and Send", correct), correct);
  if (correct == 0 && keep == 0)
    /* Translators: a button: these recipients are not sent to. The case of one need not name the number. */
    return g_strdup_printf (ngettext ("Leave Out and Send", "Leave Out %u and Send", leave_out), leave_out);
  if (keep == 0)
    /* Translators: a button. The numbers are of recipients. */
    return g_strdup_printf (_ ("Correct %u, Leave Out %u and Send"), correct, leave_out);
  if (leave_out == 0)
    /* Translators: a button. The numbers are of recipients; those that are kept look wrong. */
    return g_strdup_printf (_ ("Correct %u, Keep %u and Send"), correct, keep);
  if (correct == 0)
    /* Translators: a button. The numbers are of recipients; those that are kept look wrong. */
    return g_strdup_printf (_ ("Leave Out %u, Keep %u and Send"), leave_out, keep);
  /* Translators: a button. The numbers are of recipients; those that are kept look wrong. */
  return g_strdup_printf (_ ("Correct %u, Leave Out %u, Keep %u and Send"), correct, leave_out, keep);
}
