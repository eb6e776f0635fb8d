/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "checkup.h"

#include "doctor/checks.h"

static const StrayCheck short_checks[] = {
  stray_check_shadowing,
  stray_check_trust_lists,
  stray_check_display,
  stray_check_bus_address,
};

/* In the order a message takes. */
static const StrayCheck full_checks[] = {
  stray_check_thunderbird, stray_check_sandboxes, stray_check_enclosures,  stray_check_extension,
  stray_check_manifests,   stray_check_shadowing, stray_check_programs,    stray_check_confinement,
  stray_check_settings,    stray_check_databases, stray_check_home,        stray_check_trust_lists,
  stray_check_severities,  stray_check_display,   stray_check_session_bus, stray_check_round_trip,
};

void
stray_checkup_free (StrayCheckup *self)
{
  g_free (self->text);
  g_free (self->fix);
  g_free (self);
}

void
stray_checkup_add (GPtrArray *checkups, const char *check, StrayHealth health, char *text, char *fix)
{
  StrayCheckup *self = g_new0 (StrayCheckup, 1);

  *self = (StrayCheckup){ check, health, text, fix };
  g_ptr_array_add (checkups, self);
}

static GPtrArray *
run (const StrayCheck *checks, gsize n)
{
  GPtrArray *checkups = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_checkup_free);

  for (gsize i = 0; i < n; i++)
    checks[i](checkups);
  return checkups;
}

GPtrArray *
stray_doctor_short (void)
{
  return run (short_checks, G_N_ELEMENTS (short_checks));
}

GPtrArray *
stray_doctor_full (void)
{
  return run (full_checks, G_N_ELEMENTS (full_checks));
}
