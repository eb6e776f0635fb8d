/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "core/address.h"
#include "core/check.h"
#include "core/domain.h"
#include "core/explain.h"

#include <string.h>

/* Verdicts. An input is lines: a trust list, up to one that is `--`; the sender's
 * address; the recipients. */

/* What a line of a trust list covers, worked out without the indexes of the core. */
typedef struct
{
  StrayDomain *domain;
  gboolean wildcard;
} Entry;

static void
clear_entry (gpointer entry)
{
  stray_domain_free (((Entry *)entry)->domain);
}

static Entry
read_entry (const char *line)
{
  static const char blanks[] = " \t\r\n\f\v";
  g_autofree char *word = NULL;
  const char *name;
  Entry entry = { 0 };

  if (g_str_has_prefix (line, "\xEF\xBB\xBF"))
    line += 3;
  line += strspn (line, blanks);
  name = word = g_strndup (line, strcspn (line, " \t\r\n\f\v#"));
  if (g_str_has_prefix (name, "*."))
    name += 2;
  else if (name[0] == '.')
    name++;
  entry.wildcard = name != word;
  entry.domain = *name == '\0' ? NULL : stray_domain_new (name);
  return entry;
}

static gboolean
covers (const Entry *entry, const char *domain)
{
  gsize length = strlen (domain), below = strlen (entry->domain->ascii);

  if (length == below)
    return !entry->wildcard && strcmp (domain, entry->domain->ascii) == 0;
  return length > below && domain[length - below - 1] == '.'
         && g_str_has_suffix (domain, entry->domain->ascii);
}

static gboolean
is_covered (GArray *entries, const char *domain)
{
  for (guint i = 0; i < entries->len; i++)
    if (covers (&g_array_index (entries, Entry, i), domain))
      return TRUE;
  return FALSE;
}

/* With every letter of the local part escaped, and that quoted: see check.h. */
static gboolean
may_be_too_long (const StrayResult *result)
{
  gsize local = strrchr (result->address, '@') - result->address;

  return 2 * local + strlen ("\"\"@") + strlen (result->resembles) > STRAY_ADDRESS_MAX;
}

static void
check_members (const StrayResult *result)
{
  const gboolean flagged = result->verdict == STRAY_VERDICT_LOOKALIKE;

  HOLDS ((result->domain != NULL) == (result->verdict != STRAY_VERDICT_UNPARSABLE));
  HOLDS (result->domain == NULL || result->address != NULL);
  HOLDS ((result->kind != NULL) == flagged);
  HOLDS ((result->severity != STRAY_SEVERITY_NONE) == flagged);
  HOLDS ((result->resembles != NULL) == flagged);
  HOLDS (result->suggestion == NULL || flagged);
  HOLDS (result->suggestion != NULL || !flagged || may_be_too_long (result));
  HOLDS ((result->rule != NULL) == (flagged || result->verdict == STRAY_VERDICT_TRUSTED));
  HOLDS (!flagged || result->country != NULL);
  HOLDS (!flagged || strcmp (result->domain, result->resembles) != 0);
}

/* What is suggested can be read and is the domain that is meant. It is trusted, or
 * the very name of a wildcard, which does not cover itself. */
static void
check_suggestion (const StrayPolicy *policy, const StrayResult *result)
{
  g_autoptr (StrayResult) suggested = stray_check (policy, result->suggestion);
  gboolean wildcard
      = g_str_has_prefix (result->rule, "*.") && strcmp (result->rule + 2, result->resembles) == 0;

  HOLDS (g_strcmp0 (suggested->domain, result->resembles) == 0);
  HOLDS (suggested->verdict == STRAY_VERDICT_TRUSTED || wildcard);
}

static void
check_sentence (const StrayResult *result)
{
  g_autofree char *sentence = stray_explain (result);

  HOLDS (sentence != NULL && *sentence != '\0');
  HOLDS (g_utf8_validate (sentence, -1, NULL));
}

