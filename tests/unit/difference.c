/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/difference.h"

#include "core-test.h"

/* Spans as "start+length", in order. */
static const struct
{
  const char *typed;
  const char *meant;
  const char *typed_spans;
  const char *meant_spans;
} vectors[] = {
  { "us.af.ml", "us.af.mil", "", "7+1" },
  { "us.af.mil", "us.af.ml", "7+1", "" },
  { "us.af.il", "us.af.mil", "", "6+1" },
  { "us.af.mil", "us.af.mil", "", "" },
  { "", "", "", "" },
  { "", "mil", "", "0+3" },
  { "mil", "", "0+3", "" },
  { "x.nl", "x.ml", "2+1", "2+1" },
  { "x.nte", "x.net", "3+2", "3+2" },
  { "mod.gov.ug", "mod.gov.uk", "9+1", "9+1" },
  { "mod.gov.ug", "mod.uk", "4+4 9+1", "5+1" },
  { "gmial.cm", "gmail.com", "2+2", "2+2 7+1" },
  { "ibm.cm", "ibm.com", "", "5+1" },
  { "bb", "bbb", "", "2+1" },
  { "m\u00FCnchen.se", "m\u00FCnchen.de", "8+1", "8+1" },
  { "\u0440\u0444", "\u0440\u0438\u0444", "", "1+1" },
};

static char *
write_spans (const GArray *spans)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const StraySpan *span = &g_array_index (spans, StraySpan, i);

      g_string_append_printf (out, "%s%u+%u", i == 0 ? "" : " ", span->start, span->length);
    }
  return g_string_free (out, FALSE);
}

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GArray) typed = NULL;
      g_autoptr (GArray) meant = NULL;
      g_autofree char *typed_text = NULL, *meant_text = NULL;

      stray_difference (vectors[i].typed, vectors[i].meant, &typed, &meant);
      typed_text = write_spans (typed);
      meant_text = write_spans (meant);
      g_test_message ("%s %s", vectors[i].typed, vectors[i].meant);
      g_assert_cmpstr (typed_text, ==, vectors[i].typed_spans);
      g_assert_cmpstr (meant_text, ==, vectors[i].meant_spans);
    }
}

static void
test_huge (void)
{
  g_autofree char *typed = g_strnfill (100 * 1000, 'a');
  g_autofree char *meant = g_strnfill (90 * 1000, 'b');
  g_autoptr (GArray) typed_spans = NULL;
  g_autoptr (GArray) meant_spans = NULL;
  g_autofree char *text = NULL;

  stray_difference (typed, meant, &typed_spans, &meant_spans);
  text = write_spans (typed_spans);
  g_assert_cmpstr (text, ==, "0+100000");
  g_assert_cmpuint (meant_spans->len, ==, 1);
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  g_test_add_func ("/difference/vectors", test_vectors);
  g_test_add_func ("/difference/huge", test_huge);
  return g_test_run ();
}
