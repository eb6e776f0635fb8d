/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/display-text.h"
#include "ui/letters.h"
#include "ui/marks.h"
#include "ui/summary.h"

#include <string.h>

static void
test_visible (void)
{
  static const struct
  {
    const char *text, *shown;
  } rows[] = {
    { "john.smith@us.af.ml", "john.smith@us.af.ml" },
    { "<b>&amp; _x", "<b>&amp; _x" },
    { "a\342\200\256b", "a\\u{202E}b" },                  /* right-to-left override */
    { "a\342\200\213b\302\255", "a\\u{200B}b\\u{00AD}" }, /* zero-width space, soft hyphen */
    { "a\nb\t\033\177", "a\\u{000A}b\\u{0009}\\u{001B}\\u{007F}" },
    { "a\302\240b", "a\\u{00A0}b" },                      /* no-break space */
    { "\343\205\244\342\240\200", "\\u{3164}\\u{2800}" }, /* Hangul filler, blank Braille cell */
    { "\357\270\217", "\\u{FE0F}" },                      /* variation selector */
    { "\363\240\201\201", "\\u{E0041}" },                 /* tag letter */
    { "\356\200\200", "\\u{E000}" },                      /* private use */
    { "a\314\201\314\201\314\201b\314\201", "a\314\201\314\201\\u{0301}b\314\201" },
    { "\330\247\331\204", "\330\247\331\204" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = stray_display_text (rows[i].text, 100);

      if (g_strcmp0 (shown, rows[i].shown) != 0)
        g_error ("row %" G_GSIZE_FORMAT ": %s instead of %s", i, shown, rows[i].shown);
    }
}

static void
test_cut (void)
{
  static const struct
  {
    const char *address;
    guint max;
    const char *shown;
  } rows[] = {
    { "abcdefgh@x.ml", 8, "abcdefgh@x.ml" },
    { "abcdefghi@x.ml", 8, "abcd…ghi@x.ml" },
    { "abcdefghi", 5, "ab…hi" },
    { "a@b@cdefghi@x.ml", 5, "a@…hi@x.ml" },
    { "@x.ml", 3, "@x.ml" },
    { "abcde\314\201@x.ml", 4, "ab…@x.ml" }, /* no combining character on the ellipsis */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *shown = stray_display_address (rows[i].address, rows[i].max);

      if (g_strcmp0 (shown, rows[i].shown) != 0)
        g_error ("row %" G_GSIZE_FORMAT ": %s instead of %s", i, shown, rows[i].shown);
    }
}

static void
test_domain_is_cut_only_beyond_reason (void)
{
  g_autofree char *long_domain = g_strnfill (253, 'd');
  g_autofree char *endless_domain = g_strnfill (100000, 'd');
  g_autofree char *address = g_strconcat ("a@", long_domain, NULL);
  g_autofree char *endless = g_strconcat ("a@", endless_domain, NULL);
  g_autofree char *shown = stray_display_address (address, 10);
  g_autofree char *cut = stray_display_address (endless, 10);

  g_assert_cmpstr (shown, ==, address);
  g_assert_cmpuint (strlen (cut), <, 400);
  g_assert_nonnull (strstr (cut, "…"));
}

static void
test_spoken (void)
{
  g_autofree char *isolated = stray_isolate ("b");
  g_autofree char *ltr = stray_isolate_ltr (isolated);
  g_autofree char *label = stray_left_to_right (ltr);
  g_autofree char *spoken = stray_spoken (label);

  g_assert_cmpstr (spoken, ==, "b");
}

/* @func makes of the first text of each row the second. */
static void
assert_becomes (char *(*func) (const char *), const char *const (*rows)[2], gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *shown = func (rows[i][0]);

      g_assert_cmpstr (shown, ==, rows[i][1]);
    }
}

