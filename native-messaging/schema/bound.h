/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of a setting counts: as many entries of an array, which all together have as
 * many bytes, and as many characters of a text. A person sets a few; what is beyond was
 * put there by mistake or in malice, and must cost neither time nor memory. */
#define STRAY_SETTING_MAX_ENTRIES 10000
#define STRAY_SETTING_MAX_BYTES (1024 * 1024)
/* As many as travel; native-messaging/organisation.h. */
#define STRAY_SETTING_MAX_CHARACTERS 1000

/**
 * stray_setting_bound:
 * @value: (transfer full): the value of a setting, of any type
 * @is_cut: (out) (optional): whether there is more than counts
 *
 * Returns: (transfer full): @value, or its beginning where it is an array or a text beyond
 *   what counts
 */
GVariant *stray_setting_bound (GVariant *value, gboolean *is_cut);

G_END_DECLS
