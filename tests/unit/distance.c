/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/distance.h"

#include "core-test.h"
#include "core/keyboard.h"

static const struct
{
  const char *meant;
  const char *typed;
  StraySlip slip;
  guint distance;
} vectors[] = {
  { "", "", STRAY_SLIP_OTHER, 0 },
  { "mil", "mil", STRAY_SLIP_OTHER, 0 },
  { "mil", "ml", STRAY_SLIP_DELETION, 1 },
  { "mil", "il", STRAY_SLIP_DELETION, 1 },
  { "mil", "mi", STRAY_SLIP_DELETION, 1 },
  { "ml", "mil", STRAY_SLIP_INSERTION, 1 },
  { "il", "mil", STRAY_SLIP_INSERTION, 1 },
  { "mi", "mil", STRAY_SLIP_INSERTION, 1 },
  { "mil", "mli", STRAY_SLIP_TRANSPOSITION, 1 },
  { "net", "ent", STRAY_SLIP_TRANSPOSITION, 1 },
  { "nl", "ml", STRAY_SLIP_NEIGHBOUR, 1 },
  { "uk", "ua", STRAY_SLIP_SUBSTITUTION, 1 },
  { "gov.uk", "gov.ug", STRAY_SLIP_SUBSTITUTION, 1 },
  { "com", "net", STRAY_SLIP_OTHER, 3 },
  { "com", "co.uk", STRAY_SLIP_OTHER, 3 },
  { "mil", "", STRAY_SLIP_OTHER, 3 },
  { "", "mil", STRAY_SLIP_OTHER, 3 },
  { "aab", "ab", STRAY_SLIP_DELETION, 1 },
  { "abcd", "badc", STRAY_SLIP_OTHER, 2 },
  /* No part is edited twice: this is what sets OSA apart from Damerau's own. */
  { "ca", "abc", STRAY_SLIP_OTHER, 3 },
  { "\u0440\u0444", "\u0440", STRAY_SLIP_DELETION, 1 },
  { "\u4E2D\u56FD", "\u4E2D\u570B", STRAY_SLIP_SUBSTITUTION, 1 },
};

static void
test_vectors (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_test_message ("%s %s", vectors[i].meant, vectors[i].typed);
      g_assert_cmpint (stray_slip (vectors[i].meant, vectors[i].typed), ==, vectors[i].slip);
      g_assert_cmpuint (stray_distance (vectors[i].meant, vectors[i].typed), ==, vectors[i].distance);
      g_assert_cmpuint (stray_distance (vectors[i].typed, vectors[i].meant), ==, vectors[i].distance);
    }
}

/* All pairs of words of up to three letters out of two: a slip is found exactly
 * where the distance is one. */
static void
test_agree (void)
{
  static const char *const words[]
      = { "", "a", "b", "aa", "ab", "ba", "bb", "aaa", "aab", "aba", "abb", "baa", "bab", "bba", "bbb" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
      {
        g_test_message ("%s %s", words[i], words[j]);
        g_assert_cmpint (stray_slip (words[i], words[j]) != STRAY_SLIP_OTHER, ==,
                         stray_distance (words[i], words[j]) == 1);
      }
}

static const struct
{
  const char *keys;
  gboolean neighbours;
} key_vectors[] = {
  { "nm", TRUE },  { "er", TRUE },  { "uj", TRUE },  { "uh", FALSE }, { "sz", TRUE },
  { "sx", TRUE },  { "yt", TRUE },  { "zt", TRUE },  { "yx", TRUE },  { "aq", TRUE },
  { "az", TRUE },  { "lm", TRUE },  { "1q", TRUE },  { "0o", TRUE },  { "nn", FALSE },
  { "ke", FALSE }, { "il", FALSE }, { "pq", FALSE }, { "..", FALSE }, { "n.", FALSE },
};

static void
test_keyboard (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (key_vectors); i++)
    {
      const char *keys = key_vectors[i].keys;

      g_test_message ("%s", keys);
      g_assert_cmpint (stray_keyboard_are_neighbours (keys[0], keys[1]), ==, key_vectors[i].neighbours);
      g_assert_cmpint (stray_keyboard_are_neighbours (keys[1], keys[0]), ==, key_vectors[i].neighbours);
    }
  g_assert_false (stray_keyboard_are_neighbours ('a', 0));
  g_assert_false (stray_keyboard_are_neighbours ('a', 0x444));
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  g_test_add_func ("/distance/vectors", test_vectors);
  g_test_add_func ("/distance/agree", test_agree);
  g_test_add_func ("/distance/keyboard", test_keyboard);
  return g_test_run ();
}
