/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StraySlip: the one slip of the fingers that turns one text into another. */
typedef enum
{
  STRAY_SLIP_OTHER, /* equal, or more than one edit apart */
  STRAY_SLIP_INSERTION,
  STRAY_SLIP_DELETION,
  STRAY_SLIP_TRANSPOSITION,
  STRAY_SLIP_NEIGHBOUR, /* a neighbouring key in place of the right one */
  STRAY_SLIP_SUBSTITUTION,
} StraySlip;

/**
 * stray_slip:
 * @meant: UTF-8
 * @typed: UTF-8
 *
 * Which single edit makes @typed of @meant, counted in code points. Linear.
 */
StraySlip stray_slip (const char *meant, const char *typed);

/**
 * stray_distance:
 *
 * The optimal string alignment distance of two UTF-8 texts in code points:
 * insertions, deletions, substitutions and transpositions of neighbours, no part
 * edited twice (Damerau 1964 as restricted by Oommen and Loke 1997).
 */
guint stray_distance (const char *a, const char *b);

G_END_DECLS
