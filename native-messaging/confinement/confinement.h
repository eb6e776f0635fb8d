/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What host and dialog give up because they never need it. Each measure is taken
 * where the kernel knows it; one that it does not know or refuses changes nothing
 * for the person, and stray_confinement_report() tells of it. All of them hold for
 * the programs that are started afterwards, too. */

/**
 * stray_confine:
 *
 * Gives up gaining privileges by running a program, and leaving its memory, in which
 * there are addresses, in a core file or with what the system handles crashes with, and
 * the system calls that neither host nor dialog makes.
 */
void stray_confine (void);

/**
 * stray_confine_files:
 *
 * Gives up all files but those that view.c names, sending signals to other processes, and,
 * where the kernel can tell them apart, all sockets but those that sockets.c names. Call it while there is but one
 * thread: others would keep what they may. Folders of settings and caches that are
 * not there yet are made where they can be, since it could not be permitted to use
 * them later.
 */
void stray_confine_files (void);

/**
 * stray_confine_network:
 *
 * Gives up every kind of socket but that of this machine's own, AF_UNIX, and sockets that
 * others could connect to, for all threads. A display can be reached over the network, as it is over ssh: call it once
 * that is open, or where it is not.
 */
void stray_confine_network (void);

/**
 * stray_confine_programs:
 *
 * Gives up running other programs, for all threads. What starts some has to have done so.
 */
void stray_confine_programs (void);

/**
 * StrayConfinement:
 * @name: `privileges`, `memory`, `calls`, `files`, `sockets` or `network`
 * @active: whether it holds
 * @text: what that means, and why where it does not hold: a sentence in the person's
 *   language whose “it” is the process
 *
 * One measure.
 */
typedef struct
{
  const char *name;
  gboolean active;
  char *text;
} StrayConfinement;

/**
 * stray_confinement_report:
 *
 * Finds out what holds for the process that calls it, by asking the kernel, not by
 * remembering what was called. What it does not answer is what follows from its version. A process that is not to be confined for good can
 * ask in a child that confines itself first.
 *
 * Returns: (transfer full) (element-type StrayConfinement): every measure, always in
 *   the same order
 */
GPtrArray *stray_confinement_report (void);

G_END_DECLS
