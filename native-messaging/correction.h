/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * StrayCorrection:
 * @index: which recipient of the check; a notice has none
 * @from: an address, UTF-8, owned
 * @to: (nullable): what stands in its place; nothing where the recipient is left out
 */
typedef struct
{
  guint index;
  char *from;
  char *to;
} StrayCorrection;

StrayCorrection *stray_correction_new (guint index, const char *from, const char *to);
void stray_correction_free (StrayCorrection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayCorrection, stray_correction_free)

/**
 * stray_corrections_build:
 * @corrections: (element-type StrayCorrection)
 * @member: `corrections` or `removals`
 *
 * Adds the member @member to the object that @builder has open; with
 * @with_index as a `decision` has it, without as a `notice` has it.
 */
void stray_corrections_build (GPtrArray *corrections, const char *member, gboolean with_index,
                              JsonBuilder *builder);

/** Returns: how many bytes stray_corrections_build() comes to, with indexes */
gsize stray_corrections_size (GPtrArray *corrections);

G_END_DECLS
