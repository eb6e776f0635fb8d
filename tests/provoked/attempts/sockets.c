/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What could be done with sockets: the argument is the number of their family, or the path
 * of one on this machine, or its name behind an @. */

#include "attempts.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static int
try_socket (const char *family)
{
  return stray_attempt_close (socket (atoi (family), SOCK_DGRAM | SOCK_CLOEXEC, 0));
}

static int
try_stream (const char *family)
{
  return stray_attempt_close (socket (atoi (family), SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static int
try_pair (const char *family)
{
  int pair[2];

  if (socketpair (atoi (family), SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
    return errno;
  close (pair[1]);
  return stray_attempt_close (pair[0]);
}

/* The kernel looks at the lower half of the register alone. */
static int
try_wide (const char *family)
{
  return stray_attempt_close (syscall (SYS_socket, (1L << 32) | atoi (family), SOCK_DGRAM, 0));
}

#ifdef __x86_64__
/* socket(2) as programs of 32 bits call it, and as those of x32 do. */
static int
try_i386 (const char *family)
{
  long result;

  __asm__ volatile("int $0x80"
                   : "=a"(result)
                   : "a"(359L), "b"((long)atoi (family)), "c"((long)SOCK_DGRAM), "d"(0L)
                   : "memory", "r8", "r9", "r10", "r11");
  /* As in the system call: below zero is an errno value. */
  if ((int)result < 0)
    return -(int)result;
  return stray_attempt_close ((int)result);
}

static int
try_x32 (const char *family)
{
  return stray_attempt_close (syscall (0x40000000L | SYS_socket, atoi (family), SOCK_DGRAM, 0));
}
#endif

/* Fills @address. Returns its length. */
static socklen_t
name_socket (struct sockaddr_un *address, const char *name)
{
  gsize length = MIN (strlen (name), sizeof address->sun_path);

  memset (address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  memcpy (address->sun_path, name, length);
  if (name[0] == '@')
    address->sun_path[0] = '\0';
  return (socklen_t)(offsetof (struct sockaddr_un, sun_path) + length);
}

/* Does @call with a socket of @type and @name. */
static int
with_socket (int type, const char *name, int (*call) (int, const struct sockaddr *, socklen_t))
{
  struct sockaddr_un address;
  socklen_t length = name_socket (&address, name);
  int fd = socket (AF_UNIX, type | SOCK_CLOEXEC, 0);
  int result = fd < 0 ? errno : stray_attempt_result (call (fd, (const struct sockaddr *)&address, length));

  if (fd >= 0)
    close (fd);
  return result;
}

static int
try_connect (const char *name)
{
  return with_socket (SOCK_STREAM, name, connect);
}

static int
try_bind (const char *name)
{
  return with_socket (SOCK_STREAM, name, bind);
}

static int
send_to (int fd, const struct sockaddr *address, socklen_t length)
{
  return (int)sendto (fd, "x", 1, MSG_NOSIGNAL, address, length);
}

static int
try_send (const char *name)
{
  return with_socket (SOCK_DGRAM, name, send_to);
}

static int
call_listen (int fd, const struct sockaddr *address, socklen_t length)
{
  return listen (fd, 1);
}

static int
try_listen (const char *name)
{
  return with_socket (SOCK_STREAM, name, call_listen);
}

const StrayAttempt stray_attempts_on_sockets[] = {
  { "socket", try_socket },   { "stream", try_stream }, { "pair", try_pair },
  { "wide", try_wide },
#ifdef __x86_64__
  { "i386", try_i386 },       { "x32", try_x32 },
#endif
  { "connect", try_connect }, { "bind", try_bind },     { "send", try_send },
  { "listen", try_listen },   { NULL, NULL },
};
