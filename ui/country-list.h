/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRAY_TYPE_COUNTRY_LIST (stray_country_list_get_type ())
G_DECLARE_FINAL_TYPE (StrayCountryList, stray_country_list, STRAY, COUNTRY_LIST, GtkBox)

/* StrayCountryList: the home countries, to add to and to remove from. */

/** Shows and changes @settings from now on; they are kept. */
void stray_country_list_bind (StrayCountryList *self, GSettings *settings);

G_END_DECLS