static void
test_left_to_right (void)
{
  static const char *const rows[][2] = {
    { "us.af.ml", "us.af.ml" },
    { "1.af", "1.af" },
    { "\u4e2d.cn", "\u4e2d.cn" },
    /* What begins with a letter from the right needs the LRM, and so does what has none. */
    { "\u05d0.af", "\u200e\u05d0.af" },
    { "1.\u0627", "\u200e1.\u0627" },
    { "1@2", "\u200e1@2" },
    { "", "\u200e" },
  };

  assert_becomes (stray_left_to_right, rows, G_N_ELEMENTS (rows));
}

static void
test_left_to_right_sentence (void)
{
  static const char *const rows[][2] = {
    /* Without isolates where nothing can turn. */
    { "Keep \u2066us.af.ml\u2069", "Keep us.af.ml" },
    { "\u201c\u2068\u00e9\u4e2d1\u2069\u201d", "\u201c\u00e9\u4e2d1\u201d" },
    /* As it is where a letter or a digit does. */
    { "To \u2068\u05d0\u2069 \u2066a\u2069", "To \u2068\u05d0\u2069 \u2066a\u2069" },
    { "To \u2068\u0661\u2069", "To \u2068\u0661\u2069" },
    /* Where it begins so, an LRM keeps Pango from turning all of it. */
    { "\u201c\u2066\u05d0\u2069\u201d is a Hebrew letter.",
      "\u200e\u201c\u2066\u05d0\u2069\u201d is a Hebrew letter." },
    { "\u2068\u0627\u2069", "\u200e\u2068\u0627\u2069" },
    /* An LRM has places counted from it. */
    { "\u200e1", "\u200e1" },
    { "", "" },
  };

  assert_becomes (stray_left_to_right_sentence, rows, G_N_ELEMENTS (rows));
}

static void
test_right_to_left_sentence (void)
{
  static const char *const rows[][2] = {
    /* What begins with an isolate, also behind a quotation mark, needs the RLM. */
    { "\u2066g\u2069 \u0641\u064a", "\u200f\u2066g\u2069 \u0641\u064a" },
    { "\u00ab\u2068g\u2069\u00bb", "\u200f\u00ab\u2068g\u2069\u00bb" },
    /* What begins with a letter does not, nor what has no isolate. */
    { "\u0641\u064a \u2066g\u2069", "\u0641\u064a \u2066g\u2069" },
    { "g", "g" },
    { "\u00ab3", "\u00ab3" },
    { "", "" },
  };

  assert_becomes (stray_right_to_left_sentence, rows, G_N_ELEMENTS (rows));
}

/* @typed_marks, @meant_marks: start and length, or a length of 0 for none */
static StrayFinding *
lookalike (const char *typed, const char *meant, StrayMark typed_marks, StrayMark meant_marks)
{
  StrayFinding *finding = stray_finding_new ();

  finding->verdict = g_strdup ("lookalike");
  finding->address = g_strconcat ("a@", typed, NULL);
  finding->domain = g_strdup (typed);
  finding->resembles = g_strdup (meant);
  finding->suggestion = g_strconcat ("a@", meant, NULL);
  if (typed_marks.length > 0)
    g_array_append_val (finding->domain_marks, typed_marks);
  if (meant_marks.length > 0)
    g_array_append_val (finding->resembles_marks, meant_marks);
  return finding;
}

/* What is marked of @marked, with `[` and `]` around letters and `(` and `)` around gaps. */
static char *
drawn (const StrayMarked *marked)
{
  GString *out = g_string_new (marked->text);

  for (guint i = marked->ranges->len; i-- > 0;)
    {
      StrayMarkedRange range = g_array_index (marked->ranges, StrayMarkedRange, i);

      g_string_insert (out, range.end, range.is_gap ? ")" : "]");
      g_string_insert (out, range.start, range.is_gap ? "(" : "[");
    }
  g_string_replace (out, "][", "", 0);
  g_string_replace (out, "\302\240", " ", 0);
  return g_string_free (out, FALSE);
}

