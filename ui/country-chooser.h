/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRAY_TYPE_COUNTRY_CHOOSER (stray_country_chooser_get_type ())
G_DECLARE_FINAL_TYPE (StrayCountryChooser, stray_country_chooser, STRAY, COUNTRY_CHOOSER, GtkBox)

/**
 * StrayCountryChooser: a button that opens a list of all countries, which is
 * searched by typing. (GtkDropDown 4.8 finds no word but the first, and does not
 * listen to what is typed before its search field was clicked.)
 *
 * Signals:
 * - `chosen` (const char *): an ISO 3166 code; the list is closed by then
 */

/** Leaves out the countries in @taken, a set of ISO 3166 codes, when the list is opened next. */
void stray_country_chooser_set_taken (StrayCountryChooser *self, GHashTable *taken);

/** Whether a country can be chosen; otherwise the button is insensitive. It can at first. */
void stray_country_chooser_set_editable (StrayCountryChooser *self, gboolean editable);

G_END_DECLS
