/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "policy.h"

#include "address.h"
#include "cctld.h"
#include "check.h"
#include "domain.h"
#include "government.h"
#include "policy-lookup.h"

#include <string.h>

struct _StrayPolicy
{
  gatomicrefcount ref_count;
  GPtrArray *layers;           /* of StrayTrust */
  GPtrArray *home;             /* of char * */
  gboolean fixed_home;         /* whether no sender adds to @home */
  char **kinds;                /* optional ones that are on */
  StrayLearned *learned;       /* nullable */
  const StrayTrust *anchoring; /* nullable; the layer that was made of it */
  const StrayTrust *excepting; /* nullable; the layer of exceptions */
};

static void
unref_trust_cb (gpointer trust)
{
  stray_trust_unref (trust);
}

static gpointer
ref_trust_cb (gconstpointer trust, gpointer user_data)
{
  return stray_trust_ref ((StrayTrust *)trust);
}

static StrayPolicy *
copy (StrayPolicy *self)
{
  StrayPolicy *with = g_new0 (StrayPolicy, 1);

  g_atomic_ref_count_init (&with->ref_count);
  with->layers = g_ptr_array_copy (self->layers, ref_trust_cb, NULL);
  with->home = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->home->len; i++)
    g_ptr_array_add (with->home, g_strdup (g_ptr_array_index (self->home, i)));
  with->fixed_home = self->fixed_home;
  with->kinds = g_strdupv (self->kinds);
  with->learned = self->learned == NULL ? NULL : stray_learned_ref (self->learned);
  with->anchoring = self->anchoring;
  with->excepting = self->excepting;
  return with;
}

StrayPolicy *
stray_policy_new (StrayTrust *const *layers, gsize n_layers, const char *const *home)
{
  StrayPolicy *self = g_new0 (StrayPolicy, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->layers = g_ptr_array_new_with_free_func (unref_trust_cb);
  self->home = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < n_layers; i++)
    g_ptr_array_add (self->layers, stray_trust_ref (layers[i]));
  for (gsize i = 0; home != NULL && home[i] != NULL; i++)
    g_ptr_array_add (self->home, g_strdup (home[i]));
  return self;
}

StrayPolicy *
stray_policy_with_sender (StrayPolicy *self, const char *address)
{
  g_autoptr (StrayAddress) parsed = stray_address_parse (address);
  g_autoptr (StrayDomain) domain = parsed == NULL ? NULL : stray_domain_new (parsed->domain);
  g_autoptr (StrayTrustBuilder) builder = NULL;
  const StrayCctld *cctld;
  StrayPolicy *with;

  /* A bare ending is nobody's own: trusting it would clear a whole country. */
  if (domain == NULL || strcmp (domain->ascii, domain->ending) == 0)
    return stray_policy_ref (self);

  with = copy (self);
  builder = stray_trust_builder_new ();
  stray_trust_builder_add_line (builder, domain->ascii, -1, NULL);
  cctld = stray_cctld_lookup (domain->ending);
  if (!self->fixed_home && cctld != NULL && !stray_policy_is_home (self, cctld->country))
    {
      g_ptr_array_add (with->home, g_strdup (cctld->country));
      stray_government_add (builder, cctld->country);
    }
  g_ptr_array_add (with->layers, stray_trust_builder_end (g_steal_pointer (&builder)));
  return with;
}

StrayPolicy *
stray_policy_with_fixed_home (StrayPolicy *self, gboolean fixed)
{
  StrayPolicy *with = copy (self);

  with->fixed_home = fixed;
  return with;
}

StrayPolicy *
stray_policy_with_kinds (StrayPolicy *self, const char *const *kinds)
{
  StrayPolicy *with = copy (self);

  g_strfreev (with->kinds);
  with->kinds = g_strdupv ((char **)kinds);
  return with;
}

/* @layer: (nullable) */
static void
drop_layer (StrayPolicy *self, const StrayTrust **layer)
{
  if (*layer != NULL)
    g_ptr_array_remove (self->layers, (gpointer)*layer);
  *layer = NULL;
}

StrayPolicy *
stray_policy_with_exceptions (StrayPolicy *self, StrayTrust *exceptions)
{
  StrayPolicy *with = copy (self);

  drop_layer (with, &with->excepting);
  with->excepting = exceptions;
  g_ptr_array_add (with->layers, stray_trust_ref (exceptions));
  return with;
}

StrayPolicy *
stray_policy_without_persons (StrayPolicy *self)
{
  StrayPolicy *without;

  if (self->learned == NULL && (self->excepting == NULL || stray_trust_size (self->excepting) == 0))
    return stray_policy_ref (self);
  without = copy (self);
  drop_layer (without, &without->excepting);
  drop_layer (without, &without->anchoring);
  g_clear_pointer (&without->learned, stray_learned_unref);
  return without;
}