static void
test_marks (void)
{
  static const struct
  {
    const char *typed, *meant;
    StrayMark typed_marks, meant_marks;
    const char *typed_drawn, *meant_drawn, *described;
  } rows[] = {
    { "us.af.ml", "us.af.mil", { 0, 0 }, { 7, 1 }, "us.af.m( )l", "us.af.m[i]l", "“i” is missing." },
    { "gmaill.ml",
      "gmail.ml",
      { 5, 1 },
      { 0, 0 },
      "gmail[l].ml",
      "gmail( ).ml",
      "“l” is not in the domain you probably meant." },
    { "mod.gov.ug",
      "mod.gov.uk",
      { 9, 1 },
      { 9, 1 },
      "mod.gov.u[g]",
      "mod.gov.u[k]",
      "“g” stands in place of “k”." },
    { "army.rnil",
      "army.mil",
      { 5, 2 },
      { 5, 1 },
      "army.[rn]il",
      "army.[m]il",
      "“rn” stands in place of “m”." },
    { "ibm.cm", "ibm.com", { 0, 0 }, { 5, 1 }, "ibm.c( )m", "ibm.c[o]m", "“o” is missing." },
    { "x.co", "x.com", { 0, 0 }, { 4, 1 }, "x.co( )", "x.co[m]", "“m” is missing." },
    { "same.ml", "same.ml", { 0, 0 }, { 0, 0 }, "same.ml", "same.ml", NULL },
    { "wrong.ml", "other", { 0, 1 }, { 0, 1 }, "[w]rong.ml", "[o]ther", "“w” stands in place of “o”." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayFinding) finding
          = lookalike (rows[i].typed, rows[i].meant, rows[i].typed_marks, rows[i].meant_marks);
      g_autoptr (StrayMarked) typed = stray_marks_typed (finding);
      g_autoptr (StrayMarked) meant = stray_marks_meant (finding);
      g_autofree char *typed_text = drawn (typed);
      g_autofree char *meant_text = drawn (meant);
      g_autofree char *typed_spoken = stray_spoken (typed_text);
      g_autofree char *meant_spoken = stray_spoken (meant_text);
      g_autofree char *described = stray_marks_describe (finding);
      g_autofree char *described_spoken = described ? stray_spoken (described) : NULL;

      g_test_message ("%s", rows[i].typed);
      g_assert_cmpstr (typed_spoken, ==, rows[i].typed_drawn);
      g_assert_cmpstr (meant_spoken, ==, rows[i].meant_drawn);
      g_assert_cmpstr (described_spoken, ==, rows[i].described);
    }
}

static void
test_attributes (void)
{
  g_autoptr (StrayFinding) finding
      = lookalike ("us.af.ml", "us.af.mil", (StrayMark){ 0, 0 }, (StrayMark){ 7, 1 });
  g_autoptr (StrayMarked) meant = stray_marks_meant (finding);
  g_autoptr (StrayMarked) typed = stray_marks_typed (finding);
  g_autoptr (PangoAttrList) plain = stray_marked_attributes (meant, NULL);
  g_autoptr (PangoAttrList) coloured = stray_marked_attributes (meant, (double[]){ 1, 0, 0, 0.5 });
  g_autoptr (PangoAttrList) gap = stray_marked_attributes (typed, (double[]){ 1, 0, 0, 0.5 });
  g_autofree char *plain_text = pango_attr_list_to_string (plain);
  g_autofree char *coloured_text = pango_attr_list_to_string (coloured);
  g_autofree char *gap_text = pango_attr_list_to_string (gap);

  g_assert_nonnull (strstr (plain_text, "weight bold"));
  g_assert_nonnull (strstr (plain_text, "underline single"));
  g_assert_null (strstr (plain_text, "background"));
  g_assert_nonnull (strstr (coloured_text, "background"));
  g_assert_nonnull (strstr (gap_text, "background"));
  g_assert_null (strstr (gap_text, "underline"));
}

