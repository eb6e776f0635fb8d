/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "native-messaging/finding.h"

G_BEGIN_DECLS

#define STRAY_TYPE_RECIPIENT_ROW (stray_recipient_row_get_type ())
G_DECLARE_FINAL_TYPE (StrayRecipientRow, stray_recipient_row, STRAY, RECIPIENT_ROW, GtkBox)

/**
 * StrayRecipientRow: one flagged recipient: the address, never without it the name,
 * where it stands in the message, and the list it is a member of.
 */

/** Returns: (transfer floating): a row that shows @finding, which it does not keep */
GtkWidget *stray_recipient_row_new (const StrayFinding *finding);

G_END_DECLS
