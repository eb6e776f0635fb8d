/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* strerrorname_np() */

#include "attempts.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const StrayAttempt *const all[]
    = { stray_attempts_on_files, stray_attempts_on_sockets, stray_attempts_on_the_system };

int
stray_attempt_result (long result)
{
  return result < 0 ? errno : 0;
}

int
stray_attempt_close (long fd)
{
  if (fd < 0)
    return errno;
  close ((int)fd);
  return 0;
}

int
stray_attempt_wait (int pid)
{
  int status;

  return pid > 0 && waitpid (pid, &status, 0) == pid && WIFEXITED (status) ? WEXITSTATUS (status) : ECHILD;
}

const char *
stray_attempt (const char *name, const char *argument)
{
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (const StrayAttempt *row = all[i]; row->name != NULL; row++)
      if (g_str_equal (row->name, name))
        {
          int result = row->attempt (argument);

          return result == 0 ? "ok" : strerrorname_np (result);
        }
  return NULL;
}
