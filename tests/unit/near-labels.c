/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/near-labels.h"

#include "core-test.h"
#include "core/distance.h"

#include <string.h>

#define N_LABELS 400

static const char *
get_label_cb (guint32 value, gsize *length, guint8 *tag, gpointer user_data)
{
  const char *label = g_ptr_array_index ((GPtrArray *)user_data, value);

  *length = strlen (label);
  *tag = value % 7;
  return *length == 0 ? NULL : label;
}

static gboolean
finds (const StrayNearLabels *labels, const char *label, guint32 value)
{
  guint64 keys[STRAY_NEAR_KEYS_MAX];
  guint n = stray_near_labels_keys (label, strlen (label), keys);

  n = stray_near_labels_filter (labels, (guint64)1 << value % 7, keys, n);
  for (guint k = 0; k < n; k++)
    {
      guint32 n_values;
      const guint32 *values = stray_near_labels_find (labels, keys[k], &n_values);

      for (guint32 v = 0; v < n_values; v++)
        if (STRAY_NEAR_LABEL_VALUE (values[v]) == value)
          return STRAY_NEAR_LABEL_TAG (values[v]) == value % 7;
    }
  return FALSE;
}

/* Whatever is at most one edit away is found, against the plain distance. */
static void
test_finds_all (void)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  StrayNearLabels labels = { 0 };
  guint near = 0;

  /* Few letters, so that many are near, one of them of two bytes. */
  for (guint i = 0; i < N_LABELS; i++)
    {
      static const char *const letters[] = { "a", "b", "é" };
      GString *label = g_string_new (NULL);

      for (gint n = g_test_rand_int_range (0, 8); n > 0; n--)
        g_string_append (label, letters[g_test_rand_int_range (0, 3)]);
      g_ptr_array_add (all, g_string_free (label, FALSE));
    }
  stray_near_labels_build (&labels, all->len, get_label_cb, all);
  for (guint i = 0; i < all->len; i++)
    for (guint j = 0; j < all->len; j++)
      {
        const char *a = g_ptr_array_index (all, i), *b = g_ptr_array_index (all, j);

        if (*a == '\0' || *b == '\0' || stray_distance (a, b) > 1)
          continue;
        near++;
        g_assert_true (finds (&labels, a, j));
      }
  g_assert_cmpuint (near, >, N_LABELS);
  stray_near_labels_clear (&labels);
}

static void
test_empty (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  StrayNearLabels labels = { 0 };

  g_assert_false (finds (&labels, "label", 0));
  stray_near_labels_build (&labels, 0, get_label_cb, none);
  g_assert_false (finds (&labels, "label", 0));
  stray_near_labels_clear (&labels);
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  g_test_add_func ("/near-labels/finds-all", test_finds_all);
  g_test_add_func ("/near-labels/empty", test_empty);
  return g_test_run ();
}
