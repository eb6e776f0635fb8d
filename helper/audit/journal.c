/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "journal.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

gboolean
stray_journal_send (const char *path, const char *const *fields)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  g_autoptr (GString) entry = g_string_new (NULL);
  gboolean taken;
  int fd;

  if (g_strlcpy (address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path)
    return FALSE;
  for (gsize i = 0; fields[i] != NULL; i++)
    {
      g_return_val_if_fail (strchr (fields[i], '\n') == NULL, FALSE);
      g_string_append_printf (entry, "%s\n", fields[i]);
    }

  /* A new one each time, since the journal may be started, or started anew, meanwhile. */
  fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0)
    return FALSE;
  taken = sendto (fd, entry->str, entry->len, MSG_NOSIGNAL | MSG_DONTWAIT, (const struct sockaddr *)&address,
                  sizeof address)
          >= 0;
  close (fd);
  return taken;
}
