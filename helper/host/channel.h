/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StrayChannel:
 *
 * The frames to and from the extension. Replies leave in the order in which
 * they were sent and never block: what the pipe does not take waits here. Where
 * very much waits, nothing more is read until some of it has gone.
 */
typedef struct _StrayChannel StrayChannel;

/**
 * StrayChannelFrame:
 * @body: the body of a frame, not empty
 */
typedef void (*StrayChannelFrame) (GBytes *body, gpointer user_data);

/**
 * StrayChannelEnd:
 * @error: a #StrayFrameError or a #GIOErrorEnum
 *
 * Called once; no frame comes after it, and none can be sent.
 */
typedef void (*StrayChannelEnd) (const GError *error, gpointer user_data);

/**
 * stray_channel_new:
 * @in: a descriptor to read from; owned by the channel from now on
 * @out: a descriptor to write to; likewise
 */
StrayChannel *stray_channel_new (int in, int out);

/** Starts reading; @frame and @end are called from the main loop until stray_channel_free(). */
void stray_channel_start (StrayChannel *self, StrayChannelFrame frame, StrayChannelEnd end,
                          gpointer user_data);

/** Sends a frame with @body (transfer full). */
void stray_channel_send (StrayChannel *self, char *body);

/**
 * stray_channel_keep:
 * @size: bytes of a frame that came in and is not dealt with yet
 *
 * Counts them among what waits, until stray_channel_done() of as many. So that nothing
 * that came in is lost, the end is not told before.
 */
void stray_channel_keep (StrayChannel *self, gsize size);
void stray_channel_done (StrayChannel *self, gsize size);

/** Stops reading and frees @self; what could not be written yet is lost. */
void stray_channel_free (StrayChannel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayChannel, stray_channel_free)

G_END_DECLS
