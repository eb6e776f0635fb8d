/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE /* CLONE_NEWNS and the like, unshare() */

#include "calls.h"

#include "filter.h"

#include <errno.h>
#include <linux/fs.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

/* Since 2020 a new call has the same number on all machines, but for what some of them
 * add to each. libseccomp of Debian 12 does not know these by name. */
#define NEW_CALL(number) (SYS_openat2 - 437 + (number))

/* From Linux 6.3 on; a flag of memfd_create() that has what is in it run. */
#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

/* Which bits of clone() ask for namespaces. CLONE_NEWTIME is none of clone()'s. */
#define NAMESPACES                                                                                           \
  (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)

#ifdef __s390__
#define CLONE_FLAGS 1
#else
#define CLONE_FLAGS 0
#endif

static const int refused[] = {
  /* What a file is to whom. Landlock does not look at these: they would reach files that
   * can be neither read nor written. */
  SCMP_SYS (chmod), SCMP_SYS (fchmod), SCMP_SYS (fchmodat), NEW_CALL (452) /* fchmodat2 */, SCMP_SYS (chown),
  SCMP_SYS (fchown), SCMP_SYS (lchown), SCMP_SYS (fchownat), SCMP_SYS (utime), SCMP_SYS (utimes),
  SCMP_SYS (futimesat), SCMP_SYS (utimensat), SCMP_SYS (setxattr), SCMP_SYS (lsetxattr), SCMP_SYS (fsetxattr),
  NEW_CALL (463) /* setxattrat */, SCMP_SYS (removexattr), SCMP_SYS (lremovexattr), SCMP_SYS (fremovexattr),
  NEW_CALL (466) /* removexattrat */, NEW_CALL (469) /* file_setattr */, SCMP_SYS (open_by_handle_at),
  /* Another view of the system, in which one is root. */
  SCMP_SYS (unshare), SCMP_SYS (setns), SCMP_SYS (chroot), SCMP_SYS (pivot_root), SCMP_SYS (mount),
  SCMP_SYS (umount2), SCMP_SYS (move_mount), SCMP_SYS (open_tree), NEW_CALL (467) /* open_tree_attr */,
  SCMP_SYS (fsopen), SCMP_SYS (fsconfig), SCMP_SYS (fsmount), SCMP_SYS (fspick), SCMP_SYS (mount_setattr),
  /* Other processes of the same person. */
  SCMP_SYS (process_vm_readv), SCMP_SYS (process_vm_writev), SCMP_SYS (pidfd_getfd), SCMP_SYS (kcmp),
#ifndef __SANITIZE_ADDRESS__ /* which looks for leaks with it */
  SCMP_SYS (ptrace),
#endif
  /* Keys that a session keeps in the kernel. */
  SCMP_SYS (keyctl), SCMP_SYS (add_key), SCMP_SYS (request_key),
  /* What few programs need, and what was the way into the kernel more than once. A ring
   * also makes calls that a filter does not see. */
  SCMP_SYS (bpf), SCMP_SYS (perf_event_open), SCMP_SYS (userfaultfd), SCMP_SYS (io_uring_setup),
  /* A program that is no file. */
  SCMP_SYS (execveat)
};

/* ioctl(): what types into the terminal that Thunderbird was started from, and what changes
 * attributes of a file. */
static const guint requests[] = { TIOCSTI, TIOCLINUX, FS_IOC_SETFLAGS, FS_IOC_FSSETXATTR };

/* The kernel looks at the lower half of the register alone, and so has the filter to. */
#define LOWER_HALF 0xffffffffU

static int
refuse_all (scmp_filter_ctx filter)
{
  int result = 0;

  for (guint i = 0; result == 0 && i < G_N_ELEMENTS (refused); i++)
    result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), refused[i], 0);
  return result;
}

static int
refuse_requests (scmp_filter_ctx filter)
{
  int result = 0;

  for (guint i = 0; result == 0 && i < G_N_ELEMENTS (requests); i++)
    result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (ioctl), 1,
                               SCMP_A1 (SCMP_CMP_MASKED_EQ, LOWER_HALF, requests[i]));
  return result;
}

/* clone3() has its flags in memory, where no filter sees them. Whoever makes threads with
 * it takes clone() where the kernel does not know it. */
static int
refuse_namespaces (scmp_filter_ctx filter)
{
  int result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0);

  for (guint flag = 1; result == 0 && flag != 0; flag <<= 1)
    if (flag & NAMESPACES)
      result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (clone), 1,
                                 SCMP_CMP (CLONE_FLAGS, SCMP_CMP_MASKED_EQ, flag, flag));
  return result;
}

static int
add_rules (scmp_filter_ctx filter)
{
  int result = refuse_all (filter);

  if (result == 0)
    result = refuse_requests (filter);
  if (result == 0)
    result = refuse_namespaces (filter);
  if (result == 0)
    result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (memfd_create), 1,
                               SCMP_A1 (SCMP_CMP_MASKED_EQ, MFD_EXEC, MFD_EXEC));
  /* Limits of another process. One's own are looked at by the C library. */
  if (result == 0)
    result = seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (prlimit64), 1,
                               SCMP_A0 (SCMP_CMP_NE, 0, 0));
  return result;
}

int
stray_calls_deny (void)
{
  return stray_filter_load (add_rules);
}

gboolean
stray_calls_are_denied (void)
{
  return unshare (0) != 0;
}

static int
add_program_rules (scmp_filter_ctx filter)
{
  return seccomp_rule_add (filter, SCMP_ACT_ERRNO (EACCES), SCMP_SYS (execve), 0);
}

int
stray_calls_deny_programs (void)
{
  return stray_filter_load (add_program_rules);
}
