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
 * @cancellable: withdraws the question while the dialog asks it
 * @protocol: the version of the protocol it was asked in, and is answered in
 * @audit: how much of it is recorded
 * @asked: since when, monotonic time in microseconds
 * @session: whose it is; not owned
 *
 * A check that waits for what the person answers. All but @session is owned.
 */
typedef struct
{
  StrayJudgement *judgement;
  StrayCleared *cleared;
  StrayQuestion *question;
  GCancellable *cancellable;
  gint64 protocol;
  StrayAuditLevel audit;
  gint64 asked;
  gpointer session;
} StrayPending;

/** All of it is (transfer full). */
StrayPending *stray_pending_new (StrayJudgement *judgement, StrayCleared *cleared, StrayQuestion *question);
void stray_pending_free (StrayPending *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayPending, stray_pending_free)

G_END_DECLS
