/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "inner-button.h"

void
stray_inner_button_describe (GtkWidget *outer, const char *name, const char *description)
{
  GtkAccessible *const both[]
      = { GTK_ACCESSIBLE (outer), GTK_ACCESSIBLE (gtk_widget_get_first_child (outer)) };

  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      /* GTK names one of them after the other, or after what is chosen. */
      gtk_accessible_reset_relation (both[i], GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (both[i], GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      if (description != NULL)
        gtk_accessible_update_property (both[i], GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
    }
}

void
stray_inner_button_set_sensitive (GtkWidget *outer, gboolean sensitive)
{
  gtk_widget_set_sensitive (outer, sensitive);
  /* To screen readers GTK 4.8 calls only the very widget insensitive. */
  gtk_widget_set_sensitive (gtk_widget_get_first_child (outer), sensitive);
}
