/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define STRAY_JSON_ERROR (stray_json_error_quark ())
GQuark stray_json_error_quark (void);

/**
 * StrayJsonError:
 * @STRAY_JSON_ERROR_MALFORMED: not one JSON object within PROTOCOL.md's limits
 * @STRAY_JSON_ERROR_MEMBER: a member is missing or has the wrong type
 */
typedef enum
{
  STRAY_JSON_ERROR_MALFORMED,
  STRAY_JSON_ERROR_MEMBER,
} StrayJsonError;

/**
 * stray_json_parse:
 * @bytes: one JSON document
 *
 * Checks @bytes with the strict scan of `scan.h` first, since json-glib recurses
 * without limit and takes what JSON forbids, then parses them.
 *
 * Returns: (transfer full): the object
 */
JsonObject *stray_json_parse (GBytes *bytes, GError **error);

/**
 * stray_json_load:
 * @path: a file that another program of the user's wrote for itself
 *
 * Unlike stray_json_parse() this knows no limits, neither those of the wire nor others:
 * never to be used on what somebody else could have written. What is no regular file is
 * not opened.
 *
 * Returns: (transfer full) (nullable): the object; %NULL where there is no file, or none
 *   that holds an object
 */
JsonObject *stray_json_load (const char *path);

/**
 * stray_json_get_id:
 *
 * Returns: the member @member, a string that may serve as an id: 1 to 64
 *   characters out of `A-Z a-z 0-9 . _ -`; or %NULL with %STRAY_JSON_ERROR_MEMBER
 */
const char *stray_json_get_id (JsonObject *object, const char *member, GError **error);

/* Members by name and type. A missing member, or one of another type, sets
 * %STRAY_JSON_ERROR_MEMBER and returns %NULL or %FALSE; the `optional` ones
 * return TRUE and leave @value %NULL where the member is missing. Strings
 * belong to the object. The error message names the member, never its value. */
const char *stray_json_get_string (JsonObject *object, const char *member, GError **error);
gboolean stray_json_get_optional_string (JsonObject *object, const char *member, const char **value,
                                         GError **error);
gboolean stray_json_get_boolean (JsonObject *object, const char *member, gboolean *value, GError **error);
gboolean stray_json_get_int (JsonObject *object, const char *member, gint64 min, gint64 max, gint64 *value,
                             GError **error);
JsonArray *stray_json_get_array (JsonObject *object, const char *member, GError **error);
JsonObject *stray_json_get_object (JsonObject *object, const char *member, GError **error);
JsonObject *stray_json_get_element_object (JsonArray *array, guint index, GError **error);
const char *stray_json_get_element_string (JsonArray *array, guint index, GError **error);
gboolean stray_json_get_element_int (JsonArray *array, guint index, gint64 min, gint64 max, gint64 *value,
                                     GError **error);

/** Returns: %FALSE, with an error that says that @member has a value nobody expected */
gboolean stray_json_set_value_error (GError **error, const char *member);

/* Add a member to the object that @builder has open. A string that is %NULL
 * adds nothing: a member that does not apply is left out. */
void stray_json_build_string (JsonBuilder *builder, const char *member, const char *value);
void stray_json_build_boolean (JsonBuilder *builder, const char *member, gboolean value);
void stray_json_build_int (JsonBuilder *builder, const char *member, gint64 value);

/** Returns: (transfer full): what @builder has built, on one line */
char *stray_json_to_string (JsonBuilder *builder);

/** Returns: of how many bytes that is */
gsize stray_json_get_length (JsonBuilder *builder);

G_END_DECLS
