/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <pango/pango.h>

#include "native-messaging/finding.h"

G_BEGIN_DECLS

/* The letters that differ between what was typed and what was probably meant. */

/** StrayMarkedRange: from @start to before @end, in bytes; @is_gap where a letter is missing */
typedef struct
{
  gsize start;
  gsize end;
  gboolean is_gap;
} StrayMarkedRange;

/**
 * StrayMarked:
 * @text: as it stands on the screen, to be set literally: made visible as
 *   display-text.h has it, read from left to right, with a blank cell for each
 *   letter that is missing
 * @ranges: (element-type StrayMarkedRange): what of @text is to be marked
 */
typedef struct
{
  char *text;
  GArray *ranges;
} StrayMarked;

/**
 * stray_marks_typed:
 *
 * Returns: (transfer full): the domain that was typed in @finding, a look-alike
 */
StrayMarked *stray_marks_typed (const StrayFinding *finding);

/** Returns: (transfer full): the domain that was probably meant, likewise */
StrayMarked *stray_marks_meant (const StrayFinding *finding);

void stray_marked_free (StrayMarked *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayMarked, stray_marked_free)

/**
 * stray_marked_attributes:
 * @colour: (nullable): red, green, blue and how much of it, each from 0 to 1
 *
 * Letters are bold and underlined too, so that they stand out without any colour;
 * a gap stands out by being one.
 *
 * Returns: (transfer full): attributes for @self's text
 */
PangoAttrList *stray_marked_attributes (const StrayMarked *self, const double colour[4]);

/**
 * stray_marks_describe:
 *
 * Returns: (transfer full) (nullable): what differs, as one sentence for the
 * person; %NULL where it takes more than one, and the marks have to do
 */
char *stray_marks_describe (const StrayFinding *finding);

G_END_DECLS
