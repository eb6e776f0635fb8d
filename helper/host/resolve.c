/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "resolve.h"

void
stray_resolution_free (StrayResolution *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->corrections);
  g_ptr_array_unref (self->removals);
  g_array_unref (self->exceptions);
  g_free (self);
}

static void
exception_clear_cb (gpointer data)
{
  g_free (((StrayChosenException *)data)->domain);
}

static const StrayFlagged *
find_flagged (const StrayJudgement *judgement, guint index)
{
  for (guint i = 0; i < judgement->flagged->len; i++)
    {
      const StrayFlagged *flagged = &g_array_index (judgement->flagged, StrayFlagged, i);

      if (flagged->index == index)
        return flagged;
    }
  return NULL;
}

/* What was chosen, by domain, and by index for what has none. */
typedef struct
{
  GHashTable *by_domain;
  GHashTable *by_index;
} Choices;

static void
choices_clear (Choices *self)
{
  g_hash_table_unref (self->by_domain);
  g_hash_table_unref (self->by_index);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choices, choices_clear)

static gboolean
take_choice (StrayResolution *self, const StrayJudgement *judgement, const StrayChosen *chosen,
             Choices *choices)
{
  const StrayFlagged *flagged = find_flagged (judgement, chosen->index);

  if (flagged == NULL)
    return FALSE;
  if (flagged->domain != NULL)
    g_hash_table_insert (choices->by_domain, (gpointer)flagged->domain, (gpointer)chosen);
  else
    g_hash_table_insert (choices->by_index, GUINT_TO_POINTER (flagged->index), (gpointer)chosen);
  if (chosen->days != STRAY_NO_EXCEPTION && flagged->domain != NULL)
    {
      StrayChosenException exception = { g_strdup (flagged->domain), chosen->days };

      g_array_append_val (self->exceptions, exception);
    }
  return TRUE;
}

/* (nullable) */
static const StrayChosen *
get_chosen (const Choices *choices, const StrayFlagged *flagged)
{
  return flagged->domain != NULL ? g_hash_table_lookup (choices->by_domain, flagged->domain)
                                 : g_hash_table_lookup (choices->by_index, GUINT_TO_POINTER (flagged->index));
}

/* Whether @flagged was shown, as the finding that comes after @shown others. Both are in
 * the order of the recipients. */
static gboolean
is_finding (const StrayQuestion *question, guint shown, const StrayFlagged *flagged)
{
  const StrayFinding *next
      = shown < question->findings->len ? g_ptr_array_index (question->findings, shown) : NULL;

  return next != NULL && next->index == flagged->index;
}

static gboolean
apply (StrayResolution *self, const StrayFlagged *flagged, StrayChoice choice)
{
  switch (choice)
    {
    case STRAY_CHOICE_CORRECT:
      if (flagged->suggestion == NULL)
        return FALSE;
      g_ptr_array_add (self->corrections,
                       stray_correction_new (flagged->index, flagged->address, flagged->suggestion));
      return TRUE;
    case STRAY_CHOICE_KEEP:
      return !flagged->blocked;
    case STRAY_CHOICE_LEAVE_OUT:
      g_ptr_array_add (self->removals, stray_correction_new (flagged->index, flagged->address, NULL));
      return TRUE;
    default:
      return FALSE;
    }
}

StrayResolution *
stray_resolve (const StrayJudgement *judgement, const StrayQuestion *question, const StrayAnswer *answer)
{
  g_autoptr (StrayResolution) self = g_new0 (StrayResolution, 1);
  g_auto (Choices) choices = { g_hash_table_new (g_str_hash, g_str_equal), g_hash_table_new (NULL, NULL) };

  self->corrections = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  self->removals = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  self->exceptions = g_array_new (FALSE, FALSE, sizeof (StrayChosenException));
  g_array_set_clear_func (self->exceptions, exception_clear_cb);
  for (guint i = 0; i < answer->choices->len; i++)
    if (!take_choice (self, judgement, &g_array_index (answer->choices, StrayChosen, i), &choices))
      return NULL;

  for (guint i = 0, shown = 0; i < judgement->flagged->len; i++)
    {
      const StrayFlagged *flagged = &g_array_index (judgement->flagged, StrayFlagged, i);
      StrayChoice choice = answer->rest;

      if (is_finding (question, shown, flagged))
        {
          const StrayChosen *chosen = get_chosen (&choices, flagged);

          if (chosen == NULL)
            return NULL;
          choice = chosen->choice;
          shown++;
        }
      if (!apply (self, flagged, choice))
        return NULL;
    }
  return g_steal_pointer (&self);
}
