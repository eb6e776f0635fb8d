/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The family of a domain: letters that can be told apart: l, I and 1; O and 0. */
#define STRAY_FONTS_DOMAIN_FAMILY "DejaVu Sans Mono, monospace"
#define STRAY_FONTS_DOMAIN_SCALE 1.3

/**
 * StrayFonts:
 *
 * The fonts of the question, looked for in a thread of their own while GTK reads its
 * theme: both take the same time, and the first frame needs both.
 */
typedef struct _StrayFonts StrayFonts;

/** Returns: (transfer full): begins to read the configuration of the fonts */
StrayFonts *stray_fonts_new (void);

/**
 * stray_fonts_look_for:
 * @display: where the text will be; its settings say how
 * @text: in UTF-8, written with the letters the fonts have to have
 *
 * Begins to look for the fonts; once.
 */
void stray_fonts_look_for (StrayFonts *self, GdkDisplay *display, const char *text);

/** Returns: (transfer none): what was found, once it is. A widget that has not laid out text yet can use it. */
PangoFontMap *stray_fonts_get_map (StrayFonts *self);

void stray_fonts_free (StrayFonts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayFonts, stray_fonts_free)

G_END_DECLS
