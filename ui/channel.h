/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "native-messaging/answer.h"

G_BEGIN_DECLS

#define STRAY_TYPE_CHANNEL (stray_channel_get_type ())
G_DECLARE_FINAL_TYPE (StrayChannel, stray_channel, STRAY, CHANNEL, GObject)

/**
 * StrayChannel: the socket to the host; PROTOCOL.md, "The question".
 *
 * Signals:
 * - `request` (StrayUiRequest *): what this process was started for, once;
 *   belongs to the channel
 * - `failed` (): what came could not be understood; nothing more comes
 * - `closed` (): the host closed its end; nothing more comes
 */

/**
 * stray_channel_new:
 * @fd: a connected stream socket, taken over
 *
 * Returns: (transfer full): a channel that reads nothing yet, or %NULL with a
 * #GIOErrorEnum where @fd is no socket
 */
StrayChannel *stray_channel_new (int fd, GError **error);

/** Begins to read; everything else is told by the signals. */
void stray_channel_start (StrayChannel *self);

/** Tells the host that the question can be seen. A host that is gone is told of by `closed`. */
void stray_channel_send_shown (StrayChannel *self);

/**
 * Tells the host what the person answered, and waits until it is handed over.
 *
 * Returns: %FALSE where the host could not be reached
 */
gboolean stray_channel_send_answer (StrayChannel *self, const StrayAnswer *answer);

G_END_DECLS
