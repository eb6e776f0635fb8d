/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/mailbox.h"

#include "core-test.h"

#define LONG "a name that Thunderbird writes word by word since it does not fit into one line "

static const struct
{
  const char *name;
  const char *address;
  const char *display;
  const char *text;
  gboolean clear;
} vectors[] = {
  { "address-alone", "x@us.af.ml", NULL, NULL, TRUE },
  { "name", "x@us.af.ml", "X", NULL, TRUE },
  { "comma", "x@us.af.ml", "Smith, J", "\"Smith, J\" <x@us.af.ml>", TRUE },
  { "name-with-address", "x@us.af.ml", "a@b.mil", "\"a@b.mil\" <x@us.af.ml>", TRUE },
  { "not-ascii", "x@m\u00FCller.ml", NULL, "x@m\u00FCller.ml", TRUE },
  { "quoted-local-part", "\"a b\"@us.af.ml", NULL, "\"a b\"@us.af.ml", TRUE },
  { "other-address", "g@navy.mil", "a", "\"a <g@navy.mil>\"a\"x\\\"y\"<x@us.af.ml>", FALSE },
  { "first-of-two", "g@navy.mil", "a", "a <g@navy.mil> <x@us.af.ml>", FALSE },
  { "not-read", "\"a\"b\" <x@us.af.ml>", NULL, "\"a\"b\" <x@us.af.ml>", FALSE },
  { "read-as-it-stands", "X <x@us.af.ml>", NULL, "X <x@us.af.ml>", FALSE },
  { "blank-behind", "x@us.af.ml ", NULL, "x@us.af.ml ", FALSE },
  { "look-alike-brackets", "x@us.af.ml", "a \uFF1Cg@navy.mil\uFF1E",
    "\"a \uFF1Cg@navy.mil\uFF1E\" <x@us.af.ml>", TRUE },

  { "quoted-name", "x@us.af.ml", "\"Smith, J\"", NULL, TRUE },
  { "quoted-word", "x@us.af.ml", "John \"Jack\" Smith", NULL, TRUE },
  { "quote-within-word", "x@us.af.ml", "5\" pipes", NULL, TRUE },
  { "backslash", "x@us.af.ml", "AF\\john", NULL, TRUE },
  { "out-of-quotes", "y@us.af.mil", "\"a\", x@us.af.ml, \"b\"", NULL, FALSE },
  { "out-of-escaped-quotes", "y@us.af.mil", "\"\\\"a\\\", x@us.af.ml, \\\"b\\\"\"", NULL, FALSE },
  { "out-of-quotes-between-blanks", "y@us.af.mil", " \"a\", x@us.af.ml, \"b\"\t", NULL, FALSE },
  { "lone-quote", "y@us.af.mil", "\"", NULL, FALSE },
  { "lone-quote-as-word", "y@us.af.mil", LONG "\" x@us.af.ml, \" b", NULL, FALSE },
  { "quotes-within-word", "y@us.af.mil", LONG "\"a\"b\"", NULL, FALSE },
  { "escape-within-word", "y@us.af.mil", LONG "\"a\\\"", NULL, FALSE },
  { "quotes-behind-tab", "y@us.af.mil", "a\t\"b\"c\" d", NULL, FALSE },
  { "invisible-beside-quote", "y@us.af.mil", "a\u200B\"b", NULL, FALSE },
  { "invisible-without-quote", "x@us.af.ml", "a\u200Bb\u202E", NULL, TRUE },
  { "empty-braille-cell", "y@us.af.mil", "a\u2800\"b", NULL, FALSE },
  { "variation-selector", "y@us.af.mil", "a\uFE0F\"b", NULL, FALSE },
  { "encoded-word", "y@us.af.mil", "=?utf-8?q?=22?=", NULL, FALSE },
  { "encoded-word-around-invisible", "y@us.af.mil", "=\uFE00?a", NULL, FALSE },
  { "equals", "y@us.af.mil", "a = b?", NULL, TRUE },
  { "encoded-word-begun", "y@us.af.mil", "=?a", NULL, FALSE },
};

static void
test_is_clear (gconstpointer data)
{
  const typeof (vectors[0]) *row = data;

  g_assert_cmpint (stray_mailbox_is_clear (row->address, row->display, row->text), ==, row->clear);
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *path = g_strconcat ("/mailbox/", vectors[i].name, NULL);

      g_test_add_data_func (path, &vectors[i], test_is_clear);
    }
  return g_test_run ();
}
