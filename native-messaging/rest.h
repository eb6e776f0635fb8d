/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * StrayRest:
 * @index: in the recipients of the check
 * @suggestion: (nullable): the corrected address
 *
 * A recipient that was flagged and is not among the findings; PROTOCOL.md, `rest`.
 */
typedef struct
{
  guint index;
  char *suggestion;
} StrayRest;

StrayRest *stray_rest_new (guint index, const char *suggestion);
void stray_rest_free (StrayRest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayRest, stray_rest_free)

/** Adds the member `rest` with all of @rest (of StrayRest). */
void stray_rest_build (GPtrArray *rest, JsonBuilder *builder);

/** Returns: in how many bytes @rest (of StrayRest) is written */
gsize stray_rest_size (GPtrArray *rest);

G_END_DECLS
