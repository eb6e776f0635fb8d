/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "judge.h"
#include "resolve.h"

G_BEGIN_DECLS

/* StrayAudit.duration where nothing was asked. */
#define STRAY_AUDIT_NOT_ASKED (-1)

/**
 * StrayAudit:
 * @level: what may be recorded
 * @reason: what was decided
 * @inside: why it was asked inside Thunderbird, where it was; %STRAY_REASON_NO_ANSWER otherwise.
 *   @reason is the same where no answer came back from there
 * @judgement: of a message that was flagged
 * @resolution: (nullable): what the person chose, where they did
 * @duration: milliseconds from when the question was put, with what it had to wait for
 *   others, to its end; or %STRAY_AUDIT_NOT_ASKED
 * @protocol: the version of the protocol that was spoken
 * @extension: (nullable): the version of the extension, as it says
 *
 * What is known of a flagged message once it was decided.
 */
typedef struct
{
  StrayAuditLevel level;
  StrayReason reason;
  StrayReason inside;
  const StrayJudgement *judgement;
  const StrayResolution *resolution;
  gint64 duration;
  gint64 protocol;
  const char *extension;
} StrayAudit;

/**
 * stray_audit_compose:
 *
 * The event as audit/event.h has it. It holds domains only where @self's level allows
 * it and the person was told so in the question.
 *
 * Returns: (transfer full) (array zero-terminated): fields for stray_journal_send(); none
 *   where nothing may be recorded
 */
char **stray_audit_compose (const StrayAudit *self);

/** Writes the event to the journal; where there is none it is dropped. It never waits. */
void stray_audit_write (const StrayAudit *self);

G_END_DECLS
