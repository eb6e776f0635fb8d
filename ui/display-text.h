/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text that others wrote, made fit to be looked at. Everything here is UTF-8. */

/**
 * stray_display_char:
 * @marks_before: how many combining characters directly precede @c
 *
 * Appends @c to @text. What could not be seen as a character of its own is written
 * as its code point instead, as `\u{202E}`: control and format characters (also
 * those that turn the writing direction), every space but the ordinary one, what
 * is not assigned, fillers and variation selectors, and combining characters
 * from the third in a row on, since they would grow over their neighbours.
 */
void stray_display_char (GString *text, gunichar c, guint marks_before);

/**
 * stray_display_text:
 * @max: at most this many characters of @text are shown, at least 3
 *
 * Returns: (transfer full): @text with the invisible made visible; where it is
 * longer than @max, an ellipsis stands for its middle
 */
char *stray_display_text (const char *text, guint max);

/**
 * stray_display_address:
 * @max: at most this many characters of the local part are shown, at least 3
 *
 * Returns: (transfer full): as stray_display_text(), but the domain, behind the
 * last `@`, is not cut, unless it is longer than any domain can be
 */
char *stray_display_address (const char *address, guint max);

/**
 * Returns: what has to stand before @text in a label of its own, so that it is read
 * from left to right: an LRM, or nothing where its first letter sees to that (UAX #9, P2)
 */
const char *stray_left_to_right_mark (const char *text);

/**
 * Returns: (transfer full): @text for a label of its own, read from left to right:
 * behind stray_left_to_right_mark(). (Pango 1.50 breaks the line before a last PDI, so no isolate.)
 */
char *stray_left_to_right (const char *text);

/** Returns: (transfer full): @text between LRI and PDI: read from left to right, as addresses are (UAX #9) */
char *stray_isolate_ltr (const char *text);

/** Returns: (transfer full): @text between FSI and PDI: read in its own direction, without turning its surroundings */
char *stray_isolate (const char *text);

/**
 * stray_left_to_right_sentence:
 * @sentence: in a language that is written from the left
 *
 * Few fonts have the characters above, and Pango goes through all fonts for each, which
 * takes longer than the rest of the layout.
 *
 * Returns: (transfer full): @sentence, without its isolates where nothing in it is written
 * from the right and they change nothing; otherwise behind an LRM where it begins with one
 */
char *stray_left_to_right_sentence (const char *sentence);

/**
 * stray_right_to_left_sentence:
 * @sentence: in a language that is written from the right
 *
 * Pango 1.50 reads a sentence that begins with an isolate in the direction of what is in
 * that, and so turns its words around; UAX #9, P2, would have it skipped. So it is with
 * sentences in the other direction, too.
 *
 * Returns: (transfer full): @sentence, behind an RLM where it begins so
 */
char *stray_right_to_left_sentence (const char *sentence);

/** Returns: (transfer full): @text as it is read out: without the characters above that only steer its layout */
char *stray_spoken (const char *text);

G_END_DECLS
