/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "bus-address.h"

#include <string.h>

#define TRANSPORT "unix:"

/* Returns: (transfer full) (array zero-terminated): the values of @key in @address. */
static char **
list_values (const char *address, const char *key)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  g_auto (GStrv) addresses = g_strsplit (address != NULL ? address : "", ";", -1);

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_auto (GStrv) pairs = NULL;

      if (!g_str_has_prefix (addresses[i], TRANSPORT))
        continue;
      pairs = g_strsplit (addresses[i] + strlen (TRANSPORT), ",", -1);
      for (guint j = 0; pairs[j] != NULL; j++)
        {
          g_autofree char *value = g_str_has_prefix (pairs[j], key)
                                       ? g_uri_unescape_string (pairs[j] + strlen (key), NULL)
                                       : NULL;

          if (value != NULL)
            g_strv_builder_add (values, value);
        }
    }
  return g_strv_builder_end (values);
}

char **
stray_bus_address_paths (const char *address)
{
  return list_values (address, "path=");
}

gboolean
stray_bus_address_is_abstract (const char *address)
{
  g_auto (GStrv) names = list_values (address, "abstract=");

  return names[0] != NULL;
}
