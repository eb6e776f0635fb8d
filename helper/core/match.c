/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "lookalike.h"

#include "domain.h"

#include <string.h>

/* So many of a kind are compared, to tell the nearest of them, and what it takes to
 * compare one, beside its sub-domains. */
#define OFFERS_MAX 128
#define OFFER_WORK 4

/* Suffix distance, then label distance, then explicit before wildcard; what is
 * left is settled by names, so that no order of lists shows in the verdict. */
static gint
compare (const StrayMatch *match, const char *meant, const StrayHit *rule, guint suffix_distance,
         guint label_distance)
{
  gint order;

  if (suffix_distance != match->suffix_distance)
    return suffix_distance < match->suffix_distance ? -1 : 1;
  if (label_distance != match->label_distance)
    return label_distance < match->label_distance ? -1 : 1;
  if (rule->wildcard != match->rule.wildcard)
    return rule->wildcard ? 1 : -1;
  if (match->offering != match->kind)
    return match->offering < match->kind ? -1 : 1;
  order = strcmp (meant, match->meant);
  if (order != 0)
    return order;
  return strcmp (stray_trust_entry_name (rule->trust, rule->entry),
                 stray_trust_entry_name (match->rule.trust, match->rule.entry));
}

/* Whether the recipient's domain is the name of @rule or lies below it, as may be
 * with what was learned, which covers nothing. That is no resemblance. */
static gboolean
is_itself (const StrayMatch *self, const StrayHit *rule)
{
  const StrayParents *parents = self->parents;
  const gsize length = rule->entry->length;

  return length <= parents->length
         && (length == parents->length || parents->ascii[parents->length - length - 1] == '.')
         && memcmp (parents->ascii + parents->length - length,
                    stray_trust_entry_name (rule->trust, rule->entry), length)
                == 0;
}

static guint
hash_rule_cb (gconstpointer data)
{
  const StrayHit *rule = data;

  return stray_hash (stray_trust_entry_name (rule->trust, rule->entry), rule->entry->length);
}

static gboolean
equal_rules_cb (gconstpointer data, gconstpointer other_data)
{
  const StrayHit *a = data, *b = other_data;

  return a->wildcard == b->wildcard
         && strcmp (stray_trust_entry_name (a->trust, a->entry), stray_trust_entry_name (b->trust, b->entry))
                == 0;
}

gboolean
stray_rules_contain (GHashTable *rules, const StrayHit *rule)
{
  return rules != NULL && g_hash_table_contains (rules, rule);
}

void
stray_rules_add (GHashTable **rules, const StrayHit *rule)
{
  if (*rules == NULL)
    *rules = g_hash_table_new_full (hash_rule_cb, equal_rules_cb, g_free, NULL);
  if (!stray_rules_contain (*rules, rule))
    g_hash_table_add (*rules, g_memdup2 (rule, sizeof *rule));
}

/* Whether there are so many rules that none of them is an exception. */
static gboolean
is_crowded (const StrayMatch *self)
{
  return self->rules != NULL && g_hash_table_size (self->rules) > STRAY_RULES_MAX;
}

/* Whether @rule has a say at all; that it has is noted. */
static gboolean
speak (StrayMatch *self, const StrayHit *rule)
{
  if ((self->any && self->kind != NULL) || is_itself (self, rule) || stray_rules_contain (self->except, rule))
    return FALSE;
  if (!is_crowded (self))
    stray_rules_add (&self->rules, rule);
  return TRUE;
}

gboolean
stray_match_spend (StrayMatch *self, guint work)
{
  /* It may be overdrawn, by no more than one step of what is looked at. */
  if (self->work <= 0)
    return FALSE;
  self->work -= work;
  return self->work > 0;
}

void
stray_match_spend_reading (StrayMatch *self, const char *ascii, guint times)
{
  if (strstr (ascii, "xn--") != NULL)
    stray_match_spend (self, times * STRAY_A_LABEL_WORK);
}

gboolean
stray_match_has_enough (const StrayMatch *self, gboolean weak)
{
  if (self->any && self->kind != NULL)
    return TRUE;
  /* There may be exceptions among fewer rules than that, and of one rule several offers. */
  return self->offered[FALSE] + (weak ? self->offered[TRUE] : 0) >= OFFERS_MAX && is_crowded (self);
}

gboolean
stray_match_wants (StrayMatch *self, const StrayHit *rule)
{
  if (stray_match_has_enough (self, FALSE))
    return FALSE;
  if (stray_match_spend (self, 1) || is_itself (self, rule))
    return TRUE;
  if (self->cut_kind == NULL || self->offering->severity > self->cut_kind->severity)
    {
      self->cut_kind = self->offering;
      self->cut_rule = *rule;
    }
  return FALSE;
}

static StraySeverity
get_severity (const StrayKind *kind, gboolean weak)
{
  return weak ? MAX (kind->severity - 1, STRAY_SEVERITY_LOW) : kind->severity;
}

