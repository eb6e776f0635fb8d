/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "judge.h"

#include "core/address.h"
#include "core/check.h"
#include "core/mailbox.h"
#include "core/unreadable.h"

#include <string.h>

/* By what one message is judged. */
typedef struct
{
  const StrayHandling *handling;
  StrayChecker *own;      /* with the sender */
  StrayChecker *strictly; /* nullable; where anything is blocked: without what a person can choose */
} Judge;

/* @policy with the sender's own domain, and why that is not trusted, if it is not. */
static StrayPolicy *
add_sender (StrayPolicy *policy, const char *from, StrayResult **doubt)
{
  /* A mistyped identity may well be among the contacts, too. */
  g_autoptr (StrayPolicy) configured = stray_policy_without_persons (policy);
  g_autoptr (StrayResult) result = stray_check (configured, from);

  if (result->verdict != STRAY_VERDICT_LOOKALIKE)
    return stray_policy_with_sender (policy, from);
  *doubt = g_steal_pointer (&result);
  return stray_policy_ref (policy);
}

static void
judge_init (Judge *self, StrayPolicy *policy, const StrayHandling *handling, const char *from,
            StrayResult **doubt)
{
  g_autoptr (StrayPolicy) own = add_sender (policy, from, doubt);

  *self = (Judge){ .handling = handling, .own = stray_checker_new (own) };
  if (stray_handling_blocks (handling))
    {
      g_autoptr (StrayPolicy) strict = stray_policy_without_persons (policy);

      self->strictly = stray_checker_new (strict);
    }
}

static void
judge_clear (Judge *self)
{
  stray_checker_free (self->own);
  stray_checker_free (self->strictly);
}

static gboolean
is_cleared (const StrayResult *result)
{
  return result->verdict == STRAY_VERDICT_TRUSTED || result->verdict == STRAY_VERDICT_UNREMARKABLE;
}

/* Whether what can be read of @text (nullable) does not rule out that it is blocked. */
static gboolean
may_be_blocked (const Judge *self, const char *text)
{
  g_autoptr (GArray) severities = NULL;

  if (text == NULL)
    return FALSE;
  severities = stray_check_unreadable (self->strictly, text);
  if (severities == NULL)
    return TRUE;
  for (guint i = 0; i < severities->len; i++)
    {
      const StraySeverity severity = g_array_index (severities, StraySeverity, i);

      if (severity != STRAY_SEVERITY_NONE && self->handling->actions[severity] == STRAY_ACTION_BLOCK)
        return TRUE;
    }
  return FALSE;
}

/* Likewise of @recipient. A name holds no address but where an '@' is in it. */
static gboolean
may_hide_blocked (const Judge *self, const StrayRecipient *recipient)
{
  const gboolean has_at = recipient->name != NULL && strchr (recipient->name, '@') != NULL;

  return may_be_blocked (self, recipient->address) || may_be_blocked (self, recipient->mailbox)
         || may_be_blocked (self, has_at ? recipient->name : NULL);
}

/* @result: (nullable): what is known of @recipient. One that cannot be read is no
 * look-alike of any severity, and cannot be cleared. */
static StrayAction
get_action (const Judge *self, const StrayResult *result, const StrayRecipient *recipient)
{
  if (result != NULL && is_cleared (result))
    return STRAY_ACTION_NOTHING;
  if (result != NULL && stray_judgement_is_lookalike (result))
    return self->handling->actions[result->severity];
  return self->strictly != NULL && may_hide_blocked (self, recipient) ? STRAY_ACTION_BLOCK : STRAY_ACTION_ASK;
}

/* Returns: (transfer full) (nullable): what is known of @recipient; %NULL beyond the limit,
 * and where it can be read in two ways */
static StrayResult *
judge_recipient (const Judge *self, const StrayRecipient *recipient, StrayAction *action)
{
  g_autoptr (StrayResult) result = NULL, strictly = NULL;

  if (strlen (recipient->address) <= STRAY_ADDRESS_MAX
      && stray_mailbox_is_clear (recipient->address, recipient->name, recipient->mailbox))
    result = stray_checker_check (self->own, recipient->address);
  *action = get_action (self, result, recipient);
  if (self->strictly == NULL || result == NULL || result->verdict == STRAY_VERDICT_UNPARSABLE
      || *action == STRAY_ACTION_BLOCK)
    return g_steal_pointer (&result);
  strictly = stray_checker_check (self->strictly, recipient->address);
  if (get_action (self, strictly, recipient) != STRAY_ACTION_BLOCK)
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
      const StrayRecipient *recipient = &g_array_index (check->recipients, StrayRecipient, i);
      StrayAction action;
      g_autoptr (StrayResult) result = judge_recipient (&judge, recipient, &action);

      if (action != STRAY_ACTION_NOTHING)
        stray_judgement_flag (self, i, recipient->address, g_steal_pointer (&result), action);
    }
  judge_clear (&judge);
  stray_judgement_end (self, check);
  return self;
}
