/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What could be done with the system and with other processes. */

#define _GNU_SOURCE /* unshare() and the like */

#include "attempts.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Copied into memory and run from there: not linked with anything that it could miss. */
#define PROGRAM "/usr/bin/true"

#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

/* Its exit status where it could be run. */
static int
try_run (const char *path)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      execl (path, path, (char *)NULL);
      _exit (errno);
    }
  return stray_attempt_wait (pid);
}

/* @flags: those of the namespaces, as a number */
static int
try_unshare (const char *flags)
{
  pid_t pid = fork ();

  if (pid == 0)
    _exit (unshare (atoi (flags)) == 0 ? 0 : errno);
  return stray_attempt_wait (pid);
}

static int
try_clone (const char *flags)
{
  long pid = syscall (SYS_clone, atol (flags) | SIGCHLD, 0, 0, 0, 0);

  if (pid == 0)
    _exit (0);
  return pid < 0 ? errno : stray_attempt_wait ((int)pid);
}

static int
try_clone3 (const char *flags)
{
  struct clone_args arguments = { .flags = (guint64)atol (flags), .exit_signal = SIGCHLD };
  long pid = syscall (SYS_clone3, &arguments, sizeof arguments);

  if (pid == 0)
    _exit (0);
  return pid < 0 ? errno : stray_attempt_wait ((int)pid);
}

static int
try_setns (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  int result = fd < 0 ? errno : stray_attempt_result (setns (fd, 0));

  if (fd >= 0)
    close (fd);
  return result;
}

/* Of a kind there is not: whoever may mount hears so. */
static int
try_mount (const char *path)
{
  return stray_attempt_result (mount ("none", path, "straymail", 0, NULL));
}

/* Returns: a program in memory, to be read and run. */
static int
copy_to_memory (void)
{
  g_autofree char *program = NULL;
  char path[64];
  gsize length;
  int writer = (int)syscall (SYS_memfd_create, "program", 0U);
  int reader = -1;

  if (writer >= 0 && g_file_get_contents (PROGRAM, &program, &length, NULL)
      && write (writer, program, length) == (gssize)length)
    {
      snprintf (path, sizeof path, "/proc/self/fd/%d", writer);
      reader = open (path, O_RDONLY);
    }
  if (writer >= 0)
    close (writer);
  return reader;
}

static int
run_from_memory (gboolean by_path)
{
  char *const arguments[] = { (char *)"program", NULL };
  char *const environment[] = { NULL };
  int fd = copy_to_memory ();
  char path[64];
  pid_t pid = fork ();

  if (pid == 0)
    {
      snprintf (path, sizeof path, "/proc/self/fd/%d", fd);
      if (by_path)
        execve (path, arguments, environment);
      else
        syscall (SYS_execveat, fd, "", arguments, environment, AT_EMPTY_PATH);
      _exit (errno);
    }
  close (fd);
  return stray_attempt_wait (pid);
}

static int
try_memory (const char *ignored)
{
  return run_from_memory (FALSE);
}

static int
try_memory_path (const char *ignored)
{
  return run_from_memory (TRUE);
}

static int
try_memory_create (const char *flags)
{
  return stray_attempt_close (syscall (SYS_memfd_create, "x", (guint)atoi (flags)));
}

/* Where @attempt takes a process, and leaves it as it is. */

static int
try_trace (const char *pid)
{
  if (ptrace (PTRACE_SEIZE, atoi (pid), NULL, NULL) < 0)
    return errno;
  return stray_attempt_result (ptrace (PTRACE_INTERRUPT, atoi (pid), NULL, NULL));
}

static int
try_peek (const char *pid)
{
  char byte;
  struct iovec here = { &byte, 1 }, there = { NULL, 1 };

  /* Whoever may look finds nothing there. */
  process_vm_readv (atoi (pid), &here, 1, &there, 1, 0);
  return errno == EFAULT ? 0 : errno;
}

static int
try_limit (const char *pid)
{
  struct rlimit limit;

  return stray_attempt_result (prlimit (atoi (pid), RLIMIT_CORE, NULL, &limit));
}

static int
try_signal (const char *pid)
{
  return stray_attempt_result (kill (atoi (pid), 0));
}

static int
try_keys (const char *ignored)
{
  return stray_attempt_result (syscall (SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 1));
}

static int
try_ring (const char *entries)
{
  char parameters[256] = { 0 };

  return stray_attempt_close (syscall (SYS_io_uring_setup, atoi (entries), parameters));
}

static int
try_perf (const char *ignored)
{
  struct perf_event_attr event = { .type = PERF_TYPE_SOFTWARE, .size = sizeof event, .exclude_kernel = 1 };

  return stray_attempt_close (syscall (SYS_perf_event_open, &event, 0, -1, -1, 0));
}

/* A command there is not, so that nothing is made: EINVAL is the kernel's own answer. */
static int
try_bpf (const char *ignored)
{
  return stray_attempt_result (syscall (SYS_bpf, -1, NULL, 0));
}

static int
try_userfault (const char *ignored)
{
  return stray_attempt_close (syscall (SYS_userfaultfd, O_CLOEXEC | 1));
}

/* Types into standard input, which is no terminal. */
static int
try_type (const char *letter)
{
  return stray_attempt_result (ioctl (STDIN_FILENO, TIOCSTI, letter));
}

/* The kernel looks at the lower half of the register alone. */
static int
try_type_wide (const char *letter)
{
  return stray_attempt_result (syscall (SYS_ioctl, STDIN_FILENO, (1L << 32) | TIOCSTI, letter));
}

const StrayAttempt stray_attempts_on_the_system[] = {
  { "run", try_run },
  { "unshare", try_unshare },
  { "clone", try_clone },
  { "clone3", try_clone3 },
  { "setns", try_setns },
  { "mount", try_mount },
  { "memory", try_memory },
  { "memory-path", try_memory_path },
  { "memory-create", try_memory_create },
  { "trace", try_trace },
  { "peek", try_peek },
  { "limit", try_limit },
  { "signal", try_signal },
  { "keys", try_keys },
  { "ring", try_ring },
  { "perf", try_perf },
  { "bpf", try_bpf },
  { "userfault", try_userfault },
  { "type", try_type },
  { "type-wide", try_type_wide },
  { NULL, NULL },
};
