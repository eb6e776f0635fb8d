/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/address.h"

#include "core-test.h"

#include <string.h>

static const struct
{
  const char *name;
  const char *recipient;
  const char *text;   /* NULL: no address */
  const char *domain; /* as typed */
} vectors[] = {
  { "plain", "john.smith@us.af.ml", "john.smith@us.af.ml", "us.af.ml" },
  { "white-space-around", "  john@us.af.ml\t\r\n", "john@us.af.ml", "us.af.ml" },
  { "white-space-around-at", "john @ us.af.ml", "john@us.af.ml", "us.af.ml" },
  { "white-space-in-domain", "john@us.af .ml", NULL, NULL },
  { "white-space-in-local-part", "john smith@us.af.ml", NULL, NULL },
  { "line-break-within", "john@us.af.ml\r\nBcc: x@y.ml", NULL, NULL },
  { "control", "jo\x01hn@us.af.ml", NULL, NULL },
  { "delete", "john@us.af.ml\x7F", NULL, NULL },
  { "brackets", "<john@us.af.ml>", "john@us.af.ml", "us.af.ml" },
  { "mailbox", "John Smith <john@us.af.ml>", "john@us.af.ml", "us.af.ml" },
  { "mailbox-white-space", "John <  john@us.af.ml > ", "john@us.af.ml", "us.af.ml" },
  { "mailbox-name-glued", "John<john@us.af.ml>", "john@us.af.ml", "us.af.ml" },
  { "name-with-address", "\"a@good.mil\" <x@evil.ml>", "x@evil.ml", "evil.ml" },
  { "name-with-brackets", "\"<a@good.mil>\" <x@evil.ml>", "x@evil.ml", "evil.ml" },
  { "name-with-quote", "\"J \\\" <a@good.mil>\" <x@evil.ml>", "x@evil.ml", "evil.ml" },
  { "name-with-comma", "Smith, John <x@evil.ml>", "x@evil.ml", "evil.ml" },
  { "name-with-comment", "John (a@good.mil) <x@evil.ml>", "x@evil.ml", "evil.ml" },
  { "name-with-bare-address", "a@good.mil <x@evil.ml>", NULL, NULL },
  { "name-not-ascii", "J\u00F6rg <x@evil.ml>", "x@evil.ml", "evil.ml" },
  { "comment-after", "x@evil.ml (a@good.mil)", "x@evil.ml", "evil.ml" },
  { "comment-before", "(a@good.mil) x@evil.ml", "x@evil.ml", "evil.ml" },
  { "comment-in-local-part", "x(a@good.mil)@evil.ml", "x@evil.ml", "evil.ml" },
  { "comment-before-domain", "x@(good.mil)evil.ml", "x@evil.ml", "evil.ml" },
  { "comment-nested", "x@evil.ml (a (b) \\) c)", "x@evil.ml", "evil.ml" },
  { "comment-in-domain", "x@good.mil(.)evil.ml", NULL, NULL },
  { "comment-after-brackets", "<x@evil.ml> (John)", "x@evil.ml", "evil.ml" },
  { "comment-unclosed", "x@evil.ml (a@good.mil", NULL, NULL },
  { "comment-not-opened", "x@evil.ml)", NULL, NULL },
  { "two-ats", "a@good.mil@evil.ml", "a@good.mil@evil.ml", "evil.ml" },
  { "percent", "a%good.mil@evil.ml", "a%good.mil@evil.ml", "evil.ml" },
  { "bang", "good.mil!a@evil.ml", "good.mil!a@evil.ml", "evil.ml" },
  { "quoted-local-part", "\"a@good.mil\"@evil.ml", "\"a@good.mil\"@evil.ml", "evil.ml" },
  { "quoted-local-part-escapes", "\"a\\\"@good.mil\"@evil.ml", "\"a\\\"@good.mil\"@evil.ml", "evil.ml" },
  { "quoted-local-part-in-brackets", "J <\"a b>@c\"@evil.ml>", "\"a b>@c\"@evil.ml", "evil.ml" },
  { "quoted-word-after-dot", "a.\"@good.mil\"@evil.ml", "a.\"@good.mil\"@evil.ml", "evil.ml" },
  { "quoted-local-part-not-ascii", "\"j\u00F6rg m\"@evil.ml", "\"j\u00F6rg m\"@evil.ml", "evil.ml" },
  { "quoted-local-part-at-not-ascii", "\"x@evil.ml\u00E9\"@good.mil", NULL, NULL },
  { "two-ats-not-ascii", "x@evil.ml\u00E9@good.mil", NULL, NULL },
  { "two-ats-domain-not-ascii", "\"a@b\"@m\u00FCller.ml", "\"a@b\"@m\u00FCller.ml", "m\u00FCller.ml" },
  { "encoded-word", "=?utf-8?q?x=40evil.ml?=@good.mil", NULL, NULL },
  { "encoded-word-in-domain", "x@good.mil=?utf-8?q?.evil.ml?=", NULL, NULL },
  { "encoded-word-begun", "a=?b@good.mil", NULL, NULL },
  { "encoded-word-quoted", "\"=?utf-8?q?x?=\"@good.mil", NULL, NULL },
  { "encoded-word-in-name", "=?utf-8?q?J=C3=B6rg?= <x@evil.ml>", "x@evil.ml", "evil.ml" },
  { "equals-and-question", "a=b?c@evil.ml", "a=b?c@evil.ml", "evil.ml" },
  { "capital-sharp-s", "x@STRA\u1E9EE.ml", NULL, NULL },
  { "capital-sharp-s-in-local-part", "STRA\u1E9EE@evil.ml", "STRA\u1E9EE@evil.ml", "evil.ml" },
  { "quote-within-word", "a\"@good.mil\"@evil.ml", NULL, NULL },
  { "quote-before-word", "\"x\"y@evil.ml", NULL, NULL },
  { "quote-in-domain", "x@\"good.mil\".evil.ml", NULL, NULL },
  { "quote-unclosed", "\"a@good.mil <x@evil.ml>", NULL, NULL },
  { "quote-unclosed-in-address", "a\"@evil.ml", NULL, NULL },
  { "route", "<@x:y@z.ml>", "y@z.ml", "z.ml" },
  { "route-of-two", "J <@good.mil,@x.mil:y@z.ml>", "y@z.ml", "z.ml" },
  { "route-without-brackets", "@good.mil:y@z.ml", "y@z.ml", "z.ml" },
  { "route-alone", "<@good.mil>", NULL, NULL },
  { "two-addresses", "a@good.mil, b@evil.ml", NULL, NULL },
  { "two-addresses-semicolon", "a@good.mil;b@evil.ml", NULL, NULL },
  { "two-mailboxes", "A <a@good.mil>, B <b@evil.ml>", NULL, NULL },
  { "two-brackets", "<a@good.mil> <b@evil.ml>", NULL, NULL },
  { "nested-brackets", "<<a@good.mil>>", NULL, NULL },
  { "text-after-brackets", "<a@good.mil> evil.ml", NULL, NULL },
  { "bracket-unclosed", "A <a@good.mil", NULL, NULL },
  { "bracket-not-opened", "a@good.mil>", NULL, NULL },
  { "group", "friends: a@good.mil;", NULL, NULL },
  { "backslash", "a\\@good.mil@evil.ml", NULL, NULL },
  { "ip-literal", "a@[192.0.2.1]", "a@[192.0.2.1]", "[192.0.2.1]" },
  { "ip6-literal", "a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]", "[IPv6:2001:db8::1]" },
  { "bracket-in-local-part", "a[x@y]@evil.ml", NULL, NULL },
  { "single-label", "root@localhost", "root@localhost", "localhost" },
  { "empty", "", NULL, NULL },
  { "blank", " \t", NULL, NULL },
  { "no-at", "john.smith", NULL, NULL },
  { "name-only", "John Smith", NULL, NULL },
  { "brackets-without-at", "John <John>", NULL, NULL },
  { "empty-brackets", "John <>", NULL, NULL },
  { "fullwidth-at", "john\uFF20us.af.ml", NULL, NULL },
  { "no-local-part", "@us.af.ml", NULL, NULL },
  { "at-first", "(c)@good.mil@us.af.ml", NULL, NULL },
  { "empty-quoted-local-part", "\"\"@us.af.ml", NULL, NULL },
  { "no-domain", "john@", NULL, NULL },
  { "no-domain-in-brackets", "<john@>", NULL, NULL },
  { "dots-in-local-part", ".a..b.@docomo.ne.jp", ".a..b.@docomo.ne.jp", "docomo.ne.jp" },
  { "not-ascii-local-part", "j\u00F6rg@us.af.ml", "j\u00F6rg@us.af.ml", "us.af.ml" },
  { "trailing-dot", "john@us.af.ml.", "john@us.af.ml.", "us.af.ml." },
  { "not-utf-8", "j\xF6rg@us.af.ml", NULL, NULL },
  { "not-utf-8-name", "J\xF6rg <x@evil.ml>", NULL, NULL },
};

