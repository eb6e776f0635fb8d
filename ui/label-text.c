/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "label-text.h"

#include "display-text.h"

void
stray_label_set (GtkLabel *label, const char *shown, const char *read_out)
{
  g_autofree char *steered = gtk_widget_get_direction (GTK_WIDGET (label)) == GTK_TEXT_DIR_RTL
                                 ? stray_right_to_left_sentence (shown)
                                 : stray_left_to_right_sentence (shown);
  g_autofree char *spoken = read_out != NULL ? NULL : stray_spoken (shown);

  gtk_label_set_text (label, steered);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  read_out != NULL ? read_out : spoken, -1);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
}
