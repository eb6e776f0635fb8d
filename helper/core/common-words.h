/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_common_word:
 *
 * Whether the @length bytes at @label are a word many owners use for a name, one
 * of data/tables/common-words.txt: the same word twice points to no one owner.
 */
gboolean stray_common_word (const char *label, gsize length);

G_END_DECLS
