/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "dialog.h"
#include "launch.h"

G_BEGIN_DECLS

/**
 * stray_attempt_async:
 * @dialog: must live until @callback
 * @question: must live until @callback
 *
 * Runs one straymail-ui from its start to its end; see stray_dialog_ask_async().
 * It is never left running: whatever the outcome, it has exited or was killed.
 * Finish with stray_dialog_ask_finish().
 */
void stray_attempt_async (const StrayDialog *dialog, const StrayQuestion *question, StrayLaunchMode mode,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
