/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "digest.h"

#include "message.h"

#include <string.h>

char *
stray_digest_recipients (const GArray *recipients)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < recipients->len; i++)
    {
      const StrayRecipient *recipient = &g_array_index (recipients, StrayRecipient, i);

      /* With the NUL behind each, which neither of them can hold: stray_json_parse(). */
      g_checksum_update (checksum, (const guchar *)recipient->field, strlen (recipient->field) + 1);
      g_checksum_update (checksum, (const guchar *)recipient->address, strlen (recipient->address) + 1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}
