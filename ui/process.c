/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "process.h"

#include <glib.h>
#include <signal.h>
#include <sys/prctl.h>

void
stray_process_follow_parent (void)
{
  /* A parent that died before this line is noticed by the end of its socket. */
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0)
    g_debug ("no signal will come when the parent dies");
}
