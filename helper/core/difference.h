/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StraySpan: a run of letters, in Unicode code points. */
typedef struct
{
  guint start;
  guint length;
} StraySpan;

/**
 * stray_difference:
 * @typed: what was typed, UTF-8
 * @meant: what was probably meant, UTF-8
 * @typed_spans: (out) (element-type StraySpan): the letters only @typed has
 * @meant_spans: (out) (element-type StraySpan): the letters only @meant has
 *
 * Aligns the two with the fewest edits (optimal string alignment) and tells
 * which letters differ, for a person to see.
 */
void stray_difference (const char *typed, const char *meant, GArray **typed_spans, GArray **meant_spans);

G_END_DECLS