/* Whether @domain may be an anchor for @self, which has learned nothing. One
 * label (`localhost`, `lan`) would be an ending, and all that is near it flagged. */
static gboolean
may_anchor (const StrayPolicy *self, const char *domain)
{
  g_autofree char *address = g_strconcat ("a@", domain, NULL);
  g_autoptr (StrayResult) result = stray_check (self, address);

  return strchr (domain, '.') != NULL
         && (result->verdict != STRAY_VERDICT_LOOKALIKE || result->severity < STRAY_SEVERITY_HIGH);
}

StrayPolicy *
stray_policy_with_learned (StrayPolicy *self, StrayLearned *learned)
{
  StrayPolicy *with = copy (self);
  g_autoptr (StrayTrustBuilder) builder = stray_trust_builder_new ();
  const GPtrArray *domains = stray_learned_domains (learned);

  drop_layer (with, &with->anchoring);
  g_clear_pointer (&with->learned, stray_learned_unref);
  for (guint i = 0; i < domains->len; i++)
    {
      const char *domain = g_ptr_array_index (domains, i);

      if (may_anchor (with, domain))
        stray_trust_builder_add_line (builder, domain, -1, NULL);
    }
  with->learned = stray_learned_ref (learned);
  with->anchoring = stray_trust_builder_end (g_steal_pointer (&builder));
  g_ptr_array_add (with->layers, (gpointer)with->anchoring);
  return with;
}

StrayPolicy *
stray_policy_ref (StrayPolicy *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
stray_policy_unref (StrayPolicy *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->layers);
  g_ptr_array_unref (self->home);
  g_strfreev (self->kinds);
  stray_learned_unref (self->learned);
  g_free (self);
}

guint
stray_policy_n_layers (const StrayPolicy *self)
{
  return self->layers->len;
}

const StrayTrust *
stray_policy_layer (const StrayPolicy *self, guint i)
{
  return g_ptr_array_index (self->layers, i);
}

gboolean
stray_policy_is_learned_layer (const StrayPolicy *self, const StrayTrust *layer)
{
  return layer == self->anchoring;
}

gboolean
stray_policy_is_home (const StrayPolicy *self, const char *country)
{
  for (guint i = 0; i < self->home->len; i++)
    if (strcmp (g_ptr_array_index (self->home, i), country) == 0)
      return TRUE;
  return FALSE;
}

gboolean
stray_policy_has_kind (const StrayPolicy *self, const char *name)
{
  return self->kinds != NULL && g_strv_contains ((const char *const *)self->kinds, name);
}

gboolean
stray_policy_has_learned (const StrayPolicy *self, const char *address, gsize at, const char *ascii)
{
  return self->learned != NULL && stray_learned_has_address (self->learned, address, at, ascii);
}

gboolean
stray_policy_is_anchor (const StrayPolicy *self, const StrayHit *hit)
{
  const char *name = stray_trust_entry_name (hit->trust, hit->entry);
  guint trust_only = hit->wildcard ? STRAY_ENTRY_WILDCARD_TRUST_ONLY : STRAY_ENTRY_EXPLICIT_TRUST_ONLY;
  guint32 hash;

  if (!stray_entry_is_anchor (hit->entry, hit->wildcard))
    return FALSE;
  hash = stray_hash (name, hit->entry->length);
  for (guint i = 0; i < self->layers->len; i++)
    {
      const StrayEntry *entry
          = stray_trust_find (g_ptr_array_index (self->layers, i), name, hit->entry->length, hash);

      if (entry != NULL && entry->flags & trust_only)
        return FALSE;
    }
  return TRUE;
}

gboolean
stray_policy_find_cover (const StrayPolicy *self, const StrayParents *parents, gboolean anchors,
                         StrayHit *hit)
{
  for (guint p = parents->n; p-- > 0;)
    {
      const char *name = parents->ascii + parents->start[p];
      gsize length = parents->length - parents->start[p];
      const gboolean whole = parents->start[p] == 0;
      StrayHit wildcard = { 0 };

      for (guint i = 0; i < self->layers->len; i++)
        {
          const StrayTrust *trust = g_ptr_array_index (self->layers, i);
          const StrayEntry *entry;

          if (!anchors && stray_policy_is_learned_layer (self, trust))
            continue;
          entry = stray_trust_find (trust, name, length, parents->hash[p]);
          if (entry == NULL)
            continue;
          *hit = (StrayHit){ trust, entry, FALSE };
          if (entry->flags & STRAY_ENTRY_EXPLICIT && (!anchors || stray_policy_is_anchor (self, hit)))
            return TRUE;
          hit->wildcard = TRUE;
          if (wildcard.entry == NULL && !whole && entry->flags & STRAY_ENTRY_WILDCARD
              && (!anchors || stray_policy_is_anchor (self, hit)))
            wildcard = *hit;
        }
      if (wildcard.entry != NULL)
        {
          *hit = wildcard;
          return TRUE;
        }
    }
  return FALSE;
}
