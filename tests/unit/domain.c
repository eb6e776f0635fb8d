/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/domain.h"

#include "core-test.h"

#include <string.h>

/* %NULL for what is not there. */
static const struct
{
  const char *name;
  const char *text;
  const char *ascii;
} normalise_vectors[] = {
  { "plain", "us.af.ml", "us.af.ml" },
  { "upper-case", "US.AF.MIL", "us.af.mil" },
  { "upper-i", "ISTANBUL.GOV.TR", "istanbul.gov.tr" },
  { "trailing-dot", "us.af.ml.", "us.af.ml" },
  { "ideographic-dot", "us\u3002af\u3002ml", "us.af.ml" },
  { "fullwidth-dot", "us.af\uFF0Eml", "us.af.ml" },
  { "halfwidth-ideographic-dot", "us.af\uFF61ml", "us.af.ml" },
  { "trailing-ideographic-dot", "us.af.ml\u3002", "us.af.ml" },
  { "fullwidth-letters", "us.af.\uFF4D\uFF4C", "us.af.ml" },
  { "zero-width-space", "us.af.m\u200Bl", "us.af.ml" },
  { "soft-hyphen", "us.a\u00ADf.ml", "us.af.ml" },
  { "byte-order-mark", "\uFEFFus.af.ml", "us.af.ml" },
  { "zero-width-joiner", "us.af.m\u200Dl", NULL },
  { "zero-width-non-joiner", "us.af.m\u200Cl", NULL },
  { "left-to-right-mark", "us.af.ml\u200E", NULL },
  { "right-to-left-override", "us.\u202Eaf.ml", NULL },
  { "isolate", "us.\u2066af\u2069.ml", NULL },
  { "u-label", "m\u00FCnchen.de", "xn--mnchen-3ya.de" },
  { "u-label-upper", "M\u00DCNCHEN.DE", "xn--mnchen-3ya.de" },
  { "a-label", "xn--mnchen-3ya.de", "xn--mnchen-3ya.de" },
  { "a-label-upper", "XN--MNCHEN-3YA.DE", "xn--mnchen-3ya.de" },
  { "sharp-s-stays", "stra\u00DFe.de", "xn--strae-oqa.de" },
  { "idn-ending", "\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444", "xn--e1afmkfd.xn--p1ai" },
  { "right-to-left-label", "\u0645\u062B\u0627\u0644.\u0627\u0644\u062C\u0632\u0627\u0626\u0631",
    "xn--mgbh0fb.xn--lgbbat1ad8j" },
  { "mixed-direction-label", "a\u0645.com", NULL },
  { "fake-a-label", "us.af.xn--ml-", NULL },
  { "broken-a-label", "xn--a.de", NULL },
  { "empty-a-label", "xn--.de", NULL },
  { "not-nfc-a-label", "xn--u-ccb.com", NULL },
  { "single-label", "localhost", "localhost" },
  { "hyphens-in-three-and-four", "r3---sn.example", "r3---sn.example" },
  { "hyphens-beside-a-u-label", "r3---sn.m\u00FCnchen.de", "r3---sn.xn--mnchen-3ya.de" },
  { "hyphens-beside-an-a-label", "r3---sn.xn--mnchen-3ya.de", "r3---sn.xn--mnchen-3ya.de" },
  { "a-label-within-an-a-label", "xn--xn---epa.de", NULL },
  { "leading-hyphen", "-a.ml", NULL },
  { "trailing-hyphen", "a-.ml", NULL },
  { "underscore", "a_b.ml", "a_b.ml" },
  { "underscore-in-the-ending", "a.b_c", NULL },
  { "underscore-alone", "_.us.af.ml", "_.us.af.ml" },
  { "underscore-beside-a-u-label", "a_b.m\u00FCnchen.de", "a_b.xn--mnchen-3ya.de" },
  { "underscore-fullwidth", "a\uFF3Fb.ml", "a_b.ml" },
  { "space", "us.af ml", NULL },
  { "no-break-space", "us.af.ml\u00A0", NULL },
  { "at", "a@b.ml", NULL },
  { "fullwidth-at", "a\uFF20b.ml", NULL },
  { "slash", "us.af.ml/x", NULL },
  { "symbol", "\u2603.ml", "xn--n3h.ml" },
  { "account-of", "\u2100.ml", NULL },
  { "empty", "", NULL },
  { "dot", ".", NULL },
  { "ideographic-dot-alone", "\u3002", NULL },
  { "leading-dot", ".ml", NULL },
  { "empty-label", "us..ml", NULL },
  { "empty-label-mapped", "us.\u00AD.ml", NULL },
  { "two-trailing-dots", "us.ml..", NULL },
  { "ip", "192.0.2.1", NULL },
  { "ip-fullwidth", "192.0.2.\uFF11", NULL },
  { "ip-short", "127.1", NULL },
  { "ip-number", "2130706433", NULL },
  { "ip-hexadecimal", "0x7f.0x1", NULL },
  { "ip-literal", "[192.0.2.1]", NULL },
  { "ip6-literal", "[IPv6:2001:db8::1]", NULL },
  { "number-below-ending", "163.com", "163.com" },
  { "not-utf-8", "us.af.m\xFFl", NULL },
  { "cut-utf-8", "us.af.ml\xC3", NULL },
};

