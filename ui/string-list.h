/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Settings that hold a list of strings, of type `as`. What is beyond what counts,
 * stray_setting_bound(), is left alone until the list is written, and then gone. */

/** Returns: (transfer full): what is in the list @key and counts, each string once */
char **stray_string_list_get (GSettings *settings, const char *key);

/** Writes @text behind what is in the list @key, or before it where it would not count there. */
void stray_string_list_add (GSettings *settings, const char *key, const char *text);

/** Takes every @text, letter by letter, out of the list @key. */
void stray_string_list_remove (GSettings *settings, const char *key, const char *text);

G_END_DECLS
