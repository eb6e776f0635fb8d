/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayHealth:
 * @STRAY_HEALTH_GOOD: as it should be
 * @STRAY_HEALTH_NOTE: works, and is worth knowing
 * @STRAY_HEALTH_BAD: does not work, or guards less than was meant
 */
typedef enum
{
  STRAY_HEALTH_GOOD,
  STRAY_HEALTH_NOTE,
  STRAY_HEALTH_BAD,
} StrayHealth;

/**
 * StrayCheckup:
 * @check: what was looked at, an identifier such as `trust-lists`; static
 * @health: the verdict
 * @text: a whole sentence, translated, UTF-8; owned
 * @fix: (nullable): what to do, a whole sentence, translated; %NULL where @health is good, or
 *   @text is all there is to say; owned
 *
 * One thing that was looked at and what was found. No address is in it.
 */
typedef struct
{
  const char *check; /* identifier, e.g. "trust-lists" */
  StrayHealth health;
  char *text; /* translated */
  char *fix;  /* translated, NULL for nothing */
} StrayCheckup;

/**
 * stray_doctor_short:
 *
 * What can be told at once: trust lists and settings, a manifest that shadows
 * the system's, display and session bus. Starts no process, opens no dialog, and
 * waits for nobody.
 *
 * Returns: (transfer full) (element-type StrayCheckup): at least one a check
 */
GPtrArray *stray_doctor_short (void);

/**
 * stray_doctor_full:
 *
 * Everything, for a person who waits for it: it also runs the installed programs,
 * asks the session bus, and has the host check two recipients. Waits a few seconds
 * at most for each of them.
 *
 * Returns: (transfer full) (element-type StrayCheckup): at least one a check
 */
GPtrArray *stray_doctor_full (void);

void stray_checkup_free (StrayCheckup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayCheckup, stray_checkup_free)

G_END_DECLS
