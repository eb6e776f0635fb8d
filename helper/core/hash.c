/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "hash.h"

#include <string.h>

guint32 stray_hash_base;

/* Before anything is hashed, and before a program gives up what it could read. A small
 * number would leave the letters of a short word side by side. */
static void __attribute__ ((constructor)) draw_base (void)
{
  stray_hash_base = (1u << 28) + g_random_int () % ((1u << 30) - (1u << 28));
}

guint
stray_hash_text_cb (gconstpointer text)
{
  return stray_hash (text, strlen (text));
}
