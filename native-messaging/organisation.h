/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How long its sentence and its contact each may be, in characters; PROTOCOL.md, `decision`. */
#define STRAY_ORGANISATION_MAX 1000

/**
 * StrayOrganisation:
 * @text: (nullable): a sentence of its own, UTF-8, owned
 * @contact: (nullable): whom to ask
 *
 * What an organisation adds to a question; PROTOCOL.md, `organisation`.
 */
typedef struct
{
  char *text;
  char *contact;
} StrayOrganisation;

/** Releases what @self holds. */
void stray_organisation_clear (StrayOrganisation *self);

/** Sets @self to copies of @text and @contact, each cut to what may travel; an empty one is %NULL. */
void stray_organisation_set (StrayOrganisation *self, const char *text, const char *contact);

/** Adds the member `organisation` to the object that @builder has open, where there is something to say. */
void stray_organisation_build (const StrayOrganisation *self, JsonBuilder *builder);

/**
 * stray_organisation_parse:
 * @self: (out caller-allocates): empty where @object has no such member
 *
 * Returns: %FALSE with %STRAY_JSON_ERROR_MEMBER
 */
gboolean stray_organisation_parse (StrayOrganisation *self, JsonObject *object, GError **error);

G_END_DECLS
