/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** StrayAddressFunc: one address or mailbox of a list, @length bytes; not empty. */
typedef void (*StrayAddressFunc) (const char *text, gsize length, gpointer user_data);

/**
 * stray_address_list_split:
 * @list: what stands in a To, Cc or Bcc, unfolded; any bytes but NUL
 *
 * Takes it apart as RFC 5322, 3.4 has it: at commas, and at what begins and ends a group,
 * whose name is left out, but not in quotes, comments, angle and square brackets.
 */
void stray_address_list_split (const char *list, StrayAddressFunc func, gpointer user_data);

G_END_DECLS
