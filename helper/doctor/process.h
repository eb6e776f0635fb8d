/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** How long the doctor waits for whom it asks. */
#define STRAY_DOCTOR_WAIT_MS 5000

/**
 * StrayWait:
 *
 * Waiting for one answer, and not for ever: what is asked takes @cancellable and
 * calls stray_wait_end() from its callback, also where it was cancelled.
 */
typedef struct
{
  GMainLoop *loop;
  GCancellable *cancellable;
} StrayWait;

StrayWait *stray_wait_new (void);
void stray_wait_end (StrayWait *self);

/** Returns once stray_wait_end() was called; has @cancellable cancelled after @ms milliseconds. */
void stray_wait_run (StrayWait *self, guint ms);

void stray_wait_free (StrayWait *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayWait, stray_wait_free)

/**
 * stray_doctor_ask_program:
 * @program: its path
 * @option: its only argument
 *
 * Returns: (transfer full) (nullable): what it printed, where it ended with status 0 in time
 */
char *stray_doctor_ask_program (const char *program, const char *option);

G_END_DECLS
