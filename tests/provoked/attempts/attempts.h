/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayAttempt:
 * @name: what the tests call it
 * @attempt: tries it, and returns 0 or an errno value
 *
 * What confinement is about: something a process could do.
 */
typedef struct
{
  const char *name;
  int (*attempt) (const char *argument);
} StrayAttempt;

/* Each ends with one without a name. */
extern const StrayAttempt stray_attempts_on_files[];
extern const StrayAttempt stray_attempts_on_sockets[];
extern const StrayAttempt stray_attempts_on_the_system[];

/**
 * stray_attempt:
 *
 * Returns: (nullable): how it went: `ok`, or the errno value in words; %NULL where @name is not known
 */
const char *stray_attempt (const char *name, const char *argument);

/** Returns: @result, or errno where it is below zero */
int stray_attempt_result (long result);

/** As stray_attempt_result(), and closes the descriptor it is otherwise. */
int stray_attempt_close (long fd);

/** Returns: what became of a child of fork(): its exit status, or ECHILD */
int stray_attempt_wait (int pid);

G_END_DECLS
