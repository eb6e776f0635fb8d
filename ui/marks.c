/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "marks.h"

#include <glib/gi18n.h>

#include "display-text.h"

#define NO_BREAK_SPACE 0x00A0
/* In characters. No domain is longer than 253; what is, is cut, and seen to be. */
#define DOMAIN_MAX 300
#define LETTERS_MAX 24

static gboolean
is_marked (const GArray *marks, guint position)
{
  for (guint i = 0; i < marks->len; i++)
    {
      StrayMark mark = g_array_index (marks, StrayMark, i);

      if (position >= mark.start && position - mark.start < mark.length)
        return TRUE;
    }
  return FALSE;
}

static guint
run_of_marks (const GArray *marks, guint position, guint length)
{
  guint end = position;

  while (end < length && is_marked (marks, end))
    end++;
  return end - position;
}

/* One stretch of both texts: first what differs, then one letter they share. */
typedef struct
{
  guint typed_at, typed_length;
  guint meant_at, meant_length;
} Step;

/* Walks both texts side by side. The letters without a mark are the same in both
 * and in the same order, which is what aligns them. */
static GArray *
align (const StrayFinding *finding)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));
  guint typed_length = MIN (g_utf8_strlen (finding->domain, -1), DOMAIN_MAX);
  guint meant_length = MIN (g_utf8_strlen (finding->resembles, -1), DOMAIN_MAX);
  guint typed = 0, meant = 0;

  do
    {
      Step step = { typed, run_of_marks (finding->domain_marks, typed, typed_length), meant,
                    run_of_marks (finding->resembles_marks, meant, meant_length) };

      if (step.typed_length > 0 || step.meant_length > 0)
        g_array_append_val (steps, step);
      typed += step.typed_length + 1;
      meant += step.meant_length + 1;
    }
  while (typed <= typed_length && meant <= meant_length);
  return steps;
}

/* Marks what was appended to @text since @start, if anything was. */
static void
add_range (StrayMarked *self, const GString *text, gsize start, gboolean is_gap)
{
  StrayMarkedRange range = { start, text->len, is_gap };

  if (text->len > start)
    g_array_append_val (self->ranges, range);
}

/* @gaps: (element-type StrayMark): before which character how many are missing */
static StrayMarked *
mark (const char *domain, const GArray *marks, const GArray *gaps)
{
  StrayMarked *self = g_new0 (StrayMarked, 1);
  GString *text = g_string_new (stray_left_to_right_mark (domain));
  guint position = 0, combining = 0;

  self->ranges = g_array_new (FALSE, FALSE, sizeof (StrayMarkedRange));
  for (const char *p = domain;; p = g_utf8_next_char (p), position++)
    {
      gsize start = text->len;
      gunichar c = g_utf8_get_char (p);

      for (guint i = 0; i < gaps->len; i++)
        if (g_array_index (gaps, StrayMark, i).start == position)
          for (guint n = 0; n < g_array_index (gaps, StrayMark, i).length; n++)
            g_string_append_unichar (text, NO_BREAK_SPACE);
      add_range (self, text, start, TRUE);
      if (c == '\0')
        break;
      if (position == DOMAIN_MAX)
        {
          g_string_append (text, "…");
          break;
        }

      start = text->len;
      stray_display_char (text, c, combining);
      combining = g_unichar_ismark (c) ? combining + 1 : 0;
      if (is_marked (marks, position))
        add_range (self, text, start, FALSE);
    }
  self->text = g_string_free (text, FALSE);
  return self;
}

StrayMarked *
stray_marks_typed (const StrayFinding *finding)
{
  g_autoptr (GArray) steps = align (finding);
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (StrayMark));

  for (guint i = 0; i < steps->len; i++)
    {
      Step step = g_array_index (steps, Step, i);
      StrayMark gap = { step.typed_at, step.meant_length };

      if (step.typed_length == 0)
        g_array_append_val (gaps, gap);
    }
  return mark (finding->domain, finding->domain_marks, gaps);
}

StrayMarked *
stray_marks_meant (const StrayFinding *finding)
{
  g_autoptr (GArray) steps = align (finding);
  g_autoptr (GArray) gaps = g_array_new (FALSE, FALSE, sizeof (StrayMark));

  for (guint i = 0; i < steps->len; i++)
    {
      Step step = g_array_index (steps, Step, i);
      StrayMark gap = { step.meant_at, step.typed_length };

      if (step.meant_length == 0)
        g_array_append_val (gaps, gap);
    }
  return mark (finding->resembles, finding->resembles_marks, gaps);
}

void
stray_marked_free (StrayMarked *self)
{
  g_free (self->text);
  g_array_unref (self->ranges);
  g_free (self);
}

static void
insert (PangoAttrList *list, PangoAttribute *attribute, StrayMarkedRange range)
{
  attribute->start_index = range.start;
  attribute->end_index = range.end;
  pango_attr_list_insert (list, attribute);
}

PangoAttrList *
stray_marked_attributes (const StrayMarked *self, const double colour[4])
{
  PangoAttrList *list = pango_attr_list_new ();

  /* A hyphen at the end of a line would be read as part of the domain. */
  pango_attr_list_insert (list, pango_attr_insert_hyphens_new (FALSE));
  for (guint i = 0; i < self->ranges->len; i++)
    {
      StrayMarkedRange range = g_array_index (self->ranges, StrayMarkedRange, i);

      /* An underlined blank would be read as an underscore. */
      if (!range.is_gap)
        {
          insert (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), range);
          insert (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), range);
        }
      if (colour == NULL)
        continue;
      insert (list,
              pango_attr_background_new (colour[0] * G_MAXUINT16, colour[1] * G_MAXUINT16,
                                         colour[2] * G_MAXUINT16),
              range);
      insert (list, pango_attr_background_alpha_new (colour[3] * G_MAXUINT16), range);
    }
  return list;
}

static char *
letters (const char *domain, guint at, guint length)
{
  g_autofree char *raw = g_utf8_substring (domain, at, at + length);
  g_autofree char *shown = stray_display_text (raw, LETTERS_MAX);

  return stray_isolate_ltr (shown);
}

char *
stray_marks_describe (const StrayFinding *finding)
{
  g_autoptr (GArray) steps = align (finding);
  g_autofree char *typed = NULL;
  g_autofree char *meant = NULL;
  Step step;

  if (steps->len != 1)
    return NULL;
  step = g_array_index (steps, Step, 0);
  typed = letters (finding->domain, step.typed_at, step.typed_length);
  meant = letters (finding->resembles, step.meant_at, step.meant_length);
  if (step.typed_length == 0)
    /* Translators: %s is the letter, or letters, by which what was typed differs, such as “i”. */
    return g_strdup_printf (_ ("“%s” is missing."), meant);
  if (step.meant_length == 0)
    /* Translators: %s is a letter, or letters, that should probably not be there. */
    return g_strdup_printf (_ ("“%s” is not in the domain you probably meant."), typed);
  /* Translators: first what was typed, then what was probably meant: a letter or a few. */
  return g_strdup_printf (_ ("“%s” stands in place of “%s”."), typed, meant);
}
