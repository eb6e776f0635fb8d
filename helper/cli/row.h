/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/check.h"

G_BEGIN_DECLS

/**
 * StrayRowWriter:
 * @row: where to append one line, with its line end, in UTF-8
 * @input: the recipient as it came in, valid UTF-8
 * @result: the verdict on it
 */
typedef void (*StrayRowWriter) (GString *row, const char *input, const StrayResult *result);

/** A JSON object on one line, with the members of the contract in its order (see
 * row.c); those that do not apply are left out. */
void stray_row_json (GString *row, const char *input, const StrayResult *result);

/** The address and a sentence for a person, in their language. Nothing in it controls a terminal. */
void stray_row_text (GString *row, const char *input, const StrayResult *result);

/** The same, with what is flagged in colour. */
void stray_row_color (GString *row, const char *input, const StrayResult *result);

G_END_DECLS
