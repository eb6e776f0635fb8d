/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STRAY_TYPE_DOMAIN_LIST (stray_domain_list_get_type ())
G_DECLARE_FINAL_TYPE (StrayDomainList, stray_domain_list, STRAY, DOMAIN_LIST, GtkBox)

/* StrayDomainList: the trusted domains, to add to and to remove from. */

/** Shows and changes @settings from now on; they are kept. */
void stray_domain_list_bind (StrayDomainList *self, GSettings *settings);

G_END_DECLS