static void
test_normalise (gconstpointer data)
{
  const typeof (normalise_vectors[0]) *row = data;
  g_autoptr (StrayDomain) domain = stray_domain_new (row->text);

  g_assert_cmpstr (domain == NULL ? NULL : domain->ascii, ==, row->ascii);
  if (domain != NULL)
    {
      g_autoptr (StrayDomain) again = stray_domain_new (domain->ascii);
      g_autofree char *unicode = stray_domain_to_unicode (domain->ascii);
      g_autoptr (StrayDomain) back = stray_domain_new (unicode);

      g_assert_cmpstr (again->ascii, ==, row->ascii);
      g_assert_cmpstr (back->ascii, ==, row->ascii);
    }
}

static const struct
{
  const char *name;
  const char *text;
  const char *suffix;
  const char *registrable;
} split_vectors[] = {
  { "generic", "us.af.mil", "mil", "af.mil" },
  { "country", "us.af.ml", "ml", "af.ml" },
  { "listed-second-level", "www.example.co.uk", "co.uk", "example.co.uk" },
  { "listed-third-level", "x.pvt.k12.ma.us", "pvt.k12.ma.us", "x.pvt.k12.ma.us" },
  { "listed-with-a-gap", "x.os.hordaland.no", "os.hordaland.no", "x.os.hordaland.no" },
  { "listed-wildcard", "a.b.c.kawasaki.jp", "c.kawasaki.jp", "b.c.kawasaki.jp" },
  { "listed-exception", "a.city.kawasaki.jp", "kawasaki.jp", "city.kawasaki.jp" },
  { "company-section-unused", "x.blogspot.com.ng", "com.ng", "blogspot.com.ng" },
  { "ending-alone", "ml", "ml", NULL },
  { "second-level-alone", "co.il", "co.il", NULL },
  { "below-second-level-alone", "x.co.il", "co.il", "x.co.il" },
  { "unlisted-government", "mod.gov.ug", "gov.ug", "mod.gov.ug" },
  { "unlisted-government-alone", "gov.ug", "gov.ug", NULL },
  { "unlisted-army", "x.y.mil.ug", "mil.ug", "y.mil.ug" },
  { "unlisted-ministry-alone", "mod.uk", "mod.uk", NULL },
  { "below-unlisted-ministry", "army.mod.uk", "mod.uk", "army.mod.uk" },
  { "word-below-generic-ending", "go.com", "com", "go.com" },
  { "word-in-third-place", "mod.example.ug", "ug", "example.ug" },
  { "idn-ending", "пример.рф", "xn--p1ai", "xn--e1afmkfd.xn--p1ai" },
  { "idn-listed-second-level", "例.公司.cn", "xn--55qx5d.cn", "xn--fsq.xn--55qx5d.cn" },
  { "unknown-ending", "a.b.example", "example", "b.example" },
  { "single-label", "localhost", "localhost", NULL },
};

