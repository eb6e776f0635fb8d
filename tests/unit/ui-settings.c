/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the preferences read from the settings and write there. */

#include "ui/countries.h"
#include "ui/date-text.h"
#include "ui/exceptions.h"
#include "ui/trust-entry.h"

#include <string.h>

static void
test_date (void)
{
  static const struct
  {
    gint64 seconds;
    const char *zone, *language, *text;
  } rows[] = {
    { 1798070400, "UTC", "C", "24 December 2026" },
    { 1798070400, "UTC", "C.UTF-8", "24 December 2026" },
    { 1798070400, "UTC", "en_US.UTF-8", "December 24, 2026" },
    { 1798070400, "UTC", "en_GB.UTF-8", "24 December 2026" },
    { 1798070400, "UTC", "fr", "24 décembre 2026" },
    { 1798070400, "UTC", "de_DE.UTF-8@euro", "24. Dezember 2026" },
    { 1798070400, "America/New_York", "C", "23 December 2026" },
    { 253402300799, "UTC", "C", "31 December 9999" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = stray_date_text (rows[i].seconds, rows[i].zone, rows[i].language);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_read (void)
{
  static const struct
  {
    const char *typed, *entry;
  } rows[] = {
    { "army.mil", "army.mil" },
    { " ARMY.mil. ", "army.mil" },
    { "*.MIL", "*.mil" },
    { ".mil", "*.mil" },
    { "B\303\274cher.example", "xn--bcher-kva.example" },
    { "xn--bcher-kva.example", "xn--bcher-kva.example" },
    { "", NULL },
    { "  ", NULL },
    { "*.", NULL },
    { "john.smith@army.mil", NULL },
    { "army.mil trust-only", NULL },
    { "army.mil # remark", NULL },
    { "army.mil,navy.mil", NULL },
    { "https://army.mil/", NULL },
    { "192.0.2.1", NULL },
    { "a_b.mil", "a_b.mil" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *why = NULL;
      g_autofree char *entry = stray_trust_entry_read (rows[i].typed, &why);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (entry, ==, rows[i].entry);
      g_assert_true ((entry == NULL) == (why != NULL));
    }
}

static void
test_equal (void)
{
  static const struct
  {
    const char *a, *b;
    gboolean equal;
  } rows[] = {
    { "army.mil", "ARMY.mil.", TRUE },   { "army.mil trust-only # remark", "army.mil", TRUE },
    { ".mil", "*.mil", TRUE },           { "b\303\274cher.example", "xn--bcher-kva.example", TRUE },
    { "army.mil", "*.army.mil", FALSE }, { "", "army.mil", FALSE },
    { "no domain", "no domain", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (stray_trust_entry_equal (rows[i].a, rows[i].b), ==, rows[i].equal);
    }
}

static void
test_exceptions (void)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_parsed (
      "{'b.ml': int64 200, 'a.ml': 0, 'past.ml': 100, 'before.ml': -5, 'c.ml': %x}", G_MAXINT64));
  g_autoptr (GPtrArray) exceptions = stray_exceptions_new (value, 100);
  static const char *const rows[] = { "a.ml", "b.ml", "c.ml" };
  g_autoptr (GVariant) rest = g_variant_ref_sink (stray_exceptions_without (value, "b.ml"));

  g_assert_cmpuint (exceptions->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < exceptions->len; i++)
    {
      const StrayException *exception = g_ptr_array_index (exceptions, i);

      g_assert_cmpstr (exception->domain, ==, rows[i]);
    }
  /* What has expired stays: it is no business of whoever revokes another one. */
  g_assert_cmpuint (g_variant_n_children (rest), ==, 4);
  g_assert_false (g_variant_lookup (rest, "b.ml", "x", NULL));
}

static void
test_standing (void)
{
  const gint64 day = 24 * 60 * 60;
  const struct
  {
    gint64 expiry;
    gboolean allowed;
    guint days_max;
    const char *text;
  } rows[] = {
    { 0, TRUE, 0, "For good" },
    { G_MAXINT64, TRUE, 0, "For good" },
    { day, TRUE, 0, "Until 2 January 1970" },
    { 30 * day, TRUE, 30, "Until 31 January 1970" },
    { 30 * day + 1, TRUE, 30, "Not in force: an exception may last 30 days at most." },
    { 0, TRUE, 1, "Not in force: an exception may last 1 day at most." },
    { G_MAXINT64, TRUE, G_MAXUINT, "Not in force: an exception may last 4294967295 days at most." },
    { day, FALSE, 30, "Not in force: exceptions are switched off." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char domain[] = "a.ml";
      const StrayException exception = { domain, rows[i].expiry };
      g_autofree char *text = stray_exception_standing (&exception, rows[i].allowed, rows[i].days_max, 0);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

static void
test_countries (void)
{
  g_autoptr (GPtrArray) countries = stray_countries_new ();
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < countries->len; i++)
    {
      const StrayCountry *country = g_ptr_array_index (countries, i);

      g_assert_true (g_hash_table_add (codes, country->code));
      g_assert_cmpstr (country->name, !=, country->code);
    }
  g_assert_true (g_hash_table_contains (codes, "GB"));
  g_assert_false (g_hash_table_contains (codes, "UK"));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "C", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui-settings/date", test_date);
  g_test_add_func ("/ui-settings/trust-entry/read", test_read);
  g_test_add_func ("/ui-settings/trust-entry/equal", test_equal);
  g_test_add_func ("/ui-settings/exceptions", test_exceptions);
  g_test_add_func ("/ui-settings/exceptions/standing", test_standing);
  g_test_add_func ("/ui-settings/countries", test_countries);
  return g_test_run ();
}
