/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Hashes of texts that others chose: lists, address books, recipients. Each process
 * draws the number they are made with, and nobody who does not know it can find many
 * texts with one hash. No verdict depends on it.
 *
 * A text is a polynomial at that number modulo 2^31 - 1 (J. L. Carter and M. N. Wegman,
 * 1979): two texts of 253 bytes are the same for one number in three million. */

/** The number drawn; below 2^30, so that 64 bits have room for every step. */
extern guint32 stray_hash_base;

/* Hashes run from the last byte to the first, so that one pass over a domain
 * gives the hash of each of its parents. */
#define STRAY_HASH_INIT 1u

static inline guint32
stray_hash_byte (guint32 hash, char byte)
{
  const guint64 sum = (guint64)hash * stray_hash_base + (guchar)byte;

  /* 2^31 is 1 modulo 2^31 - 1. What comes out may be larger than that by the modulus,
   * and always is of the same text. */
  return (guint32)((sum & G_MAXINT32) + (sum >> 31));
}

static inline guint32
stray_hash (const char *text, gsize length)
{
  guint32 hash = STRAY_HASH_INIT;

  while (length-- > 0)
    hash = stray_hash_byte (hash, text[length]);
  return hash;
}

/** FNV-1a from the last byte to the first, which is the same in every process: for tables that are
 * compiled in, and for what has an order. */
static inline guint32
stray_fixed_hash (const char *text, gsize length)
{
  guint32 hash = 2166136261u;

  while (length-- > 0)
    hash = (hash ^ (guchar)text[length]) * 16777619u;
  return hash;
}

/** stray_hash() of a NUL-terminated text: (type GHashFunc), in place of g_str_hash(), whose collisions
 * are known. */
guint stray_hash_text_cb (gconstpointer text);

G_END_DECLS
