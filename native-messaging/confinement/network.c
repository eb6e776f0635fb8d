/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "network.h"

#include "filter.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

/* Both make sockets. Of the kinds that come in pairs AF_TIPC is one of the network. */
static const int socket_calls[] = { SCMP_SYS (socket), SCMP_SYS (socketpair) };

/* What others could connect to. Looking up the name of a display across the network binds
 * a socket, too, and so this belongs to the network. */
static const int serving_calls[]
    = { SCMP_SYS (bind), SCMP_SYS (listen), SCMP_SYS (accept), SCMP_SYS (accept4) };

/* What can be tried without any privilege. */
static const struct
{
  int family;
  int type;
} probes[] = {
  { AF_INET, SOCK_DGRAM },
  { AF_INET6, SOCK_DGRAM },
  { AF_NETLINK, SOCK_RAW },
};

/* The kernel takes the family for an int, and the filter sees the whole register: one
 * with anything in its upper half is not AF_UNIX to the filter, and refused. */
static int
add_rules (scmp_filter_ctx filter)
{
  int result = 0;

  for (guint i = 0; result == 0 && i < G_N_ELEMENTS (socket_calls); i++)
    result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), socket_calls[i], 1,
                               SCMP_A0 (SCMP_CMP_NE, AF_UNIX, 0));
  for (guint i = 0; result == 0 && i < G_N_ELEMENTS (serving_calls); i++)
    result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), serving_calls[i], 0);
  return result;
}

int
stray_network_deny (void)
{
  return stray_filter_load (add_rules);
}

gboolean
stray_network_is_denied (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      int fd = socket (probes[i].family, probes[i].type | SOCK_CLOEXEC, 0);

      if (fd >= 0)
        {
          close (fd);
          return FALSE;
        }
    }
  return TRUE;
}
