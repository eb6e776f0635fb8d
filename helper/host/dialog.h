/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "native-messaging/answer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define STRAY_DIALOG_ERROR (stray_dialog_error_quark ())
GQuark stray_dialog_error_quark (void);

/**
 * StrayDialogError:
 * @STRAY_DIALOG_ERROR_NO_ANSWER: it ended without an answer that counts
 * @STRAY_DIALOG_ERROR_COULD_NOT_SHOW: there is no display, or it could not start
 * @STRAY_DIALOG_ERROR_TIMED_OUT: it did not appear in time
 * @STRAY_DIALOG_ERROR_CANCELLED: the question was withdrawn
 *
 * Why there is no answer. None of them ever means "send".
 */
typedef enum
{
  STRAY_DIALOG_ERROR_NO_ANSWER,
  STRAY_DIALOG_ERROR_COULD_NOT_SHOW,
  STRAY_DIALOG_ERROR_TIMED_OUT,
  STRAY_DIALOG_ERROR_CANCELLED,
} StrayDialogError;

/**
 * StrayDialog:
 * @path: straymail-ui
 * @shown_ms: how long it may take to appear, each of the two times it is tried
 * @silent_ms: how long it may keep from saying that it is shown
 * @exit_ms: how long it may take to exit once it has answered
 *
 * How a question is put to the person: by one straymail-ui for each question.
 */
typedef struct
{
  char *path;
  guint shown_ms;
  guint silent_ms;
  guint exit_ms;
} StrayDialog;

/** Returns: (transfer full): a dialog with the delays of PROTOCOL.md */
StrayDialog *stray_dialog_new (const char *path);
void stray_dialog_free (StrayDialog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayDialog, stray_dialog_free)

/**
 * stray_dialog_ask_async:
 * @self: must live until @callback
 * @question: must live until @callback
 * @cancellable: withdraws the question; the dialog is killed
 *
 * Asks the person. Finish returns the answer, one that the question allows, (transfer
 * full), or fails with a #StrayDialogError.
 */
void stray_dialog_ask_async (const StrayDialog *self, const StrayQuestion *question,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
StrayAnswer *stray_dialog_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
