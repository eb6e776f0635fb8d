/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "policy/lists.h"

G_BEGIN_DECLS

/* What reads the lists, for those who find them: lists.c and lists-places.c. */

struct _StrayLists
{
  StrayTrustBuilder *builder;
  StrayReporter reporter;
  StrayListsEntry entry_func; /* nullable */
  gpointer entry_data;
  const StrayPlace *place; /* whose list is being read, or NULL */
  gboolean is_incomplete;
  guint bad_lines;

  /* Of all lists so far: what counts against the limits, */
  guint room; /* how many files may still be looked for */
  guint64 bytes;
  guint lines;
  /* and what was to be told, by its kind. */
  guint told_lines;
  guint told_partial; /* lists of which only the number of their bad lines is told */
  guint told_refused; /* lists and folders that are not read, or not to their end */
};

/**
 * stray_lists_read:
 * @fd: of a list, read to its end, to a limit, or to what is no text
 * @name: in UTF-8
 * @bytes: (out): how many were read
 *
 * Returns: %FALSE with a #GFileError where it cannot be read
 */
gboolean stray_lists_read (StrayLists *self, int fd, const char *name, guint64 *bytes, GError **error);

/** Returns: whether nothing of a further list, which is called @name, can count: of that it tells */
gboolean stray_lists_refuse_if_full (StrayLists *self, const char *name);

/** Tells that a list or a folder of them is ignored, all of it or from some line on. */
#define STRAY_LISTS_REFUSE(self, ...)                                                                        \
  stray_reporter_tell_some (&(self)->reporter, &(self)->told_refused, __VA_ARGS__)

G_END_DECLS
