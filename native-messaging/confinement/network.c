/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "network.h"

#include <errno.h>
#include <seccomp.h>
#include <sys/socket.h>
#include <unistd.h>

/* Both make sockets. Of the kinds that come in pairs AF_TIPC is one of the network. */
static const int socket_calls[] = { SCMP_SYS (socket), SCMP_SYS (socketpair) };

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
  /* A ring makes sockets without a system call that a filter could see. */
  if (result == 0)
    result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (io_uring_setup), 0);
  /* The other system call interfaces of the machine, of 32 bits and x32, have
   * numbers of their own. No program of ours is made for them. */
  if (result == 0)
    result = seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ERRNO (EPERM));
  if (result == 0)
    result = seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1);
  return result;
}

int
stray_network_deny (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
  int result;

  if (filter == NULL)
    return ENOMEM;
  result = add_rules (filter);
  if (result == 0)
    result = seccomp_load (filter);
  seccomp_release (filter);
  return -result;
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
