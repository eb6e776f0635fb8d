/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Second levels that mean the same under every country-code ending, whatever
 * the public suffix list says of it: it knows what registries sell, not what
 * governments use (gov.ug, mod.uk and mil.ug are not in it). @word is one label
 * in lower case, @length its bytes. */

/** Whether names below @word under a country-code ending belong to different owners. */
gboolean stray_second_level_is_suffix (const char *word, gsize length);

/** Whether @word is where a government or its armed forces are. */
gboolean stray_second_level_is_government (const char *word, gsize length);

/** Whether @word is given to universities and schools only. */
gboolean stray_second_level_is_academic (const char *word, gsize length);

G_END_DECLS
