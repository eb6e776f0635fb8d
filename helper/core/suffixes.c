/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "suffixes.h"

#include "domain.h"
#include "second-level.h"

#include <string.h>

/* From this many letters on, no two names in use are one letter apart by chance. */
#define LONG_NAME 6

const char *
stray_ending (const char *domain)
{
  const char *dot = strrchr (domain, '.');

  return dot == NULL ? domain : dot + 1;
}

StraySlip
stray_suffix_slip (const char *meant, const char *typed)
{
  g_autofree char *meant_unicode = NULL, *typed_unicode = NULL;

  if (strstr (meant, "xn--") == NULL && strstr (typed, "xn--") == NULL)
    return stray_slip (meant, typed);
  meant_unicode = stray_domain_to_unicode (meant);
  typed_unicode = stray_domain_to_unicode (typed);
  return stray_slip (meant_unicode, typed_unicode);
}

gboolean
stray_suffix_slip_is_likely (StraySlip slip, const char *meant, const char *typed)
{
  switch (slip)
    {
    case STRAY_SLIP_DELETION:
    case STRAY_SLIP_TRANSPOSITION:
    case STRAY_SLIP_NEIGHBOUR:
      return TRUE;
    case STRAY_SLIP_INSERTION:
    case STRAY_SLIP_SUBSTITUTION:
      return !stray_cctld_is_country_code (stray_ending (meant));
    case STRAY_SLIP_OTHER:
    default:
      return FALSE;
    }
}

gboolean
stray_suffix_is_academic_twin (const char *meant, const char *typed)
{
  gsize length = strcspn (meant, ".");

  return meant[length] == '.' && strncmp (meant, typed, length + 1) == 0
         && strchr (meant + length + 1, '.') == NULL && stray_second_level_is_academic (meant, length);
}

/* Whether @suffix is itself where a government is: mil, gov, gov.uk. */
static gboolean
is_government_suffix (const char *suffix)
{
  gsize length = strcspn (suffix, ".");
  const char *ending = suffix + length + 1;
  const StrayCctld *cctld;

  if (suffix[length] == '\0')
    return strcmp (suffix, "mil") == 0 || strcmp (suffix, "gov") == 0;
  if (!stray_cctld_is_country_code (ending))
    return FALSE;
  cctld = stray_cctld_lookup (ending);
  return stray_second_level_is_government (suffix, length)
         || (cctld != NULL && stray_cctld_has_government (cctld, suffix, length));
}

gboolean
stray_suffix_is_academic (const char *suffix)
{
  gsize length = strcspn (suffix, ".");

  if (suffix[length] == '\0')
    return strcmp (suffix, "edu") == 0;
  return strchr (suffix + length + 1, '.') == NULL && stray_cctld_is_country_code (suffix + length + 1)
         && stray_second_level_is_academic (suffix, length);
}

gboolean
stray_suffix_is_near (const char *meant, const char *typed, gsize letters)
{
  StraySlip slip = stray_suffix_slip (meant, typed);

  if (slip == STRAY_SLIP_OTHER)
    return FALSE;
  return stray_suffix_slip_is_likely (slip, meant, typed) || letters >= LONG_NAME
         || (is_government_suffix (meant) && is_government_suffix (typed))
         || stray_suffix_is_academic_twin (meant, typed);
}

guint32
stray_suffix_class (const char *suffix)
{
  const guint32 class = stray_fixed_hash (suffix, strlen (suffix)) & STRAY_CLASS_SUFFIX;

  return stray_suffix_is_academic (suffix) ? class | STRAY_CLASS_ACADEMIC : class;
}

static void
note (StrayNearSuffixes *near, guint32 class)
{
  const guint bit = class >> 6 & 1023;

  near->tags |= (guint64)1 << stray_class_tag (class);
  near->filter[bit / 64] |= (guint64)1 << bit % 64;
}

static gboolean
is_among (const StrayNearSuffixes *near, guint32 class, const char *suffix)
{
  for (guint i = 0; stray_near_suffixes_may_have (near, class) && i < near->n; i++)
    if (near->near[i].class == class && strcmp (near->near[i].suffix, suffix) == 0)
      return TRUE;
  return FALSE;
}

static void
find_near (const StrayTrust *trust, guint32 hash, const char *typed, StrayNearSuffixes *near)
{
  StrayIndexIter iter;
  guint32 e;

  stray_index_iter_init (&iter, &trust->near_suffix, hash);
  while (near->n <= STRAY_NEAR_SUFFIXES_MAX && stray_index_iter_next (&iter, &e))
    {
      const StrayEntry *entry = &trust->entries[e];
      const char *suffix = stray_trust_entry_name (trust, entry) + entry->suffix;
      const guint32 class = stray_suffix_class (suffix);

      if (strcmp (suffix, typed) == 0 || is_among (near, class, suffix))
        continue;
      if (near->n < STRAY_NEAR_SUFFIXES_MAX)
        {
          near->near[near->n].suffix = suffix;
          near->near[near->n].class = class;
        }
      note (near, class);
      near->n++;
    }
}

void
stray_suffix_find_near (const StrayPolicy *policy, const char *typed, StrayNearSuffixes *near)
{
  guint32 keys[STRAY_NEAR_ENDING_KEYS_MAX] STRAY_UNINITIALIZED;
  const guint n_keys = stray_near_ending_keys (typed, keys);

  near->tags = near->n = 0;
  memset (near->filter, 0, sizeof near->filter);
  for (guint i = 0; i < stray_policy_n_layers (policy); i++)
    for (guint k = 0; k < n_keys; k++)
      find_near (stray_policy_layer (policy, i), keys[k], typed, near);
  if (near->n > STRAY_NEAR_SUFFIXES_MAX)
    near->tags = G_MAXUINT64;
}

gboolean
stray_suffix_is_government_below (const char *domain, const char *ending, const StrayCctld *cctld)
{
  const char *word = ending - 1;
  gsize length;

  if (word <= domain)
    return FALSE;
  while (word > domain && word[-1] != '.')
    word--;
  length = ending - 1 - word;
  return stray_second_level_is_government (word, length)
         || (cctld != NULL && stray_cctld_has_government (cctld, word, length));
}

gboolean
stray_suffix_is_government (const char *registrable, const char *suffix)
{
  const char *ending = stray_ending (suffix);

  if (strcmp (suffix, "mil") == 0 || strcmp (suffix, "gov") == 0)
    return TRUE;
  /* From the registrable domain on: mod.uk is itself such a second level. */
  return stray_cctld_is_country_code (ending)
         && stray_suffix_is_government_below (registrable, ending, stray_cctld_lookup (ending));
}
