/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/skeleton.h"

#include "core-test.h"

#include <string.h>

static char *
skeleton_of (const char *label)
{
  char skeleton[STRAY_SKELETON_MAX];

  return g_strndup (skeleton, stray_skeleton (label, strlen (label), skeleton));
}

static const struct
{
  const char *a;
  const char *b;
  gboolean confusable;
} pairs[] = {
  { "modem", "modern", TRUE },
  { "wave", "vvave", TRUE },
  { "cloud", "doud", TRUE },
  { "cloud", "c1oud", TRUE },
  { "google", "g0ogle", TRUE },
  { "paypal", "paypai", TRUE },
  { "apple", "xn--80ak6aa92e", TRUE },   /* аррӏе */
  { "munich", "xn--mnich-kva", TRUE },   /* münich */
  { "canva", "xn--cna-hdb5075c", TRUE }, /* cǎnⱴa */
  { "mod", "xn--md-fmc", TRUE },         /* mоd */
  { "citi", "clti", TRUE },
  { "clti", "c1t1", TRUE },
  { "dti", "clti", TRUE },
  { "dti", "citi", FALSE },
  { "ciao", "dao", FALSE },
  { "army", "navy", FALSE },
  { "apple", "xn--80a1acny", FALSE }, /* почта */
};

static gboolean
are_confusable (const char *a, const char *b)
{
  StrayReadings a_readings, b_readings;

  stray_readings_init (&a_readings, a, strlen (a));
  stray_readings_init (&b_readings, b, strlen (b));
  return stray_readings_are_confusable (&a_readings, &b_readings);
}

static void
test_pairs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *a = skeleton_of (pairs[i].a);
      g_autofree char *b = skeleton_of (pairs[i].b);

      g_test_message ("%s %s", pairs[i].a, pairs[i].b);
      g_assert_cmpint (are_confusable (pairs[i].a, pairs[i].b), ==, pairs[i].confusable);
      if (pairs[i].confusable)
        g_assert_cmpstr (a, ==, b);
    }
}

/* Plain ASCII goes without ICU, and nothing else may come of that. */
static void
test_ascii (void)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-cclrnvvl10i";

  for (guint i = 0; i < 20000; i++)
    {
      char label[13], skeleton[STRAY_SKELETON_MAX];
      gsize length = g_test_rand_int_range (1, sizeof label);
      g_autofree char *own = NULL;
      g_autofree char *icu = NULL;

      for (gsize k = 0; k < length; k++)
        label[k] = letters[g_test_rand_int_range (0, strlen (letters))];
      label[length] = '\0';
      if (g_str_has_prefix (label, "xn--"))
        continue;
      own = skeleton_of (label);
      icu = g_strndup (skeleton, stray_skeleton_unicode (label, skeleton));
      g_assert_cmpstr (own, ==, icu);
    }
}

/* Every code point in a label: an answer, and no longer than there is room for. */
static void
test_every_code_point (void)
{
  for (gunichar c = 0x80; c <= 0x10FFFF; c++)
    {
      char label[4 * 63 + 1], skeleton[STRAY_SKELETON_MAX];
      gsize n = 0;

      if (c >= 0xD800 && c <= 0xDFFF)
        continue;
      for (guint i = 0; i < (c < 0x3000 ? 63 : 2); i++)
        n += g_unichar_to_utf8 (c, label + n);
      label[n] = '\0';
      g_assert_cmpuint (stray_skeleton_unicode (label, skeleton), <=, STRAY_SKELETON_MAX);
    }
}

static void
test_disguise (void)
{
  g_assert_true (stray_skeleton_is_disguise ("xn--80ak6aa92e", 14));
  g_assert_true (stray_skeleton_is_disguise ("xn--md-fmc", 10));
  g_assert_false (stray_skeleton_is_disguise ("xn--80a1acny", 12));
  g_assert_false (stray_skeleton_is_disguise ("xn--mnich-kva", 13));
  g_assert_false (stray_skeleton_is_disguise ("apple", 5));
}

static void
test_plain (void)
{
  char plain[STRAY_SKELETON_MAX];

  g_assert_cmpuint (stray_plain ("xn--mnich-kva", 13, plain), ==, 6);
  g_assert_cmpstr (plain, ==, "munich");
  g_assert_cmpuint (stray_plain ("army.mil", 4, plain), ==, 4);
  g_assert_cmpstr (plain, ==, "army");
  g_assert_cmpuint (stray_plain ("xn--80a1acny", 12, plain), ==, 10);
  g_assert_cmpstr (plain, ==, "почта");
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  g_test_add_func ("/skeleton/pairs", test_pairs);
  g_test_add_func ("/skeleton/ascii", test_ascii);
  g_test_add_func ("/skeleton/every-code-point", test_every_code_point);
  g_test_add_func ("/skeleton/disguise", test_disguise);
  g_test_add_func ("/skeleton/plain", test_plain);
  return g_test_run ();
}
