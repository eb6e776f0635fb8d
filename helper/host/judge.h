/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "judgement.h"

#include "core/policy.h"
#include "policy/handling.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * stray_judge:
 * @policy: as it is configured, without the sender
 * @handling: what is to be done about what is flagged
 * @check: a `check`
 * @cancellable: (nullable): ends it early from any thread; what comes of it then is of no use
 *
 * Judges every recipient of a message. The sender's own domain counts as trusted, unless
 * it is itself a look-alike: then it may be a mistyped one. What the organisation blocks
 * is judged without the sender, without exceptions and without contacts, so that nothing a
 * person can choose lifts it. A recipient that cannot be read is asked about; where
 * anything is blocked, so is what cannot be told from it by what can be read.
 *
 * Returns: (transfer full): what is to be said of them, in the words of the protocol
 */
StrayJudgement *stray_judge (StrayPolicy *policy, const StrayHandling *handling, const StrayMessage *check,
                             GCancellable *cancellable);

G_END_DECLS
