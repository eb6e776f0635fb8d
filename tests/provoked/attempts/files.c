/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What could be done with a file whose path is the argument. */

#define _GNU_SOURCE /* syscall() */

#include "attempts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utime.h>

#define ATTRIBUTE "user.straymail"

static int
try_open (const char *path, int flags)
{
  return stray_attempt_close (open (path, flags | O_CLOEXEC, 0600));
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
  return stray_attempt_result (truncate (path, 0));
}

static int
try_remove (const char *path)
{
  return stray_attempt_result (unlink (path));
}

static int
try_link (const char *path)
{
  return stray_attempt_result (symlink ("/", path));
}

static int
try_rename (const char *path)
{
  g_autofree char *other = g_strconcat (path, ".other", NULL);

  return stray_attempt_result (rename (path, other));
}

static int
try_fifo (const char *path)
{
  return stray_attempt_result (mkfifo (path, 0600));
}

static int
try_chmod (const char *path)
{
  return stray_attempt_result (chmod (path, 0644));
}

/* Of a file that can be opened by anybody. */
static int
try_fchmod (const char *ignored)
{
  int fd = (int)syscall (SYS_memfd_create, "x", 0U);
  int result = fd < 0 ? errno : stray_attempt_result (fchmod (fd, 0600));

  if (fd >= 0)
    close (fd);
  return result;
}

static int
try_fchmodat (const char *path)
{
  return stray_attempt_result (fchmodat (AT_FDCWD, path, 0644, 0));
}

/* From Linux 6.6 on; the same number everywhere the tests run. */
static int
try_fchmodat2 (const char *path)
{
  return stray_attempt_result (syscall (SYS_openat2 - 437 + 452, AT_FDCWD, path, 0644, 0));
}

static int
try_chown (const char *path)
{
  return stray_attempt_result (chown (path, geteuid (), getegid ()));
}

static int
try_lchown (const char *path)
{
  return stray_attempt_result (lchown (path, geteuid (), getegid ()));
}

static int
try_fchownat (const char *path)
{
  return stray_attempt_result (fchownat (AT_FDCWD, path, geteuid (), getegid (), 0));
}

static int
try_utime (const char *path)
{
  return stray_attempt_result (utime (path, NULL));
}

static int
try_utimensat (const char *path)
{
  return stray_attempt_result (utimensat (AT_FDCWD, path, NULL, 0));
}

static int
try_setxattr (const char *path)
{
  return stray_attempt_result (setxattr (path, ATTRIBUTE, "x", 1, 0));
}

static int
try_lsetxattr (const char *path)
{
  return stray_attempt_result (lsetxattr (path, ATTRIBUTE, "x", 1, 0));
}

static int
try_removexattr (const char *path)
{
  return stray_attempt_result (removexattr (path, ATTRIBUTE));
}

const StrayAttempt stray_attempts_on_files[] = {
  { "read", try_read },
  { "list", try_list },
  { "write", try_write },
  { "truncate", try_truncate },
  { "remove", try_remove },
  { "link", try_link },
  { "rename", try_rename },
  { "fifo", try_fifo },
  { "chmod", try_chmod },
  { "fchmod", try_fchmod },
  { "fchmodat", try_fchmodat },
  { "fchmodat2", try_fchmodat2 },
  { "chown", try_chown },
  { "lchown", try_lchown },
  { "fchownat", try_fchownat },
  { "utime", try_utime },
  { "utimensat", try_utimensat },
  { "setxattr", try_setxattr },
  { "lsetxattr", try_lsetxattr },
  { "removexattr", try_removexattr },
  { NULL, NULL },
};
