/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "added.h"

#include "judge.h"

#include "core/address.h"
#include "core/domain.h"
#include "native-messaging/correction.h"

#include <string.h>

/* Of what is left out: no address comes to it but by chance. */
#define NOBODY 0

struct _StrayCleared
{
  char *from;
  GArray *keys; /* of guint64, one for each recipient of the check */
};

/* FNV-1a, 64 bits (RFC 9923). Whoever could make two addresses meet is an add-on that
 * may send without us anyway. */
static guint64
hash (guint64 state, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    state = (state ^ (guchar)g_ascii_tolower (text[i])) * 0x100000001b3u;
  return state;
}

static guint64
make_key (const char *recipient)
{
  const guint64 start = 0xcbf29ce484222325u;
  g_autoptr (StrayAddress) address = NULL;
  char ascii[STRAY_DOMAIN_MAX + 1];
  gsize length;

  if (strlen (recipient) <= STRAY_ADDRESS_MAX)
    address = stray_address_parse (recipient);
  length = address != NULL ? stray_domain_normalise (address->domain, strlen (address->domain), ascii) : 0;
  /* What cannot be read is the same only where it is the same text. */
  if (length == 0)
    return hash (start, recipient, strlen (recipient));
  return hash (hash (start, address->text, address->domain - address->text), ascii, length);
}

StrayCleared *
stray_cleared_new (const StrayMessage *check)
{
  StrayCleared *self = g_new0 (StrayCleared, 1);

  self->from = g_strdup (check->from);
  self->keys = g_array_sized_new (FALSE, FALSE, sizeof (guint64), check->recipients->len);
  for (guint i = 0; i < check->recipients->len; i++)
    {
      guint64 key = make_key (g_array_index (check->recipients, StrayRecipient, i).address);

      g_array_append_val (self->keys, key);
    }
  return self;
}

void
stray_cleared_change (StrayCleared *self, GPtrArray *corrections, GPtrArray *removals)
{
  for (guint i = 0; i < corrections->len; i++)
    {
      const StrayCorrection *correction = g_ptr_array_index (corrections, i);

      g_array_index (self->keys, guint64, correction->index) = make_key (correction->to);
    }
  for (guint i = 0; i < removals->len; i++)
    {
      const StrayCorrection *removal = g_ptr_array_index (removals, i);

      g_array_index (self->keys, guint64, removal->index) = NOBODY;
    }
}

void
stray_cleared_free (StrayCleared *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->keys);
  g_free (self->from);
  g_free (self);
}

GArray *
stray_added_find (const StrayCleared *cleared, const StrayMessage *sent)
{
  GArray *added = g_array_new (FALSE, FALSE, sizeof (StrayRecipient));
  g_autoptr (GHashTable) known = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree guint64 *keys = g_new (guint64, sent->recipients->len);

  for (guint i = 0; i < cleared->keys->len; i++)
    g_hash_table_add (known, &g_array_index (cleared->keys, guint64, i));
  for (guint i = 0; i < sent->recipients->len; i++)
    {
      const StrayRecipient *recipient = &g_array_index (sent->recipients, StrayRecipient, i);

      keys[i] = make_key (recipient->address);
      if (g_hash_table_add (known, &keys[i]))
        g_array_append_val (added, *recipient);
    }
  return added;
}

GPtrArray *
stray_added_judge (const StrayCleared *cleared, GArray *added, StrayPolicy *policy,
                   const StrayHandling *handling)
{
  const StrayMessage check = { .type = STRAY_MESSAGE_CHECK, .from = cleared->from, .recipients = added };
  g_autoptr (StrayJudgement) judgement = stray_judge (policy, handling, &check, NULL);
  GPtrArray *flagged = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);

  for (guint i = 0; i < judgement->flagged->len; i++)
    {
      const StrayFlagged *one = &g_array_index (judgement->flagged, StrayFlagged, i);
      gboolean is_read = one->result != NULL && one->result->address != NULL;

      g_ptr_array_add (flagged,
                       stray_correction_new (one->index, is_read ? one->result->address : one->address,
                                             one->suggestion != NULL ? one->suggestion : ""));
    }
  return flagged;
}