static void
test_parse (gconstpointer data)
{
  const typeof (vectors[0]) *row = data;
  g_autoptr (StrayAddress) address = stray_address_parse (row->recipient);

  g_assert_cmpstr (address == NULL ? NULL : address->text, ==, row->text);
  g_assert_cmpstr (address == NULL ? NULL : address->domain, ==, row->domain);
}

static const struct
{
  const char *recipient;
  const char *corrected;
} correct_vectors[] = {
  { "John <john.smith@us.af.ml>", "john.smith@us.af.mil" },
  { "John.Smith+tag@US.AF.ML.", "John.Smith+tag@us.af.mil" },
  { "\"a@b\"@us.af.ml", "\"a@b\"@us.af.mil" },
  { "a.\"b c\"@us.af.ml", "a.\"b c\"@us.af.mil" },
  { "a%b@us.af.ml", "a%b@us.af.mil" },
  { "a@b@us.af.ml", "\"a@b\"@us.af.mil" },
  { "j\u00F6rg@us.af.ml", "j\u00F6rg@us.af.mil" },
};

static void
test_with_domain (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (correct_vectors); i++)
    {
      g_autoptr (StrayAddress) address = stray_address_parse (correct_vectors[i].recipient);
      g_autofree char *corrected = stray_address_with_domain (address, "us.af.mil");
      g_autoptr (StrayAddress) again = stray_address_parse (corrected);

      g_assert_cmpstr (corrected, ==, correct_vectors[i].corrected);
      g_assert_nonnull (again);
      g_assert_cmpstr (again->domain, ==, "us.af.mil");
    }
}

