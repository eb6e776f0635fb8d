/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "confine.h"

#include <sys/prctl.h>
#include <sys/resource.h>

void
stray_confine (void)
{
  const struct rlimit none = { 0, 0 };

  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  setrlimit (RLIMIT_CORE, &none);
}
