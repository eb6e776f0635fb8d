/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <stdio.h>

#include "policy/report.h"

G_BEGIN_DECLS

/**
 * StrayEvent:
 * @kind: what was flagged, as audit/event.h has it: lower-case letters, digits, `_` and `-`
 * @country: an ISO 3166 code, or "" where nothing could be read as an address
 * @decision: letters as @kind
 * @flagged: how many recipients were flagged
 *
 * What a flagged message left in a journal, as far as it is summed up.
 */
typedef struct
{
  const char *kind;
  const char *country;
  const char *decision;
  guint64 flagged;
} StrayEvent;

typedef void (*StrayEventFunc) (const StrayEvent *event, gpointer user_data);

/**
 * stray_events_read:
 * @file: what `journalctl -o json` or `journalctl -o export` writes; anything that can be
 *   read counts, also in part
 * @name: what @file is called in a report, UTF-8
 * @func: called for each event of Straymail; entries of other programs are passed over
 * @report: told of what looks like one and cannot be read, with its line
 * @recognised: (out): whether there was anything in it that journalctl writes, or nothing
 *   at all
 *
 * Memory depends neither on how many entries there are nor on how long they are.
 *
 * Returns: %FALSE with a #GFileError where reading failed
 */
gboolean stray_events_read (FILE *file, const char *name, StrayEventFunc func, StrayReport report,
                            gpointer user_data, gboolean *recognised, GError **error);

G_END_DECLS