static void
test_split (gconstpointer data)
{
  const typeof (split_vectors[0]) *row = data;
  g_autoptr (StrayDomain) domain = stray_domain_new (row->text);

  g_assert_nonnull (domain);
  g_assert_cmpstr (domain->suffix, ==, row->suffix);
  g_assert_cmpstr (domain->registrable, ==, row->registrable);
  g_assert_true (g_str_has_suffix (domain->suffix, domain->ending));
  g_assert_null (strchr (domain->ending, '.'));
}

static char *
repeat (const char *label, guint n, const char *end)
{
  GString *out = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (out, label);
  g_string_append (out, end);
  return g_string_free (out, FALSE);
}

static void
assert_valid (const char *text, gboolean valid)
{
  g_autoptr (StrayDomain) domain = stray_domain_new (text);

  g_assert_cmpint (domain != NULL, ==, valid);
}

static void
test_limits (void)
{
  g_autofree char *label = repeat ("a", 63, ".ml");
  g_autofree char *long_label = repeat ("a", 64, ".ml");
  g_autofree char *longest = repeat ("a.", 125, "xml");
  g_autofree char *longest_dot = repeat ("a.", 125, "xml.");
  g_autofree char *too_long = repeat ("a.", 125, "xyml");
  g_autofree char *many_labels = repeat ("a.", 10000, "ml");
  g_autofree char *huge = repeat ("a", 1000 * 1000, ".ml");
  g_autofree char *ignored = repeat ("\u00AD", 200, "us.af.ml");
  g_autofree char *all_ignored = repeat ("\u00AD", 1000 * 1000, "us.af.ml");
  g_autofree char *unicode = repeat ("\u00FC", 70, ".ml");

  g_assert_cmpuint (strlen (longest), ==, STRAY_DOMAIN_MAX);
  assert_valid (label, TRUE);
  assert_valid (long_label, FALSE);
  assert_valid (longest, TRUE);
  assert_valid (longest_dot, TRUE);
  assert_valid (too_long, FALSE);
  assert_valid (many_labels, FALSE);
  assert_valid (huge, FALSE);
  assert_valid (ignored, TRUE);
  assert_valid (all_ignored, FALSE);
  assert_valid (unicode, FALSE);
}

/* Every code point there is, in a label: a host name of letters, digits,
 * hyphens and underscores comes of it, or nothing. */
static void
test_every_code_point (void)
{
  for (gunichar c = 1; c <= 0x10FFFF; c++)
    {
      char text[16] = "a";
      g_autoptr (StrayDomain) domain = NULL;

      if (c >= 0xD800 && c <= 0xDFFF)
        continue;
      strcpy (text + 1 + g_unichar_to_utf8 (c, text + 1), "b.ml");
      domain = stray_domain_new (text);
      if (domain == NULL)
        continue;
      if (strspn (domain->ascii, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != strlen (domain->ascii)
          || domain->ascii[0] == '.' || strstr (domain->ascii, "..") != NULL)
        g_error ("U+%04X gives no host name", c);
    }
}

static void
test_to_unicode (void)
{
  g_autofree char *plain = stray_domain_to_unicode ("us.af.ml");
  g_autofree char *decoded = stray_domain_to_unicode ("xn--mnchen-3ya.de");
  g_autofree char *broken = stray_domain_to_unicode ("xn--a.xn--p1ai");

  g_assert_cmpstr (plain, ==, "us.af.ml");
  g_assert_cmpstr (decoded, ==, "münchen.de");
  g_assert_cmpstr (broken, ==, "xn--a.рф");
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (normalise_vectors); i++)
    {
      g_autofree char *path = g_strconcat ("/domain/normalise/", normalise_vectors[i].name, NULL);

      g_test_add_data_func (path, &normalise_vectors[i], test_normalise);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (split_vectors); i++)
    {
      g_autofree char *path = g_strconcat ("/domain/registrable/", split_vectors[i].name, NULL);

      g_test_add_data_func (path, &split_vectors[i], test_split);
    }
  g_test_add_func ("/domain/limits", test_limits);
  g_test_add_func ("/domain/every-code-point", test_every_code_point);
  g_test_add_func ("/domain/to-unicode", test_to_unicode);
  return g_test_run ();
}
