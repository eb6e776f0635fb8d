/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "judge.h"

#include "core/address.h"
#include "core/check.h"
#include "core/unreadable.h"

#include <string.h>

/* By what one message is judged. */
typedef struct
{
  const StrayHandling *handling;
  StrayPolicy *own;    /* with the sender */
  StrayPolicy *strict; /* nullable; where anything is blocked: without what a person can choose */
} Judge;

/* @policy with the sender's own domain, and why that is not trusted, if it is not. */
static StrayPolicy *
add_sender (StrayPolicy *policy, const char *from, StrayResult **doubt)
{
  g_autoptr (StrayResult) result = stray_check (policy, from);

  if (result->verdict != STRAY_VERDICT_LOOKALIKE)
    return stray_policy_with_sender (policy, from);
  *doubt = g_steal_pointer (&result);
  return stray_policy_ref (policy);
}

static void
judge_init (Judge *self, StrayPolicy *policy, const StrayHandling *handling, const char *from,
            StrayResult **doubt)
{
  self->handling = handling;
  self->own = add_sender (policy, from, doubt);
  self->strict = stray_handling_blocks (handling) ? stray_policy_without_persons (policy) : NULL;
}

static void
judge_clear (Judge *self)
{
  stray_policy_unref (self->own);
  g_clear_pointer (&self->strict, stray_policy_unref);
}

static gboolean
is_cleared (const StrayResult *result)
{
  return result->verdict == STRAY_VERDICT_TRUSTED || result->verdict == STRAY_VERDICT_UNREMARKABLE;
}

/* What is done about a recipient that cannot be read. It is no look-alike of any severity,
 * and cannot be cleared. */
static StrayAction
get_unreadable_action (const Judge *self, const char *address)
{
  g_autoptr (StrayResult) result = NULL;

  if (self->strict == NULL)
    return STRAY_ACTION_ASK;
  result = stray_check_unreadable (self->strict, address);
  if (result == NULL)
    return STRAY_ACTION_BLOCK;
  return !is_cleared (result) && self->handling->actions[result->severity] == STRAY_ACTION_BLOCK
             ? STRAY_ACTION_BLOCK
             : STRAY_ACTION_ASK;
}

/* @result: (nullable): what is known of @address */
static StrayAction
get_action (const Judge *self, const StrayResult *result, const char *address)
{
  if (result != NULL && is_cleared (result))
    return STRAY_ACTION_NOTHING;
  return stray_judgement_is_lookalike (result) ? self->handling->actions[result->severity]
                                               : get_unreadable_action (self, address);
}

/* Returns: (transfer full) (nullable): what is known of @address; %NULL beyond the limit */
static StrayResult *
judge_address (const Judge *self, const char *address, StrayAction *action)
{
  g_autoptr (StrayResult) result = NULL, strictly = NULL;

  if (strlen (address) <= STRAY_ADDRESS_MAX)
    result = stray_check (self->own, address);
  *action = get_action (self, result, address);
  if (self->strict == NULL || result == NULL || *action == STRAY_ACTION_BLOCK)
    return g_steal_pointer (&result);
  strictly = stray_check (self->strict, address);
  if (get_action (self, strictly, address) != STRAY_ACTION_BLOCK)
    return g_steal_pointer (&result);
  *action = STRAY_ACTION_BLOCK;
  return g_steal_pointer (&strictly);
}

StrayJudgement *
stray_judge (StrayPolicy *policy, const StrayHandling *handling, const StrayMessage *check,
             GCancellable *cancellable)
{
  StrayJudgement *self = stray_judgement_new (check);
  Judge judge;

  judge_init (&judge, policy, handling, check->from, &self->sender);
  for (guint i = 0; i < check->recipients->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const char *address = g_array_index (check->recipients, StrayRecipient, i).address;
      StrayAction action;
      g_autoptr (StrayResult) result = judge_address (&judge, address, &action);

      if (action != STRAY_ACTION_NOTHING)
        stray_judgement_flag (self, i, address, g_steal_pointer (&result), action);
    }
  judge_clear (&judge);
  stray_judgement_end (self, check);
  return self;
}