/* The same address with its domain written as @form. */
static void
check_form (const StrayPolicy *policy, const StrayResult *result, const char *form)
{
  gsize local = strrchr (result->address, '@') - result->address;
  g_autofree char *recipient = g_strdup_printf ("%.*s@%s", (int)local, result->address, form);
  g_autoptr (StrayResult) other = NULL;

  if (strlen (recipient) > STRAY_ADDRESS_MAX)
    return;
  other = stray_check (policy, recipient);
  HOLDS (other->verdict == result->verdict);
  HOLDS (other->severity == result->severity);
  HOLDS (g_strcmp0 (other->kind, result->kind) == 0);
  HOLDS (g_strcmp0 (other->country, result->country) == 0);
  HOLDS (g_strcmp0 (other->address, recipient) == 0);
  HOLDS (g_strcmp0 (other->domain, result->domain) == 0);
  HOLDS (g_strcmp0 (other->resembles, result->resembles) == 0);
  HOLDS (g_strcmp0 (other->rule, result->rule) == 0);
}

static void
check_forms (const StrayPolicy *policy, const StrayResult *result)
{
  const char *typed = strrchr (result->address, '@') + 1;
  g_autofree char *upper = g_ascii_strup (typed, -1);
  g_autofree char *dotted = g_strconcat (result->domain, ".", NULL);
  g_autofree char *unicode = stray_domain_to_unicode (result->domain);
  g_autofree char *upper_ascii = g_ascii_strup (result->domain, -1);

  check_form (policy, result, typed);
  check_form (policy, result, upper);
  check_form (policy, result, result->domain);
  check_form (policy, result, dotted);
  check_form (policy, result, unicode);
  check_form (policy, result, upper_ascii);
}

static void
check_recipient (const StrayPolicy *policy, GArray *entries, const char *recipient)
{
  g_autoptr (StrayResult) result = stray_check (policy, recipient);

  check_members (result);
  check_sentence (result);
  if (result->domain == NULL)
    return;
  if (is_covered (entries, result->domain))
    HOLDS (result->verdict == STRAY_VERDICT_TRUSTED);
  if (result->suggestion != NULL)
    check_suggestion (policy, result);
  check_forms (policy, result);
}

/* The sender's own domain is trusted, unless it is a bare ending. */
static void
check_sender (const StrayPolicy *policy, const char *sender)
{
  g_autoptr (StrayResult) result = stray_check (policy, sender);

  if (result->domain != NULL && strchr (result->domain, '.') != NULL)
    HOLDS (result->verdict == STRAY_VERDICT_TRUSTED);
}

void
fuzz_input (const guint8 *data, gsize length)
{
  static const char *const kinds[] = { "same_label_brand", NULL };
  g_autofree char *text = g_strndup ((const char *)data, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  StrayTrustBuilder *builder = stray_trust_builder_new ();
  g_autoptr (StrayTrust) trust = NULL;
  g_autoptr (StrayPolicy) configured = NULL, policy = NULL, more = NULL;
  guint i = 0;

  g_array_set_clear_func (entries, clear_entry);
  for (; lines[i] != NULL && strcmp (lines[i], "--") != 0; i++)
    {
      Entry entry = read_entry (lines[i]);
      g_autoptr (GError) error = NULL;
      gboolean good = stray_trust_builder_add_line (builder, lines[i], -1, &error);

      HOLDS (good == (error == NULL));
      if (good && entry.domain != NULL)
        g_array_append_val (entries, entry);
      else
        stray_domain_free (entry.domain);
    }
  trust = stray_trust_builder_end (builder);
  HOLDS (stray_trust_size (trust) <= entries->len);
  configured = stray_policy_new (&trust, 1, NULL);
  if (lines[i] == NULL || lines[i + 1] == NULL)
    return;

  policy = stray_policy_with_sender (configured, lines[++i]);
  more = stray_policy_with_kinds (policy, kinds);
  check_sender (policy, lines[i]);
  while (lines[++i] != NULL)
    {
      check_recipient (policy, entries, lines[i]);
      check_recipient (more, entries, lines[i]);
    }
}
