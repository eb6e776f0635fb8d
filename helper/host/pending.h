/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "added.h"
#include "judge.h"

#include "native-messaging/question.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StrayPending:
 * @judgement: what the question is about
 * @cleared: (nullable): whom the message goes to if it goes out as it is; %NULL once it went
 * @question: what is asked; its token is empty where there is none to be had, and then no
 *   dialog can ask it
 * @cancellable: withdraws the question while the dialog asks it
 * @protocol: the version of the protocol it was asked in, and is answered in
 * @extension: (nullable): the version of the extension, as it says
 * @audit: how much of it is recorded
 * @asked: since when, monotonic time in microseconds
 * @inside: why it is asked inside Thunderbird, once it is; %STRAY_REASON_NO_ANSWER before
 * @asker: who asks it; not owned
 *
 * A check that waits for what the person answers. All but @asker is owned.
 */
typedef struct
{
  StrayJudgement *judgement;
  StrayCleared *cleared;
  StrayQuestion *question;
  GCancellable *cancellable;
  gint64 protocol;
  char *extension;
  StrayAuditLevel audit;
  gint64 asked;
  StrayReason inside;
  gpointer asker;
} StrayPending;

/**
 * stray_pending_new:
 * @id: of the check
 * @judgement: (transfer full): in which something was flagged
 * @cleared: (transfer full)
 * @handling: by which it is asked
 */
StrayPending *stray_pending_new (const char *id, StrayJudgement *judgement, StrayCleared *cleared,
                                 const StrayHandling *handling, gint64 protocol, const char *extension);
void stray_pending_free (StrayPending *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayPending, stray_pending_free)

G_END_DECLS