/* The button says what it does, and whether it can. */
static void
test_send_label (void)
{
  static const struct
  {
    StrayTally tally;
    const char *label;
    gboolean can;
  } rows[] = {
    { { 1, 0, 0, TRUE }, "Correct and Send", TRUE },
    { { 2, 0, 0, TRUE }, "Correct 2 and Send", TRUE },
    { { 0, 1, 0, TRUE }, "Send to Mali Anyway", TRUE },
    { { 0, 0, 1, TRUE }, "Leave Out and Send", TRUE },
    { { 0, 0, 2, TRUE }, "Leave Out 2 and Send", TRUE },
    { { 0, 0, 3, TRUE }, "Nobody Is Left to Send To", FALSE },
    { { 1, 0, 1, TRUE }, "Correct 1, Leave Out 1 and Send", TRUE },
    { { 1, 2, 0, TRUE }, "Correct 1, Keep 2 and Send", TRUE },
    { { 0, 1, 1, TRUE }, "Leave Out 1, Keep 1 and Send", TRUE },
    { { 1, 1, 1, TRUE }, "Correct 1, Leave Out 1, Keep 1 and Send", TRUE },
    { { 1, 0, 0, FALSE }, "Send", FALSE },
  };
  g_autoptr (StrayQuestion) question = stray_question_new ("token", "c1", 1);
  StrayFinding *finding = lookalike ("us.af.ml", "us.af.mil", (StrayMark){ 0, 0 }, (StrayMark){ 7, 1 });

  question->recipients = 3;
  finding->country_name = g_strdup ("Mali");
  g_ptr_array_add (question->findings, finding);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *label = stray_summary_send_label (question, &rows[i].tally);

      g_assert_cmpstr (label, ==, rows[i].label);
      g_assert_cmpint (stray_summary_can_send (question, &rows[i].tally), ==, rows[i].can);
    }
}

static void
test_letters (void)
{
  static const struct
  {
    const char *domain;
    StrayMark mark;
    const char *sentence;
  } rows[] = {
    { "us.af.ml", { 0, 0 }, NULL },
    { "us.ef.ml", { 3, 1 }, NULL },
    { "аrmy.ml", { 0, 1 }, "“\342\201\246а\342\201\251” is a Cyrillic letter." },
    { "αrmy.ml", { 0, 1 }, "“\342\201\246α\342\201\251” is a Greek letter." },
    { "ármy.ml", { 0, 1 }, "“\342\201\246á\342\201\251” is a letter with a mark, or of another shape." },
    { "xα.ml", { 1, 1 }, "“\342\201\246α\342\201\251” is a Greek letter." },
    { "ꭰrmy.ml", { 0, 1 }, "“\342\201\246ꭰ\342\201\251” is an unusual character." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayFinding) finding
          = lookalike (rows[i].domain, "army.mil", rows[i].mark, (StrayMark){ 0, 0 });
      g_autofree char *sentence = stray_letters_describe (finding);

      g_assert_cmpstr (sentence, ==, rows[i].sentence);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/display-text/visible", test_visible);
  g_test_add_func ("/ui/display-text/cut", test_cut);
  g_test_add_func ("/ui/display-text/domain", test_domain_is_cut_only_beyond_reason);
  g_test_add_func ("/ui/display-text/spoken", test_spoken);
  g_test_add_func ("/ui/display-text/left-to-right", test_left_to_right);
  g_test_add_func ("/ui/display-text/left-to-right-sentence", test_left_to_right_sentence);
  g_test_add_func ("/ui/display-text/right-to-left-sentence", test_right_to_left_sentence);
  g_test_add_func ("/ui/marks/table", test_marks);
  g_test_add_func ("/ui/marks/attributes", test_attributes);
  g_test_add_func ("/ui/summary/send-label", test_send_label);
  g_test_add_func ("/ui/letters", test_letters);
  return g_test_run ();
}
