/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "token.h"

#include <sys/random.h>

char *
stray_token_new (void)
{
  guint8 bytes[16];
  GString *token;

  /* Up to 256 bytes come whole and uninterrupted; getrandom(2). */
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    return NULL;

  token = g_string_sized_new (2 * sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (token, "%02x", bytes[i]);
  return g_string_free (token, FALSE);
}
