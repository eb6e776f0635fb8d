/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest skeleton, in bytes: of a label of 63 characters each of four bytes
 * at most, with room for letters that stand for several. */
#define STRAY_SKELETON_MAX 512

/**
 * stray_skeleton:
 * @label: one label of a normalised domain (A-labels), @length bytes
 * @skeleton: (out caller-allocates): UTF-8, not NUL-terminated
 *
 * What @label looks like: labels that are confusable have equal skeletons, to file them
 * under, and few others have. That is the skeleton of UTS #39 (ICU's), without
 * diacritics, and with what UTS #39 leaves apart although a reader does not: i and l,
 * cl and d, vv and w. For a label of plain ASCII ICU is not asked, since the same comes
 * out.
 *
 * Returns: its length
 */
gsize stray_skeleton (const char *label, gsize length, char skeleton[STRAY_SKELETON_MAX]);

/**
 * StrayReadings:
 *
 * What a label may be read as. Other than by their skeletons, dti is not taken for
 * citi, though either is for clti: there is no one form for all that look the same.
 */
typedef struct
{
  gsize length[2];
  char text[2][STRAY_SKELETON_MAX]; /* UTF-8, not NUL-terminated */
} StrayReadings;

/**
 * stray_readings_init:
 * @label: one label of a normalised domain (A-labels), @length bytes
 */
void stray_readings_init (StrayReadings *self, const char *label, gsize length);

/** Whether a reader takes one for the other. */
gboolean stray_readings_are_confusable (const StrayReadings *a, const StrayReadings *b);

/**
 * stray_skeleton_unicode:
 *
 * As stray_skeleton(), of a label in UTF-8, and always through ICU.
 */
gsize stray_skeleton_unicode (const char *label, char skeleton[STRAY_SKELETON_MAX]);

/**
 * stray_plain:
 * @label: one label of a normalised domain (A-labels), @length bytes
 * @plain: (out caller-allocates): UTF-8, NUL-terminated
 *
 * The label as somebody types it whose keyboard has no such letters: é is e, ł is
 * l; what is based on no Latin letter stays.
 *
 * Returns: its length, 0 where it does not fit
 */
gsize stray_plain (const char *label, gsize length, char plain[STRAY_SKELETON_MAX]);

/**
 * stray_plain_domain:
 * @domain: a normalised domain or some labels of one, @length bytes
 *
 * Returns: (transfer full): the same, each label as stray_plain() has it
 */
char *stray_plain_domain (const char *domain, gsize length);

/**
 * stray_skeleton_is_disguise:
 * @label: one label of a normalised domain (A-labels), @length bytes
 *
 * Whether it is written, wholly or in part, in letters of another script and
 * looks like plain ASCII all the same. Nobody calls a thing so honestly.
 */
gboolean stray_skeleton_is_disguise (const char *label, gsize length);

G_END_DECLS
