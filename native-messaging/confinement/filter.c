/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "filter.h"

#include <errno.h>

int
stray_filter_load (StrayFilterRules rules)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
  int result;

  if (filter == NULL)
    return ENOMEM;
  result = rules (filter);
  /* The other system call interfaces of the machine, of 32 bits and x32, have
   * numbers of their own. No program of ours is made for them. */
  if (result == 0)
    result = seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO (EPERM));
  if (result == 0)
    result = seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1);
  if (result == 0)
    result = seccomp_load (filter);
  seccomp_release (filter);
  return -result;
}
