/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "channel.h"
#include "dialog.h"
#include "pending.h"
#include "recent.h"
#include "worker.h"

G_BEGIN_DECLS

/**
 * StrayAsker:
 *
 * Has the person asked, by the dialog or else inside Thunderbird, and sees to what comes of
 * it: the decision, what is approved by it, exceptions, and the event in the journal.
 */
typedef struct _StrayAsker StrayAsker;

/**
 * stray_asker_new:
 * @channel: where decisions go; must outlive the asker, and so must all of these
 * @worker: saves exceptions
 * @approvals: (element-type StrayApproval): takes what was let out
 */
StrayAsker *stray_asker_new (StrayChannel *channel, StrayWorker *worker, const StrayDialog *dialog,
                             StrayRecent *approvals);

/** The asker must have ended. */
void stray_asker_free (StrayAsker *self);

/** Returns: whether check @id is not decided yet */
gboolean stray_asker_is_asking (StrayAsker *self, const char *id);

/**
 * stray_asker_ask:
 * @pending: (transfer full)
 *
 * Asks, and sends the decision once it was answered; or at once that it is to be asked
 * inside Thunderbird.
 */
void stray_asker_ask (StrayAsker *self, StrayPending *pending);

/** Withdraws check @id, if it is not decided yet or is asked inside Thunderbird. */
void stray_asker_withdraw (StrayAsker *self, const char *id);

/** Gives up what is asked inside Thunderbird by this @id, if anything is: it names another check now. */
void stray_asker_forget (StrayAsker *self, const char *id);

/**
 * stray_asker_receive:
 * @message: an `answer`: what was answered inside Thunderbird, and is done there already
 *
 * Returns: %FALSE with %STRAY_MESSAGE_ERROR_BAD_MESSAGE where the question does not allow it;
 *   an answer to what is not asked there changes nothing
 */
gboolean stray_asker_receive (StrayAsker *self, const StrayMessage *message, GError **error);

/** Withdraws every question and returns when their dialogs are gone. Nothing is decided any more. */
void stray_asker_end (StrayAsker *self);

G_END_DECLS
