/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "learned.h"

#include "address.h"
#include "domain.h"

#include <string.h>

/* The longest address in the form it is filed in. */
#define KEY_MAX (STRAY_ADDRESS_MAX + STRAY_DOMAIN_MAX + 1)

struct _StrayLearned
{
  gatomicrefcount ref_count;
  GStringChunk *texts;
  GHashTable *addresses; /* a set; local part in lower case, domain normalised */
  GPtrArray *domains;
};

/* Writes the form in which an address is filed; returns %FALSE for one that is
 * too long to be any. */
static gboolean
make_key (const char *address, gsize at, const char *ascii, char key[KEY_MAX + 1])
{
  if (at > STRAY_ADDRESS_MAX)
    return FALSE;
  for (gsize i = 0; i < at; i++)
    key[i] = g_ascii_tolower (address[i]);
  g_strlcpy (key + at, ascii, KEY_MAX + 1 - at);
  return TRUE;
}

static void
add (StrayLearned *self, GHashTable *domains, const char *text)
{
  g_autoptr (StrayAddress) parsed = NULL;
  const char *address = text, *domain;
  char ascii[STRAY_DOMAIN_MAX + 1], key[KEY_MAX + 1], *kept;
  gsize length, at;

  if (stray_address_find_plain (text, &length, &at))
    domain = text + at + 1;
  else if ((parsed = stray_address_parse (text)) != NULL)
    {
      address = parsed->text;
      domain = parsed->domain;
      length = strlen (address);
    }
  else
    return;

  at = domain - address;
  if (stray_domain_normalise (domain, length - at, ascii) == 0 || !make_key (address, at, ascii, key)
      || g_hash_table_contains (self->addresses, key))
    return;
  kept = g_string_chunk_insert (self->texts, key);
  g_hash_table_add (self->addresses, kept);
  if (g_hash_table_add (domains, kept + at))
    g_ptr_array_add (self->domains, kept + at);
}

StrayLearned *
stray_learned_new (const char *const *addresses, gsize n)
{
  StrayLearned *self = g_new0 (StrayLearned, 1);
  g_autoptr (GHashTable) domains = g_hash_table_new (g_str_hash, g_str_equal);

  g_atomic_ref_count_init (&self->ref_count);
  self->texts = g_string_chunk_new (4096);
  self->addresses = g_hash_table_new (g_str_hash, g_str_equal);
  self->domains = g_ptr_array_new ();
  for (gsize i = 0; i < n; i++)
    add (self, domains, addresses[i]);
  return self;
}

StrayLearned *
stray_learned_ref (StrayLearned *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
stray_learned_unref (StrayLearned *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->addresses);
  g_ptr_array_unref (self->domains);
  g_string_chunk_free (self->texts);
  g_free (self);
}

const GPtrArray *
stray_learned_domains (const StrayLearned *self)
{
  return self->domains;
}

gboolean
stray_learned_has_address (const StrayLearned *self, const char *address, gsize at, const char *ascii)
{
  char key[KEY_MAX + 1];

  return make_key (address, at, ascii, key) && g_hash_table_contains (self->addresses, key);
}
