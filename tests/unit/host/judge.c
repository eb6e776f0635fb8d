/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "host/judge.h"

#include <string.h>

static StrayPolicy *
policy_new_trusting (const char *entry)
{
  g_autoptr (StrayTrustBuilder) builder = stray_trust_builder_new ();
  g_autoptr (StrayTrust) trust = NULL;

  g_assert_true (stray_trust_builder_add_line (builder, entry, -1, NULL));
  trust = stray_trust_builder_end (g_steal_pointer (&builder));
  return stray_policy_new (&trust, 1, NULL);
}

static StrayPolicy *
policy_new (void)
{
  return policy_new_trusting ("*.mil");
}

/* A check of @addresses. */
static StrayMessage *
check_new (const char *from, const char *const *addresses)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *id = NULL;
  char *text;
  StrayMessage *message;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "check");
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, "c1");
  json_builder_set_member_name (builder, "from");
  json_builder_add_string_value (builder, from);
  json_builder_set_member_name (builder, "recipients");
  json_builder_begin_array (builder);
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "field");
      json_builder_add_string_value (builder, "to");
      json_builder_set_member_name (builder, "address");
      json_builder_add_string_value (builder, addresses[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  body = g_bytes_new_take (text, strlen (text));
  message = stray_message_parse (body, &id, NULL);
  g_assert_nonnull (message);
  return message;
}

static const StrayHandling by_default = { .actions = { [STRAY_SEVERITY_HIGH] = STRAY_ACTION_ASK,
                                                       [STRAY_SEVERITY_MEDIUM] = STRAY_ACTION_ASK,
                                                       [STRAY_SEVERITY_LOW] = STRAY_ACTION_TELL } };

static const StrayHandling blocking = { .actions = { [STRAY_SEVERITY_HIGH] = STRAY_ACTION_BLOCK,
                                                     [STRAY_SEVERITY_MEDIUM] = STRAY_ACTION_ASK,
                                                     [STRAY_SEVERITY_LOW] = STRAY_ACTION_TELL } };

static StrayJudgement *
judge_by (const StrayHandling *handling, const char *from, const char *const *addresses)
{
  g_autoptr (StrayPolicy) policy = policy_new ();
  g_autoptr (StrayMessage) check = check_new (from, addresses);

  return stray_judge (policy, handling, check, NULL);
}

static StrayJudgement *
judge (const char *from, const char *const *addresses)
{
  return judge_by (&by_default, from, addresses);
}

static void
test_clean (void)
{
  static const char *const addresses[] = { "a@us.af.mil", "b@example.org", NULL };
  g_autoptr (StrayJudgement) judgement = judge ("", addresses);

  g_assert_cmpuint (judgement->flagged->len, ==, 0);
  g_assert_cmpuint (judgement->findings->len, ==, 0);
  g_assert_cmpuint (judgement->recipients, ==, 2);
}

static void
test_lookalike (void)
{
  static const char *const addresses[] = { "b@example.org", "A <a@US.af.ml>", NULL };
  g_autoptr (StrayJudgement) judgement = judge ("", addresses);
  const StrayFinding *finding;
  const StrayFlagged *flagged;
  StrayMark mark;

  g_assert_cmpuint (judgement->flagged->len, ==, 1);
  g_assert_cmpuint (judgement->findings->len, ==, 1);
  finding = g_ptr_array_index (judgement->findings, 0);
  g_assert_cmpuint (finding->index, ==, 1);
  g_assert_cmpstr (finding->verdict, ==, "lookalike");
  g_assert_cmpstr (finding->domain, ==, "us.af.ml");
  g_assert_null (finding->ascii);
  g_assert_cmpstr (finding->kind, ==, "wildcard_suffix");
  g_assert_cmpstr (finding->severity, ==, "high");
  g_assert_cmpstr (finding->country, ==, "ML");
  g_assert_cmpstr (finding->resembles, ==, "us.af.mil");
  g_assert_cmpstr (finding->suggestion, ==, "a@us.af.mil");
  g_assert_cmpuint (finding->domain_marks->len, ==, 0);
  g_assert_cmpuint (finding->resembles_marks->len, ==, 1);
  mark = g_array_index (finding->resembles_marks, StrayMark, 0);
  g_assert_cmpuint (mark.start, ==, 7);
  g_assert_cmpuint (mark.length, ==, 1);

  flagged = &g_array_index (judgement->flagged, StrayFlagged, 0);
  g_assert_cmpuint (flagged->index, ==, 1);
  g_assert_cmpstr (flagged->address, ==, "A <a@US.af.ml>");
  g_assert_cmpstr (flagged->domain, ==, "us.af.ml");
  g_assert_cmpstr (flagged->suggestion, ==, "a@us.af.mil");
}

/* What is only of low severity is told; one recipient that is more makes it a question. */
static void
test_doubts (void)
{
  static const struct
  {
    const char *const addresses[4];
    gboolean asks;
    guint doubts;
  } rows[] = {
    { { "b@example.org", NULL }, FALSE, 0 },
    { { "b@example.org", "A <a@esgr.ro>", NULL }, FALSE, 1 },
    { { "a@esgr.ro", "b@esgr.hu", NULL }, FALSE, 2 },
    { { "a@esgr.ro", "a@us.af.ml", NULL }, TRUE, 0 },
    { { "a@us.af.ml", "a@esgr.ro", NULL }, TRUE, 0 },
    { { "a@esgr.ro", "nobody", NULL }, TRUE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayJudgement) judgement = judge ("me@esgr.mil", rows[i].addresses);
      g_autoptr (GPtrArray) doubts = stray_judgement_get_doubts (judgement);

      g_test_message ("row %u", i);
      g_assert_cmpint (judgement->asks, ==, rows[i].asks);
      if (!judgement->asks)
        g_assert_cmpuint (doubts->len, ==, rows[i].doubts);
      if (rows[i].doubts > 0)
        {
          const StrayCorrection *doubt = g_ptr_array_index (doubts, 0);

          g_assert_cmpstr (doubt->from, ==, "a@esgr.ro");
          g_assert_cmpstr (doubt->to, ==, "a@esgr.mil");
        }
    }
}

/* Marks count letters as the person sees them, not those of the A-label. */
static void
test_u_label (void)
{
  static const char *const addresses[] = { "a@bücher.cm", NULL };
  g_autoptr (StrayJudgement) judgement = judge ("me@bücher.com", addresses);
  const StrayFinding *finding;

  g_assert_cmpuint (judgement->findings->len, ==, 1);
  finding = g_ptr_array_index (judgement->findings, 0);
  g_assert_cmpstr (finding->domain, ==, "bücher.cm");
  g_assert_cmpstr (finding->ascii, ==, "xn--bcher-kva.cm");
  g_assert_cmpstr (finding->resembles, ==, "bücher.com");
  g_assert_cmpuint (g_array_index (finding->resembles_marks, StrayMark, 0).start, ==, 8);
}

static void
test_unparsable (void)
{
  g_autofree char *longest = g_strnfill (1025, 'x');
  const char *const addresses[] = { "a@us.af.ml", "nobody", longest, NULL };
  g_autoptr (StrayJudgement) judgement = judge ("", addresses);
  const StrayFinding *finding;

  g_assert_cmpuint (judgement->flagged->len, ==, 3);
  finding = g_ptr_array_index (judgement->findings, 0);
  g_assert_cmpstr (finding->suggestion, ==, "a@us.af.mil");
  finding = g_ptr_array_index (judgement->findings, 1);
  g_assert_cmpstr (finding->verdict, ==, "unparsable");
  g_assert_cmpstr (finding->address, ==, "nobody");
  finding = g_ptr_array_index (judgement->findings, 2);
  g_assert_cmpint (g_utf8_strlen (finding->address, -1), ==, 256);
  g_assert_true (g_str_has_suffix (finding->address, "x…"));
}

/* A mailbox that can be read in two ways is shown as it stands. */
static void
test_two_readings (void)
{
  static const char json[]
      = "{\"type\":\"check\",\"id\":\"c1\",\"from\":\"\",\"recipients\":["
        "{\"field\":\"to\",\"address\":\"x@us.af.mil\",\"name\":\"X, Y\",\"mailbox\":\"\\\"X, Y\\\" "
        "<x@us.af.mil>\"},"
        "{\"field\":\"to\",\"address\":\"x@us.af.mil\",\"mailbox\":\"\\\"x@us.af.mil\\\" <x@us.af.ml>\"},"
        "{\"field\":\"to\",\"address\":\"y@us.af.mil\",\"name\":\"\\\"a\\\", x@us.af.ml, \\\"b\\\"\"}]}";
  g_autoptr (StrayPolicy) policy = policy_new ();
  g_autoptr (GBytes) body = g_bytes_new_static (json, strlen (json));
  g_autofree char *id = NULL;
  g_autoptr (StrayMessage) check = stray_message_parse (body, &id, NULL);
  g_autoptr (StrayJudgement) judgement = stray_judge (policy, &by_default, check, NULL);
  g_autoptr (StrayJudgement) strict = stray_judge (policy, &blocking, check, NULL);
  const StrayFinding *finding;

  g_assert_cmpuint (strict->blocked->len, ==, 2);
  g_assert_cmpuint (judgement->findings->len, ==, 2);
  g_assert_true (judgement->asks);
  finding = g_ptr_array_index (judgement->findings, 0);
  g_assert_cmpuint (finding->index, ==, 1);
  g_assert_cmpstr (finding->verdict, ==, "unparsable");
  g_assert_cmpstr (finding->address, ==, "\"x@us.af.mil\" <x@us.af.ml>");
  finding = g_ptr_array_index (judgement->findings, 1);
  g_assert_cmpuint (finding->index, ==, 2);
  g_assert_cmpstr (finding->verdict, ==, "unparsable");
  g_assert_cmpstr (g_array_index (judgement->flagged, StrayFlagged, 1).address, ==, "y@us.af.mil");
}

static void
test_precedence (void)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();
  g_autoptr (StrayJudgement) judgement = NULL;
  const StrayFinding *last;

  for (guint i = 0; i < 600; i++)
    g_ptr_array_add (addresses, (char *)"a@us.af.ml");
  g_ptr_array_add (addresses, (char *)"nobody");
  g_ptr_array_add (addresses, NULL);

  judgement = judge ("", (const char *const *)addresses->pdata);
  g_assert_cmpuint (judgement->flagged->len, ==, 601);
  g_assert_cmpuint (judgement->findings->len, ==, STRAY_FINDINGS_MAX);
  last = g_ptr_array_index (judgement->findings, STRAY_FINDINGS_MAX - 1);
  g_assert_cmpuint (last->index, ==, 600);
  g_assert_null (last->suggestion);
}

