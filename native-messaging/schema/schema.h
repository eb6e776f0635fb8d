/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keys of data/org.straymail.gschema.xml. */
#define STRAY_SETTING_TRUSTED_DOMAINS "trusted-domains"
#define STRAY_SETTING_BUILT_IN_TRUST "built-in-trust"
#define STRAY_SETTING_USER_LISTS "user-lists"
#define STRAY_SETTING_HOME_COUNTRIES "home-countries"
#define STRAY_SETTING_ADDITIONAL_KINDS "additional-kinds"
#define STRAY_SETTING_LEARNED_TRUST "learned-trust"
#define STRAY_SETTING_EXCEPTIONS "exceptions"
#define STRAY_SETTING_ALLOW_EXCEPTIONS "allow-exceptions"
#define STRAY_SETTING_EXCEPTION_DAYS "exception-days"
#define STRAY_SETTING_WHEN_HIGH "when-high"
#define STRAY_SETTING_WHEN_MEDIUM "when-medium"
#define STRAY_SETTING_WHEN_LOW "when-low"
#define STRAY_SETTING_CONFIRM_BY_TYPING "confirm-by-typing"
#define STRAY_SETTING_ANSWER_DELAY "answer-delay"
#define STRAY_SETTING_ORGANISATION_TEXT "organisation-text"
#define STRAY_SETTING_ORGANISATION_CONTACT "organisation-contact"
#define STRAY_SETTING_AUDIT_LEVEL "audit-level"

/**
 * stray_schema_find:
 *
 * Finds the schema `org.straymail`: the one that is installed with Straymail, and
 * only where there is none the one GLib finds. GLib by itself looks in the home and
 * where the environment says first, and another path or another default there
 * would undo a lock; below a prefix of its own Straymail is not in XDG_DATA_DIRS either.
 *
 * Returns: (nullable) (transfer full): the schema, or %NULL where it is not installed
 */
GSettingsSchema *stray_schema_find (void);

/**
 * stray_schema_has_key:
 * @key: the name of a key
 * @type: (nullable): the type its value is to have, or %NULL for any
 *
 * A schema may be an older one, and GSettings aborts over a missing key and over
 * one of another type.
 *
 * Returns: whether @schema has @key, in that type
 */
gboolean stray_schema_has_key (GSettingsSchema *schema, const char *key, const GVariantType *type);

G_END_DECLS
