/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "sockets.h"

#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

gboolean
stray_socket_answers (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  const gsize length = strlen (path);
  int fd;

  if (length >= sizeof address.sun_path)
    return FALSE;
  memcpy (address.sun_path, path, length);
  if (path[0] == '@')
    address.sun_path[0] = '\0';

  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return FALSE;

  gboolean answers
      = connect (fd, (const struct sockaddr *)&address,
                 (socklen_t)(offsetof (struct sockaddr_un, sun_path) + length + (path[0] != '@')))
        == 0;

  close (fd);
  return answers;
}
