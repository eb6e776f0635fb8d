/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "source.h"

#include "policy/exceptions.h"
#include "policy/places.h"

struct _StrayPolicySource
{
  StraySettings *settings;
  GPtrArray *places;

  StrayPolicy *policy;   /* NULL until one could be loaded */
  StrayLearned *learned; /* nullable */
  StrayPolicy *taught;   /* @policy with @learned; NULL until it is asked for */
  GBytes *fingerprint;   /* of the lists @policy was made of */
  gboolean settled;      /* whether equal fingerprints mean equal lists */
  GPtrArray *values;     /* of GBytes: the settings it was made of */
  gint64 loaded;         /* when that was, in Unix time, */
  gint64 expires;        /* and until when its exceptions stay the same */
  GHashTable *reported;
  StrayReport report; /* nullable */
  gpointer user_data;
};

/* What is being reported while a policy is loaded. */
typedef struct
{
  GHashTable *before;
  GHashTable *now;
  StrayReport report;
  gpointer user_data;
} Reports;

StrayPolicySource *
stray_policy_source_new (StrayReport report, gpointer user_data)
{
  StrayPolicySource *self = g_new0 (StrayPolicySource, 1);

  self->report = report;
  self->user_data = user_data;
  self->settings = stray_settings_new ();
  self->places = stray_places_new ();
  self->reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
stray_policy_source_free (StrayPolicySource *self)
{
  stray_settings_free (self->settings);
  g_ptr_array_unref (self->places);
  g_clear_pointer (&self->policy, stray_policy_unref);
  g_clear_pointer (&self->learned, stray_learned_unref);
  g_clear_pointer (&self->taught, stray_policy_unref);
  g_clear_pointer (&self->fingerprint, g_bytes_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_hash_table_unref (self->reported);
  g_free (self);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* What the settings have that a policy is made of, as bytes. Asking is cheap, since dconf keeps
 * its file mapped, and unlike a signal it works without a main loop; comparing is, however
 * long a setting may be. */
static GPtrArray *
read_values (StrayPolicySource *self)
{
  static const char *const keys[]
      = { STRAY_SETTING_TRUSTED_DOMAINS,  STRAY_SETTING_HOME_COUNTRIES, STRAY_SETTING_ADDITIONAL_KINDS,
          STRAY_SETTING_BUILT_IN_TRUST,   STRAY_SETTING_USER_LISTS,     STRAY_SETTING_EXCEPTIONS,
          STRAY_SETTING_ALLOW_EXCEPTIONS, STRAY_SETTING_EXCEPTION_DAYS };
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_ptr_array_add (values, stray_settings_get_bytes (self->settings, keys[i]));
  /* A lock says something without a value, too. */
  if (stray_settings_is_locked (self->settings, STRAY_SETTING_HOME_COUNTRIES))
    g_ptr_array_add (values, g_bytes_new (NULL, 0));
  return values;
}

/* Whether the policy is what it would be if it was loaded once more. */
static gboolean
is_current (const StrayPolicySource *self, GBytes *fingerprint, GPtrArray *values, gint64 time)
{
  if (self->policy == NULL || !self->settled || !g_bytes_equal (fingerprint, self->fingerprint)
      || values->len != self->values->len || time < self->loaded || time >= self->expires)
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    if (!g_bytes_equal (values->pdata[i], self->values->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
report_new_cb (const char *problem, gpointer user_data)
{
  Reports *reports = user_data;

  if (!g_hash_table_contains (reports->before, problem) && !g_hash_table_contains (reports->now, problem)
      && reports->report != NULL)
    reports->report (problem, reports->user_data);
  g_hash_table_add (reports->now, g_strdup (problem));
}

void
stray_policy_source_set_learned (StrayPolicySource *self, StrayLearned *learned)
{
  g_clear_pointer (&self->taught, stray_policy_unref);
  g_clear_pointer (&self->learned, stray_learned_unref);
  self->learned = learned == NULL ? NULL : stray_learned_ref (learned);
}

/* The policy that was loaded, with what was learned where that is wanted. */
static StrayPolicy *
teach (StrayPolicySource *self)
{
  if (self->learned == NULL
      || !stray_settings_get_boolean (self->settings, STRAY_SETTING_LEARNED_TRUST, TRUE))
    return stray_policy_ref (self->policy);
  if (self->taught == NULL)
    self->taught = stray_policy_with_learned (self->policy, self->learned);
  return stray_policy_ref (self->taught);
}

StrayPolicy *
stray_policy_source_get (StrayPolicySource *self, GError **error)
{
  gboolean settled;
  g_autoptr (GBytes) fingerprint = stray_places_fingerprint (self->places, &settled);
  g_autoptr (GPtrArray) values = read_values (self);
  const gint64 time = now ();

  if (is_current (self, fingerprint, values, time))
    return teach (self);

  const StrayLoadOptions options = { .settings = self->settings, .now = time, .whole = self->policy != NULL };
  Reports reports = {
    .before = self->reported,
    .now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .report = self->report,
    .user_data = self->user_data,
  };

  g_autoptr (GError) failure = NULL;
  StrayPolicy *loaded = stray_load_policy (&options, report_new_cb, &reports, &failure);

  g_hash_table_unref (self->reported);
  self->reported = reports.now;
  /* What was read before stays in force until all of it can be read again. */
  if (g_error_matches (failure, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_INCOMPLETE))
    {
      self->settled = FALSE;
      return teach (self);
    }
  if (loaded == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  /* The fingerprint is older than what is loaded now. What changes in between
   * differs from it and is loaded again by the next call. */
  g_clear_pointer (&self->taught, stray_policy_unref);
  g_clear_pointer (&self->policy, stray_policy_unref);
  self->policy = loaded;
  g_clear_pointer (&self->fingerprint, g_bytes_unref);
  self->fingerprint = g_steal_pointer (&fingerprint);
  self->settled = settled;
  g_clear_pointer (&self->values, g_ptr_array_unref);
  self->values = g_steal_pointer (&values);
  self->loaded = time;
  self->expires = stray_exceptions_get_change (self->settings, time);
  return self->policy != NULL ? teach (self) : NULL;
}

StrayHandling *
stray_policy_source_get_handling (StrayPolicySource *self)
{
  return stray_handling_new (self->settings);
}

gboolean
stray_policy_source_add_exception (StrayPolicySource *self, const char *domain, guint days)
{
  return stray_exceptions_add (self->settings, domain, days, now ());
}
