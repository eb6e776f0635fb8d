/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/check.h"
#include "policy/settings.h"

G_BEGIN_DECLS

/** StrayAction: what happens with a flagged recipient; the enumeration `org.straymail.Action`. */
typedef enum
{
  STRAY_ACTION_ASK,
  STRAY_ACTION_BLOCK,
  STRAY_ACTION_TELL,
  STRAY_ACTION_NOTHING,
} StrayAction;

/** StrayAuditLevel: what is written to the journal; the enumeration `org.straymail.AuditLevel`. */
typedef enum
{
  STRAY_AUDIT_NONE,
  STRAY_AUDIT_COUNTS,
  STRAY_AUDIT_DOMAINS,
} StrayAuditLevel;

/**
 * StrayHandling:
 * @actions: by #StraySeverity
 * @exception_days: for how many days at most a domain can be excepted, 0 without
 *   limit, negative where it cannot
 * @typing: whether a domain that is kept has to be typed
 * @delay: milliseconds before a question can be answered
 * @text: the organisation's own sentence, UTF-8, perhaps empty; owned
 * @contact: whom to ask; likewise
 * @audit: what is recorded of a message that was flagged
 *
 * What is done about what is flagged, as the settings have it at one moment. A
 * question keeps the one it was asked under.
 */
typedef struct
{
  StrayAction actions[STRAY_SEVERITY_HIGH + 1];
  gint exception_days;
  gboolean typing;
  guint delay;
  char *text;
  char *contact;
  StrayAuditLevel audit;
} StrayHandling;

/** Returns: (transfer full): what @settings say now; the defaults where they say nothing */
StrayHandling *stray_handling_new (const StraySettings *settings);

/** Whether there is a severity nothing is let out of. */
gboolean stray_handling_blocks (const StrayHandling *self);

void stray_handling_free (StrayHandling *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayHandling, stray_handling_free)

G_END_DECLS
