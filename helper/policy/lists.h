/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/trust.h"
#include "policy/places.h"
#include "policy/report.h"

G_BEGIN_DECLS

/* Beyond these the lists, all of them together, are read no further, which is reported: what
 * was put there by mistake must cost neither time nor memory without bound. Every line counts,
 * also an empty one. As many entries take about 80 MiB. */
#define STRAY_LISTS_MAX_BYTES (32u * 1024 * 1024)
#define STRAY_LISTS_MAX_LINES (250u * 1000)
/* The longest entry is 253 octets; the rest is room for U-labels and comment. */
#define STRAY_LIST_MAX_LINE 4096

/**
 * StrayLists:
 *
 * Trust lists being read: what they gave so far, and whom to tell what was wrong.
 */
typedef struct _StrayLists StrayLists;

/**
 * stray_lists_new:
 * @report: (nullable): told of bad lines and unreadable files, one by one up to
 *   %STRAY_REPORTER_MAX of each kind, and how many more there were
 */
StrayLists *stray_lists_new (StrayReport report, gpointer user_data);

/**
 * StrayListsEntry:
 * @place: (nullable): where the list lies, %NULL for one that was named
 * @list: its name as a person sees it
 * @line: counted from 1
 * @entry: what stands there without its comment, UTF-8
 */
typedef void (*StrayListsEntry) (const StrayPlace *place, const char *list, guint line, const char *entry,
                                 gpointer user_data);

/** Has @func (nullable) called for each entry that counts, in the order they are read. */
void stray_lists_set_entry_func (StrayLists *self, StrayListsEntry func, gpointer user_data);

/** Has the first @max of a kind told one by one, in place of %STRAY_REPORTER_MAX. */
void stray_lists_set_max_reports (StrayLists *self, guint max);

/**
 * stray_lists_add_places:
 * @places: (element-type StrayPlace): one that does not exist counts as empty;
 *   none is read twice, also not under another name
 *
 * Reads every `*.list` in @places. A bad line, an unreadable file, one that is
 * not a regular file, one in a guarded place that others could have written:
 * reported, left out, and the rest stays in force. Never blocks on a FIFO. A file that
 * holds a NUL byte is no text, and is read up to that line. What comes first leaves less
 * room for what follows, so the administrator's places are to stand before the user's.
 */
void stray_lists_add_places (StrayLists *self, GPtrArray *places);

/**
 * stray_lists_add_fd:
 * @fd: open for reading, from where a list begins; read to its end, and not closed
 * @name: in UTF-8, what it is called in what is reported
 *
 * Returns: as stray_lists_add_file()
 */
gboolean stray_lists_add_fd (StrayLists *self, int fd, const char *name, GError **error);

/**
 * stray_lists_add_file:
 * @path: a list somebody named on purpose; unlike in a directory it may be a
 *   pipe, such as a shell's process substitution, and is then waited for
 *
 * Returns: %FALSE with %STRAY_LOAD_ERROR_LIST where it cannot be read; bad lines
 *   are reported and no error
 */
gboolean stray_lists_add_file (StrayLists *self, const char *path, GError **error);

/** Returns: how many bad lines there were so far; one more for each list that was cut off. */
guint stray_lists_get_bad_lines (const StrayLists *self);

/** Whether a list, or a folder of them, is there and could not be read: descriptors or memory
 * ran out, the disk failed, or access was denied. */
gboolean stray_lists_is_incomplete (const StrayLists *self);

/** Frees @self and returns what it read: (transfer full). Tells how much more there was to be told. */
StrayTrust *stray_lists_end (StrayLists *self);

G_END_DECLS
