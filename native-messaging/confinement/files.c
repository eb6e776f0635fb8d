/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* O_PATH */

#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Rights that the headers of Debian 12 do not know yet, and the version of Landlock from
 * which on kernels do. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
/* Before Linux 6.2 a file that is only to be read can be truncated. */
#define VERSION_WITH_TRUNCATE 3
/* Linux 6.12 */
#ifndef LANDLOCK_SCOPE_SIGNAL
#define LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET (1ULL << 0)
#define LANDLOCK_SCOPE_SIGNAL (1ULL << 1)
#endif
#define VERSION_WITH_SCOPES 6
/* Linux 7.1 */
#ifndef LANDLOCK_ACCESS_FS_RESOLVE_UNIX
#define LANDLOCK_ACCESS_FS_RESOLVE_UNIX (1ULL << 16)
#endif
#define VERSION_WITH_CONNECT 9

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define RUN (READ | LANDLOCK_ACCESS_FS_EXECUTE)
#define WRITE                                                                                                \
  (READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE | LANDLOCK_ACCESS_FS_MAKE_REG          \
   | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE)
/* What a view takes away where it does not give it. */
#define HANDLED                                                                                              \
  (RUN | WRITE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK \
   | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM              \
   | LANDLOCK_ACCESS_FS_RESOLVE_UNIX)
/* What makes sense for something that is no folder. */
#define OF_A_FILE                                                                                            \
  (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE                 \
   | LANDLOCK_ACCESS_FS_TRUNCATE | LANDLOCK_ACCESS_FS_RESOLVE_UNIX)

static const guint64 rights[] = {
  [STRAY_FILES_READ] = READ,
  [STRAY_FILES_RUN] = RUN,
  [STRAY_FILES_WRITE] = WRITE,
  [STRAY_FILES_CONNECT] = LANDLOCK_ACCESS_FS_RESOLVE_UNIX,
};

/* As later headers have it. An earlier kernel takes it where what it does not know is 0. */
typedef struct
{
  guint64 handled_access_fs;
  guint64 handled_access_net;
  guint64 scoped;
} Attributes;

struct _StrayFiles
{
  int ruleset;
  guint64 handled;
};

/* The C library has no functions for Landlock. */

/* Returns: -1 and errno where there is no Landlock. */
static long
get_version (void)
{
  return syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

static Attributes
attributes_for (long version, gboolean sockets_are_files)
{
  Attributes attributes = { .handled_access_fs = HANDLED };

  if (version < VERSION_WITH_TRUNCATE)
    attributes.handled_access_fs &= ~LANDLOCK_ACCESS_FS_TRUNCATE;
  if (version < VERSION_WITH_CONNECT)
    attributes.handled_access_fs &= ~LANDLOCK_ACCESS_FS_RESOLVE_UNIX;
  if (version >= VERSION_WITH_SCOPES)
    attributes.scoped = LANDLOCK_SCOPE_SIGNAL | (sockets_are_files ? LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET : 0);
  return attributes;
}

StrayFiles *
stray_files_new (gboolean sockets_are_files)
{
  const long version = get_version ();
  const Attributes attributes = attributes_for (version, sockets_are_files);
  long ruleset;
  StrayFiles *self;

  if (version < 0)
    return NULL;
  ruleset = syscall (SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  if (ruleset < 0)
    return NULL;
  self = g_new0 (StrayFiles, 1);
  self->ruleset = (int)ruleset;
  self->handled = attributes.handled_access_fs;
  return self;
}

gboolean
stray_files_cover_sockets (void)
{
  return get_version () >= VERSION_WITH_CONNECT;
}

void
stray_files_add (StrayFiles *self, const char *path, StrayFilesAccess access)
{
  struct landlock_path_beneath_attr rule = { .allowed_access = rights[access] & self->handled };
  struct stat st;
  int fd = open (path, O_PATH | O_CLOEXEC);

  if (fd < 0)
    return;
  if (fstat (fd, &st) == 0)
    {
      rule.parent_fd = fd;
      if (!S_ISDIR (st.st_mode))
        rule.allowed_access &= OF_A_FILE;
      /* What the kernel does not take stays out of the view. */
      syscall (SYS_landlock_add_rule, self->ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
  close (fd);
}

int
stray_files_enforce (StrayFiles *self)
{
  return syscall (SYS_landlock_restrict_self, self->ruleset, 0) == 0 ? 0 : errno;
}

void
stray_files_free (StrayFiles *self)
{
  close (self->ruleset);
  g_free (self);
}

gboolean
stray_files_are_confined (void)
{
  int fd = open ("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0)
    close (fd);
  return fd < 0 && errno == EACCES;
}
