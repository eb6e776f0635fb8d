/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "channel.h"
#include "dialog.h"

#include "worker.h"

G_BEGIN_DECLS

/**
 * StraySession:
 *
 * One conversation with the extension, from its `hello` to the end of file:
 * which checks are open, and what is answered to what; PROTOCOL.md, "The wire".
 */
typedef struct _StraySession StraySession;

/**
 * stray_session_new:
 * @channel: must outlive the session
 * @worker: likewise
 * @dialog: likewise
 */
StraySession *stray_session_new (StrayChannel *channel, StrayWorker *worker, const StrayDialog *dialog);

/** Answers the message in @body, at once or when the person has answered. */
void stray_session_receive (StraySession *self, GBytes *body);

/**
 * stray_session_end:
 *
 * Withdraws every open question and returns when their dialogs are gone.
 * Nothing is answered any more.
 */
void stray_session_end (StraySession *self);

void stray_session_free (StraySession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StraySession, stray_session_free)

G_END_DECLS
