/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "dialog.h"

G_BEGIN_DECLS

/**
 * StrayQueue:
 *
 * Questions wait here for their turn: one dialog is on the screen at a time.
 */
typedef struct _StrayQueue StrayQueue;

/** @dialog must outlive the queue. */
StrayQueue *stray_queue_new (const StrayDialog *dialog);

/** The queue must be empty: each question was answered or withdrawn. */
void stray_queue_free (StrayQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayQueue, stray_queue_free)

/**
 * stray_queue_ask_async:
 *
 * As stray_dialog_ask_async(), once all questions before have their answers.
 */
void stray_queue_ask_async (StrayQueue *self, const StrayQuestion *question, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
StrayAnswer *stray_queue_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
