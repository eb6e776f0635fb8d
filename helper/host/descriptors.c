/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "descriptors.h"

#include "native-messaging/standard-streams.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static void
set_cloexec (int fd)
{
  int flags = fcntl (fd, F_GETFD);

  if (flags >= 0)
    fcntl (fd, F_SETFD, flags | FD_CLOEXEC);
}

/* close_range() would do it in one call, but kernels before 5.11 do not know
 * its CLOSE_RANGE_CLOEXEC. */
static void
set_cloexec_from_3 (void)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  if (directory == NULL)
    {
      for (int fd = 3; fd < (int)sysconf (_SC_OPEN_MAX) && fd < 65536; fd++)
        set_cloexec (fd);
      return;
    }

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      gint64 fd;

      if (g_ascii_string_to_signed (name, 10, 3, G_MAXINT, &fd, NULL))
        set_cloexec ((int)fd);
    }
}

gboolean
stray_descriptors_take (int *in, int *out, GError **error)
{
  guint missing = stray_standard_streams_fill ();
  int null;

  set_cloexec_from_3 ();

  if (missing & 3)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_BADF,
                           "Standard input or standard output is closed. Thunderbird has to open both.");
      return FALSE;
    }

  *in = fcntl (0, F_DUPFD_CLOEXEC, 3);
  *out = *in >= 0 ? fcntl (1, F_DUPFD_CLOEXEC, 3) : -1;
  null = *out >= 0 ? open ("/dev/null", O_RDONLY | O_CLOEXEC) : -1;
  if (null < 0 || dup2 (null, 0) < 0 || dup2 (2, 1) < 0)
    {
      int saved = errno;

      g_set_error (
          error, G_FILE_ERROR, g_file_error_from_errno (saved),
          "%s: the channel to Thunderbird cannot be set up. Raise the limit of open files (ulimit -n) under "
          "which Thunderbird is started.",
          g_strerror (saved));
      return FALSE;
    }

  close (null);
  return TRUE;
}
