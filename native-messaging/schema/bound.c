/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bound.h"

/* The bytes of a character at most. */
#define UTF8_MAX_LENGTH 4

/* Of a long text no more is looked at than counts. */
static GVariant *
bound_text (GVariant *text)
{
  const gsize length = g_variant_get_size (text) - 1;
  const char *all = g_variant_get_data (text);
  const char *end = all, *valid;

  if (length <= STRAY_SETTING_MAX_CHARACTERS)
    return g_variant_ref (text);
  g_utf8_validate_len (all, MIN (length, STRAY_SETTING_MAX_CHARACTERS * UTF8_MAX_LENGTH), &valid);
  for (guint n = 0; n < STRAY_SETTING_MAX_CHARACTERS && end < valid; n++)
    end = g_utf8_next_char (end);
  return (gsize)(end - all) < length ? g_variant_new_take_string (g_strndup (all, end - all))
                                     : g_variant_ref (text);
}

/* GLib looks through all entries before the one it is asked for, unless it knows the array to
 * be sound, which it never does of one from dconf: the time grows with the square. It
 * looks through the whole array once here, and takes our word for it. */
static GVariant *
settle (GVariant *array)
{
  const gboolean is_sound = g_variant_is_normal_form (array);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (array);

  return g_variant_ref_sink (g_variant_new_from_bytes (g_variant_get_type (array), bytes, is_sound));
}

static GVariant *
bound_array (GVariant *array)
{
  const gsize n = g_variant_n_children (array);
  GPtrArray *entries;
  GVariant *bound;
  gsize bytes = 0;

  if (n <= STRAY_SETTING_MAX_ENTRIES && g_variant_get_size (array) <= STRAY_SETTING_MAX_BYTES)
    return g_variant_ref (array);

  entries = g_ptr_array_new_with_free_func ((GDestroyNotify)g_variant_unref);
  while (entries->len < MIN (n, STRAY_SETTING_MAX_ENTRIES) && bytes <= STRAY_SETTING_MAX_BYTES)
    {
      GVariant *entry = g_variant_get_child_value (array, entries->len);

      bytes += g_variant_get_size (entry);
      g_ptr_array_add (entries, entry);
    }
  if (bytes > STRAY_SETTING_MAX_BYTES)
    g_ptr_array_set_size (entries, (gint)entries->len - 1);
  bound = g_variant_new_array (g_variant_type_element (g_variant_get_type (array)),
                               (GVariant *const *)entries->pdata, entries->len);
  g_ptr_array_unref (entries);
  return bound;
}

GVariant *
stray_setting_bound (GVariant *value, gboolean *is_cut)
{
  g_autoptr (GVariant) whole
      = g_variant_is_of_type (value, G_VARIANT_TYPE_ARRAY) ? settle (value) : g_variant_ref (value);
  GVariant *bound;

  if (g_variant_is_of_type (whole, G_VARIANT_TYPE_STRING))
    bound = bound_text (whole);
  else if (g_variant_is_of_type (whole, G_VARIANT_TYPE_ARRAY))
    bound = bound_array (whole);
  else
    bound = g_variant_ref (whole);
  if (is_cut != NULL)
    *is_cut = bound != whole;
  g_variant_unref (value);
  return g_variant_take_ref (bound);
}
