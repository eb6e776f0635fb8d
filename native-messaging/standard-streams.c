/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "standard-streams.h"

#include <fcntl.h>
#include <unistd.h>

guint
stray_standard_streams_fill (void)
{
  guint missing = 0;

  /* In order, so that each lands in its place. */
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", O_RDWR) == fd)
      missing |= 1u << fd;
  return missing;
}