/* A recipient of @n times @unit between @before and @after. */
static gboolean
parses (const char *before, const char *unit, gsize n, const char *after)
{
  g_autoptr (GString) text = g_string_new (before);
  g_autoptr (StrayAddress) address = NULL;

  while (n-- > 0)
    g_string_append (text, unit);
  g_string_append (text, after);
  address = stray_address_parse (text->str);
  return address != NULL;
}

static void
test_limits (void)
{
  const gsize rest = strlen ("@us.af.ml");

  g_assert_true (parses ("", "a", STRAY_ADDRESS_MAX - rest, "@us.af.ml"));
  g_assert_false (parses ("", "a", STRAY_ADDRESS_MAX - rest + 1, "@us.af.ml"));
  g_assert_true (parses ("", "N", 5000, " <a@us.af.ml>"));
  g_assert_true (parses ("", "e\u0301", 100000, " <a@us.af.ml>"));
  /* Long hostile ones end in time because each byte is looked at a few times. */
  g_assert_false (parses ("", "a", 5 * 1024 * 1024, "@us.af.ml"));
  g_assert_false (parses ("", "(", 1024 * 1024, "a@us.af.ml"));
  g_assert_false (parses ("", "<", 1024 * 1024, "a@us.af.ml"));
  g_assert_false (parses ("", "\"", 1024 * 1024 + 1, "a@us.af.ml"));
  g_assert_false (parses ("", "@", 1024 * 1024, "us.af.ml"));
  g_assert_false (parses ("a@us.af.ml", "\\", 1024 * 1024, ""));
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *path = g_strconcat ("/address/parse/", vectors[i].name, NULL);

      g_test_add_data_func (path, &vectors[i], test_parse);
    }
  g_test_add_func ("/address/with-domain", test_with_domain);
  g_test_add_func ("/address/limits", test_limits);
  return g_test_run ();
}
