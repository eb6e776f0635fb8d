/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "policy/source.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StrayWorker:
 *
 * A thread of its own for whatever may take long: reading lists and settings, learning
 * contacts, judging thousands of recipients. So the main loop always answers. It does one
 * thing after the other, in the order in which they were asked for, and nobody else touches
 * the policy source and the settings behind it.
 */
typedef struct _StrayWorker StrayWorker;

/**
 * StrayWork:
 * @task: is returned by it
 * @data: the task's
 *
 * One thing to do, in the worker's thread.
 */
typedef void (*StrayWork) (GTask *task, StrayPolicySource *source, gpointer data);

/**
 * stray_worker_new:
 * @report: (nullable) (scope forever): as for stray_policy_source_new(); called in the
 *   worker's thread
 *
 * Starts the thread, and waits until it has read the settings once.
 *
 * Returns: (transfer full): the worker, or %NULL with a #GThreadError
 */
StrayWorker *stray_worker_new (StrayReport report, gpointer user_data, GError **error);

/**
 * stray_worker_do:
 * @task: (transfer full): gets its result in the thread that made it
 */
void stray_worker_do (StrayWorker *self, GTask *task, StrayWork work);

/** Whether the organisation blocks anything, as the settings had it when they were read last. */
gboolean stray_worker_blocks (StrayWorker *self);

/**
 * stray_worker_is_stuck:
 *
 * Whether it has been about one thing for so long that it will hardly come back: a list
 * lies on a file system that hangs. Who asks whether the host lives is to hear nothing then.
 */
gboolean stray_worker_is_stuck (StrayWorker *self);

/**
 * stray_worker_free:
 *
 * Ends the thread once it has done what it was asked for. That is waited for but a moment:
 * a list of a million entries that is being read ends with the process.
 */
void stray_worker_free (StrayWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayWorker, stray_worker_free)

G_END_DECLS