/* Takes what @rule, an anchor, offers. */
static void
take (StrayMatch *self, const char *meant, const StrayHit *rule, guint suffix_distance, guint label_distance,
      gboolean weak)
{
  if (!speak (self, rule))
    return;
  self->offered[weak]++;
  self->severity = MAX (self->severity, get_severity (self->offering, weak));
  if (self->kind != NULL && compare (self, meant, rule, suffix_distance, label_distance) >= 0)
    return;
  self->kind = self->offering;
  self->rule = *rule;
  self->suffix_distance = suffix_distance;
  self->label_distance = label_distance;
  g_free (self->meant);
  self->meant = g_strdup (meant);
}

void
stray_match_offer (StrayMatch *self, const char *meant, const StrayHit *rule, guint suffix_distance,
                   guint label_distance, gboolean weak)
{
  if (stray_policy_is_anchor (self->policy, rule))
    take (self, meant, rule, suffix_distance, label_distance, weak);
}

/* Whether an offer would change nothing, neither the verdict nor what it comes from. */
static gboolean
is_beaten (const StrayMatch *self, guint suffix_distance, guint label_distance, gboolean weak)
{
  if (!is_crowded (self) || get_severity (self->offering, weak) > self->severity)
    return FALSE;
  return suffix_distance > self->suffix_distance
         || (suffix_distance == self->suffix_distance && label_distance > self->label_distance);
}

/* Offers the first @before bytes of the recipient's domain with @name behind
 * them where an anchor covers that; returns whether it did. */
static gboolean
offer_with_subdomains (StrayMatch *self, const StraySubject *subject, gsize before, const char *name,
                       guint suffix_distance, guint label_distance, gboolean weak)
{
  gsize length = strlen (name);
  char meant[STRAY_DOMAIN_MAX + 1] STRAY_UNINITIALIZED;
  StrayParents parents STRAY_UNINITIALIZED;
  StrayHit cover;

  stray_match_spend (self, OFFER_WORK + subject->parents->n / 4);
  if (before + length > STRAY_DOMAIN_MAX)
    return FALSE;
  memcpy (meant, subject->ascii, before);
  memcpy (meant + before, name, length + 1);
  stray_parents_init (&parents, meant, before + length);
  if (!stray_policy_find_cover (subject->policy, &parents, TRUE, &cover)
      || stray_rules_contain (self->except, &cover))
    return FALSE;
  take (self, meant, &cover, suffix_distance, label_distance, weak);
  return TRUE;
}

/* Offers @name, which is @rule's or what that stands for, with the first @before bytes of the
 * recipient's domain where an anchor covers that; else @rule's own name. */
static void
offer_name (StrayMatch *self, const StraySubject *subject, const StrayHit *rule, gsize before,
            const char *name, guint suffix_distance, guint label_distance, gboolean weak)
{
  if (is_beaten (self, suffix_distance, label_distance, weak))
    self->offered[weak]++;
  /* An entry that is only trusted offers nothing, nor does its group. */
  else if (stray_policy_is_anchor (subject->policy, rule) && speak (self, rule)
           && !offer_with_subdomains (self, subject, before, name, suffix_distance, label_distance, weak))
    take (self, stray_trust_entry_name (rule->trust, rule->entry), rule, suffix_distance, label_distance,
          weak);
}

void
stray_match_offer_sibling (StrayMatch *self, const StraySubject *subject, const StraySibling *sibling,
                           guint suffix_distance, guint label_distance, gboolean weak)
{
  const StrayHit rule = stray_sibling_get_rule (sibling);

  offer_name (self, subject, &rule, subject->label, sibling->registrable, suffix_distance, label_distance,
              weak);
}

void
stray_match_offer_below (StrayMatch *self, const StraySubject *subject, const StrayHit *rule, gsize before,
                         guint suffix_distance, guint label_distance, gboolean weak)
{
  offer_name (self, subject, rule, before, stray_trust_entry_name (rule->trust, rule->entry), suffix_distance,
              label_distance, weak);
}

/* What @subject's domain would be if @rule were meant: of an ending that is trusted as a
 * whole it is a name below that. */
static char *
get_meant (const StraySubject *subject, const StrayHit *rule)
{
  const char *name = stray_trust_entry_name (rule->trust, rule->entry);
  const gsize before = subject->suffix - subject->ascii;

  if (rule->entry->flags & STRAY_ENTRY_ENDING && rule->wildcard
      && before + rule->entry->length <= STRAY_DOMAIN_MAX)
    return g_strdup_printf ("%.*s%s", (int)before, subject->ascii, name);
  return g_strdup (name);
}

void
stray_match_take_cut (StrayMatch *self, const StraySubject *subject)
{
  if (self->cut_kind == NULL)
    return;
  self->severity = MAX (self->severity, self->cut_kind->severity);
  if (self->kind != NULL)
    return;
  self->kind = self->cut_kind;
  self->rule = self->cut_rule;
  self->meant = get_meant (subject, &self->cut_rule);
}

void
stray_match_clear (StrayMatch *self)
{
  g_clear_pointer (&self->meant, g_free);
  g_clear_pointer (&self->rules, g_hash_table_unref);
}
