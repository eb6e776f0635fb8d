/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Gives up what host and dialog give up, by the same functions, and then tries what it
 * is told, a pair of arguments each:
 *
 *   confined read /etc/hostname socket 2
 *
 * One line each says how that went: `ok`, or the errno value in words. `report` lists
 * what is said to hold; `none` as the first argument gives nothing up. */

#define _GNU_SOURCE /* strerrorname_np() */

#include "native-messaging/confinement/confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Waits for its turn: a thread that was there before anything was given up. */
typedef struct
{
  GMutex lock;
  GCond turn;
  gboolean its_turn;
  int family;
  int result;
} Early;

static Early early;

static int
close_or_errno (int fd)
{
  if (fd < 0)
    return errno;
  close (fd);
  return 0;
}

/* As in the system call: below zero is an errno value. */
static int
close_or_negated (long fd)
{
  if (fd < 0)
    return (int)-fd;
  close ((int)fd);
  return 0;
}

static int
try_open (const char *path, int flags)
{
  return close_or_errno (open (path, flags | O_CLOEXEC, 0600));
}

static int
try_read (const char *path)
{
  return try_open (path, O_RDONLY);
}

static int
try_list (const char *path)
{
  return try_open (path, O_RDONLY | O_DIRECTORY);
}

static int
try_write (const char *path)
{
  return try_open (path, O_WRONLY | O_CREAT);
}

static int
try_truncate (const char *path)
{
  return truncate (path, 0) == 0 ? 0 : errno;
}

static int
try_remove (const char *path)
{
  return unlink (path) == 0 ? 0 : errno;
}

static int
try_link (const char *path)
{
  return symlink ("/", path) == 0 ? 0 : errno;
}

static int
try_rename (const char *path)
{
  g_autofree char *other = g_strconcat (path, ".other", NULL);

  return rename (path, other) == 0 ? 0 : errno;
}

static int
try_fifo (const char *path)
{
  return mkfifo (path, 0600) == 0 ? 0 : errno;
}

/* Its exit status where it could be run. */
static int
try_run (const char *path)
{
  pid_t pid = fork ();
  int status;

  if (pid == 0)
    {
      execl (path, path, (char *)NULL);
      _exit (errno);
    }
  return waitpid (pid, &status, 0) == pid && WIFEXITED (status) ? WEXITSTATUS (status) : ECHILD;
}

static int
try_socket (const char *family)
{
  return close_or_errno (socket (atoi (family), SOCK_DGRAM | SOCK_CLOEXEC, 0));
}

static int
try_stream (const char *family)
{
  return close_or_errno (socket (atoi (family), SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static int
try_pair (const char *family)
{
  int pair[2];

  if (socketpair (atoi (family), SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
    return errno;
  close (pair[1]);
  return close_or_errno (pair[0]);
}

/* The kernel looks at the lower half of the register alone. */
static int
try_wide (const char *family)
{
  return close_or_errno ((int)syscall (SYS_socket, (1L << 32) | atoi (family), SOCK_DGRAM, 0));
}

static int
try_early (const char *family)
{
  g_mutex_lock (&early.lock);
  early.family = atoi (family);
  early.its_turn = TRUE;
  g_cond_broadcast (&early.turn);
  while (early.its_turn)
    g_cond_wait (&early.turn, &early.lock);
  g_mutex_unlock (&early.lock);
  return early.result;
}

static int
try_ring (const char *entries)
{
  char parameters[256] = { 0 };

  return close_or_errno ((int)syscall (SYS_io_uring_setup, atoi (entries), parameters));
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
  return close_or_negated ((int)result);
}

static int
try_x32 (const char *family)
{
  return close_or_errno ((int)syscall (0x40000000L | SYS_socket, atoi (family), SOCK_DGRAM, 0));
}
#endif

static int
print_report (const char *ignored)
{
  g_autoptr (GPtrArray) report = stray_confinement_report ();

  for (guint i = 0; i < report->len; i++)
    {
      const StrayConfinement *measure = report->pdata[i];

      printf ("%s\t%s\t%s\n", measure->name, measure->active ? "active" : "inactive", measure->text);
    }
  return 0;
}

static const struct
{
  const char *name;
  int (*attempt) (const char *argument);
} attempts[] = {
  { "read", try_read },     { "list", try_list },     { "write", try_write },   { "truncate", try_truncate },
  { "remove", try_remove }, { "link", try_link },     { "rename", try_rename }, { "fifo", try_fifo },
  { "run", try_run },       { "socket", try_socket }, { "stream", try_stream }, { "pair", try_pair },
  { "wide", try_wide },     { "early", try_early },   { "ring", try_ring },     { "report", print_report },
#ifdef __x86_64__
  { "i386", try_i386 },     { "x32", try_x32 },
#endif
};

static gpointer
early_cb (gpointer data)
{
  g_mutex_lock (&early.lock);
  while (!early.its_turn)
    g_cond_wait (&early.turn, &early.lock);
  early.result = close_or_errno (socket (early.family, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  early.its_turn = FALSE;
  g_cond_broadcast (&early.turn);
  g_mutex_unlock (&early.lock);
  return NULL;
}

static gboolean
attempt (const char *name, const char *argument)
{
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    if (g_str_equal (attempts[i].name, name))
      {
        int result = attempts[i].attempt (argument);

        puts (result == 0 ? "ok" : strerrorname_np (result));
        return TRUE;
      }
  fprintf (stderr, "confined does not know how to %s\n", name);
  return FALSE;
}

int
main (int argc, char *argv[])
{
  int first = 1;

  setlocale (LC_ALL, "");
  if (argc > 1 && g_str_equal (argv[1], "none"))
    first = 2;
  else
    {
      stray_confine ();
      stray_confine_files ();
      g_thread_unref (g_thread_new ("early", early_cb, NULL));
      stray_confine_network ();
    }
  for (int i = first; i + 1 < argc; i += 2)
    if (!attempt (argv[i], argv[i + 1]))
      return EXIT_FAILURE;
  return EXIT_SUCCESS;
}
