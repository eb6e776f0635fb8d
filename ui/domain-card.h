/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "native-messaging/answer.h"

G_BEGIN_DECLS

#define STRAY_TYPE_DOMAIN_CARD (stray_domain_card_get_type ())
G_DECLARE_FINAL_TYPE (StrayDomainCard, stray_domain_card, STRAY, DOMAIN_CARD, GtkBox)

/**
 * StrayDomainCard: one domain, the recipients there, and what is to be done with them.
 *
 * Signals:
 * - `changed` (): something else was chosen
 */

/**
 * stray_domain_card_new:
 * @question: has to outlive the widget
 * @i: the first finding of its group in @question
 *
 * Returns: (transfer floating)
 */
GtkWidget *stray_domain_card_new (const StrayQuestion *question, guint i);

/** Returns: (transfer floating): the card of the recipients that are not among the findings */
GtkWidget *stray_domain_card_new_for_rest (const StrayQuestion *question);

/** Returns: how many flagged recipients it stands for */
guint stray_domain_card_get_n (const StrayDomainCard *self);

/**
 * stray_domain_card_get:
 * @chosen: (out): what was chosen
 *
 * Returns: whether a choice was made
 */
gboolean stray_domain_card_get (const StrayDomainCard *self, StrayChosen *chosen);

G_END_DECLS