/* Corrections that no reply could hold are not offered. */
static void
test_too_many_corrections (void)
{
  g_autofree char *name = g_strnfill (60, 'x');
  g_autofree char *address = g_strconcat (name, "@us.af.ml", NULL);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();
  g_autoptr (StrayJudgement) judgement = NULL;

  for (guint i = 0; i < STRAY_RECIPIENTS_MAX; i++)
    g_ptr_array_add (addresses, address);
  g_ptr_array_add (addresses, NULL);

  judgement = judge ("", (const char *const *)addresses->pdata);
  g_assert_cmpuint (judgement->flagged->len, ==, STRAY_RECIPIENTS_MAX);
  g_assert_null (g_array_index (judgement->flagged, StrayFlagged, 9999).suggestion);
  for (guint i = 0; i < judgement->findings->len; i++)
    g_assert_null (((StrayFinding *)g_ptr_array_index (judgement->findings, i))->suggestion);
}

/* What the organisation wants done with each severity. */
static void
test_actions (void)
{
  static const char *const addresses[] = { "a@us.af.ml", "a@esgr.ro", NULL };
  static const struct
  {
    StrayAction high, low;
    guint flagged;
    gboolean asks, blocks;
  } rows[] = {
    { STRAY_ACTION_ASK, STRAY_ACTION_TELL, 2, TRUE, FALSE },
    { STRAY_ACTION_BLOCK, STRAY_ACTION_TELL, 2, TRUE, TRUE },
    { STRAY_ACTION_ASK, STRAY_ACTION_BLOCK, 2, TRUE, TRUE },
    { STRAY_ACTION_TELL, STRAY_ACTION_TELL, 2, FALSE, FALSE },
    { STRAY_ACTION_TELL, STRAY_ACTION_NOTHING, 1, FALSE, FALSE },
    { STRAY_ACTION_NOTHING, STRAY_ACTION_ASK, 1, TRUE, FALSE },
    { STRAY_ACTION_NOTHING, STRAY_ACTION_NOTHING, 0, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const StrayHandling handling
          = { .actions = { [STRAY_SEVERITY_HIGH] = rows[i].high, [STRAY_SEVERITY_LOW] = rows[i].low } };
      g_autoptr (StrayJudgement) judgement = judge_by (&handling, "me@esgr.mil", addresses);

      g_test_message ("row %u", i);
      g_assert_cmpuint (judgement->flagged->len, ==, rows[i].flagged);
      g_assert_cmpint (judgement->asks, ==, rows[i].asks);
      g_assert_cmpint (judgement->blocked->len > 0, ==, rows[i].blocks);
      if (rows[i].high == STRAY_ACTION_BLOCK)
        g_assert_true (((StrayFinding *)g_ptr_array_index (judgement->findings, 0))->blocked);
    }
}

/* What cannot be read is blocked unless what can be read of it shows that it would not be. */
static void
test_unparsable_blocked (void)
{
  g_autofree char *local_part = g_strnfill (1025, 'x');
  g_autofree char *label = g_strnfill (64, 'x');
  g_autofree char *long_address = g_strconcat (local_part, "@us.af.ml", NULL);
  g_autofree char *long_harmless = g_strconcat (local_part, "@example.org", NULL);
  g_autofree char *long_label = g_strconcat ("x@", label, ".us.af.ml", NULL);
  const struct
  {
    const char *address;
    gboolean blocked;
  } rows[] = {
    { "x@_.us.af.ml", TRUE },
    { "x@-a.us.af.ml", TRUE },
    { "x@us..af.ml", TRUE },
    { "x@us.af.m\u200Dl", TRUE },
    { long_address, TRUE },
    { long_label, TRUE },
    { "nobody", TRUE },
    { "x@[192.0.2.1]", TRUE },
    { "x@-a.esgr.hu", FALSE }, /* low: told, so there is nothing to block */
    { "x@-a.example.org", FALSE },
    { "x@us..af.mil", FALSE },
    { long_harmless, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const addresses[] = { rows[i].address, NULL };
      g_autoptr (StrayJudgement) judgement = judge_by (&blocking, "", addresses);
      const StrayFinding *finding;

      g_test_message ("row %u", i);
      g_assert_cmpuint (judgement->flagged->len, ==, 1);
      g_assert_true (judgement->asks);
      finding = g_ptr_array_index (judgement->findings, 0);
      g_assert_cmpint (finding->blocked, ==, rows[i].blocked);
      g_assert_cmpuint (judgement->blocked->len, ==, rows[i].blocked);
    }
}

/* Whatever severities are blocked: those of the labels that can be read decide, none beside them. */
static void
test_unparsable_by_severity (void)
{
  static const StrayHandling low_blocked
      = { .actions
          = { [STRAY_SEVERITY_HIGH] = STRAY_ACTION_ASK, [STRAY_SEVERITY_LOW] = STRAY_ACTION_BLOCK } };
  static const struct
  {
    const char *address;
    gboolean blocked;
  } rows[] = {
    { "x@us.esgr.ml", FALSE }, { "x@-a.us.esgr.ml", FALSE },  { "x@esgr.ro", TRUE },
    { "x@-a.esgr.ro", TRUE },  { "x@-a.example.org", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const addresses[] = { rows[i].address, NULL };
      g_autoptr (StrayPolicy) policy = policy_new_trusting ("esgr.mil");
      g_autoptr (StrayMessage) check = check_new ("", addresses);
      g_autoptr (StrayJudgement) judgement = stray_judge (policy, &low_blocked, check, NULL);

      g_test_message ("row %u", i);
      g_assert_true (judgement->asks);
      g_assert_cmpuint (judgement->blocked->len, ==, rows[i].blocked);
    }
}

/* Of what cannot be read each is named as blocked; of a domain that can, one. */
static void
test_blocked_each_once (void)
{
  static const char *const addresses[]
      = { "a@us.af.ml", "nobody", "b@us.af.ml", "nobody", "x@-a.us.af.ml", NULL };
  g_autoptr (StrayJudgement) judgement = judge_by (&blocking, "", addresses);

  g_assert_cmpuint (judgement->blocked->len, ==, 3);
  g_assert_cmpuint (g_array_index (judgement->blocked, guint, 0), ==, 0);
  g_assert_cmpuint (g_array_index (judgement->blocked, guint, 1), ==, 1);
  g_assert_cmpuint (g_array_index (judgement->blocked, guint, 2), ==, 4);
}

/* Whatever the sender is, what is blocked stays so; and a sender that is a look-alike is
 * trusted for nothing. */
static void
test_sender (void)
{
  static const char *const addresses[] = { "x@us.af.ml", NULL };
  static const struct
  {
    const char *from;
    gboolean doubted;
    guint flagged; /* where it is only asked about */
  } rows[] = {
    { "", FALSE, 1 },
    { "me@example.org", FALSE, 1 },
    { "me@army.mil", FALSE, 1 },
    { "me@gouv.ml", FALSE, 0 }, /* the real one: who writes from there is at home there */
    { "me@shop.ml", TRUE, 1 },
    { "me@us.af.ml", TRUE, 1 },
    { "me@[192.0.2.1]", FALSE, 1 },
    { "me@-a.us.af.ml", FALSE, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayJudgement) strict = judge_by (&blocking, rows[i].from, addresses);
      g_autoptr (StrayJudgement) judgement = judge (rows[i].from, addresses);

      g_test_message ("row %u", i);
      g_assert_cmpuint (strict->blocked->len, ==, 1);
      g_assert_cmpint (strict->sender != NULL, ==, rows[i].doubted);
      g_assert_cmpint (judgement->sender != NULL, ==, rows[i].doubted);
      g_assert_cmpuint (judgement->flagged->len, ==, rows[i].flagged);
    }
}

/* A sender of another country than the trusted ones is at home there, but where
 * something is blocked. */
static void
test_sender_at_home (void)
{
  static const char *const addresses[] = { "x@esgr.hu", NULL };
  const StrayHandling low_blocked = { .actions = { [STRAY_SEVERITY_LOW] = STRAY_ACTION_BLOCK } };
  g_autoptr (StrayTrustBuilder) builder = stray_trust_builder_new ();
  g_autoptr (StrayTrust) trust = NULL;
  g_autoptr (StrayPolicy) policy = NULL;
  g_autoptr (StrayMessage) check = check_new ("me@firma.hu", addresses);
  g_autoptr (StrayJudgement) asked = NULL;
  g_autoptr (StrayJudgement) blocked = NULL;

  g_assert_true (stray_trust_builder_add_line (builder, "esgr.mil", -1, NULL));
  trust = stray_trust_builder_end (g_steal_pointer (&builder));
  policy = stray_policy_new (&trust, 1, NULL);
  asked = stray_judge (policy, &by_default, check, NULL);
  g_assert_cmpuint (asked->flagged->len, ==, 0);
  blocked = stray_judge (policy, &low_blocked, check, NULL);
  g_assert_cmpuint (blocked->blocked->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/judge/clean", test_clean);
  g_test_add_func ("/judge/lookalike", test_lookalike);
  g_test_add_func ("/judge/doubts", test_doubts);
  g_test_add_func ("/judge/u-label", test_u_label);
  g_test_add_func ("/judge/unparsable", test_unparsable);
  g_test_add_func ("/judge/unparsable-blocked", test_unparsable_blocked);
  g_test_add_func ("/judge/unparsable-by-severity", test_unparsable_by_severity);
  g_test_add_func ("/judge/blocked-each-once", test_blocked_each_once);
  g_test_add_func ("/judge/sender", test_sender);
  g_test_add_func ("/judge/sender-at-home", test_sender_at_home);
  g_test_add_func ("/judge/two-readings", test_two_readings);
  g_test_add_func ("/judge/precedence", test_precedence);
  g_test_add_func ("/judge/actions", test_actions);
  g_test_add_func ("/judge/too-many-corrections", test_too_many_corrections);
  return g_test_run ();
}
