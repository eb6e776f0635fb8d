/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "core/address.h"

#include <string.h>

/* Recipients. An input is one, up to its first NUL. */

static void
check_same (const char *recipient, const StrayAddress *expected)
{
  g_autoptr (StrayAddress) address = stray_address_parse (recipient);

  HOLDS (address != NULL);
  HOLDS (strcmp (address->text, expected->text) == 0);
  HOLDS (address->domain - address->text == expected->domain - expected->text);
}

static void
check_none (const char *recipient)
{
  g_autoptr (StrayAddress) address = stray_address_parse (recipient);

  HOLDS (address == NULL);
}

static void
check_form (const StrayAddress *address)
{
  gsize length = strlen (address->text);

  HOLDS (length <= STRAY_ADDRESS_MAX);
  HOLDS (g_utf8_validate (address->text, -1, NULL));
  HOLDS (address->domain > address->text + 1);
  HOLDS (address->domain < address->text + length);
  HOLDS (address->domain[-1] == '@');
  /* An address literal may hold what separates addresses (RFC 5322, 3.4.1). */
  HOLDS (strpbrk (address->domain, address->domain[0] == '[' ? " \t\"()<>\\@" : " \t\"()<>[],;:\\@") == NULL);
  for (const char *p = address->text; *p != '\0'; p++)
    HOLDS (!g_ascii_iscntrl (*p) || *p == '\t');
}

/* The address in other words is the same, and two of them are none. */
static void
check_forms (const StrayAddress *address)
{
  static const char *const same[] = {
    "%s", " \t%s\r\n", "<%s>", "Name <%s>", "\"b@example.com\" <%s>", "%s (c)", "(c) %s", "<@x,@y:%s> (c)",
  };
  static const char *const none[] = { "b@x <%s>", "<%s", "%s>", "<%s> b", "<%s> <%s>", "%s,%s", "%s %s" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_auto (GStrv) parts = g_strsplit (same[i], "%s", -1);
      g_autofree char *recipient = g_strjoinv (address->text, parts);

      check_same (recipient, address);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_auto (GStrv) parts = g_strsplit (none[i], "%s", -1);
      g_autofree char *recipient = g_strjoinv (address->text, parts);

      check_none (recipient);
    }
}

/* At another domain it has that domain, and changes no more. */
static void
check_moved (const StrayAddress *address)
{
  static const char domain[] = "example.com";
  g_autofree char *moved = stray_address_with_domain (address, domain);
  g_autofree char *again = NULL;
  g_autoptr (StrayAddress) other = stray_address_parse (moved);

  HOLDS (other != NULL || strlen (moved) > STRAY_ADDRESS_MAX);
  if (other == NULL)
    return;
  HOLDS (strcmp (other->text, moved) == 0);
  HOLDS (strcmp (other->domain, domain) == 0);
  again = stray_address_with_domain (other, domain);
  HOLDS (strcmp (again, moved) == 0);
}

void
fuzz_input (const guint8 *data, gsize length)
{
  g_autofree char *recipient = g_strndup ((const char *)data, length);
  g_autoptr (StrayAddress) address = stray_address_parse (recipient);
  gsize plain_length, at;

  if (stray_address_find_plain (recipient, &plain_length, &at))
    {
      HOLDS (address != NULL);
      HOLDS (plain_length == strlen (recipient));
      HOLDS (strcmp (address->text, recipient) == 0);
      HOLDS (address->domain == address->text + at + 1);
    }
  if (address == NULL)
    return;
  check_form (address);
  check_forms (address);
  check_moved (address);
}
