/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "finding.h"

#include "json.h"

#include <string.h>

/* The string members, and who has them. */
typedef enum
{
  OPTIONAL,
  ALWAYS,
  LOOKALIKE,          /* a look-alike always, others never */
  LOOKALIKE_OPTIONAL, /* a look-alike perhaps, others never */
} Presence;

static const struct
{
  const char *member;
  gsize offset;
  Presence presence;
} members[] = {
  { "field", G_STRUCT_OFFSET (StrayFinding, field), ALWAYS },
  { "name", G_STRUCT_OFFSET (StrayFinding, name), OPTIONAL },
  { "list", G_STRUCT_OFFSET (StrayFinding, list), OPTIONAL },
  { "address", G_STRUCT_OFFSET (StrayFinding, address), ALWAYS },
  { "verdict", G_STRUCT_OFFSET (StrayFinding, verdict), ALWAYS },
  { "domain", G_STRUCT_OFFSET (StrayFinding, domain), LOOKALIKE },
  { "ascii", G_STRUCT_OFFSET (StrayFinding, ascii), LOOKALIKE_OPTIONAL },
  { "kind", G_STRUCT_OFFSET (StrayFinding, kind), LOOKALIKE },
  { "severity", G_STRUCT_OFFSET (StrayFinding, severity), LOOKALIKE },
  { "country", G_STRUCT_OFFSET (StrayFinding, country), LOOKALIKE },
  { "country_name", G_STRUCT_OFFSET (StrayFinding, country_name), LOOKALIKE },
  { "resembles", G_STRUCT_OFFSET (StrayFinding, resembles), LOOKALIKE },
  { "suggestion", G_STRUCT_OFFSET (StrayFinding, suggestion), LOOKALIKE_OPTIONAL },
};

static const char *const fields[] = { "to", "cc", "bcc", NULL };
static const char *const verdicts[] = { "lookalike", "unparsable", NULL };
static const char *const severities[] = { "low", "medium", "high", NULL };

static char **
member_of (const StrayFinding *self, guint i)
{
  return G_STRUCT_MEMBER_P (self, members[i].offset);
}

StrayFinding *
stray_finding_new (void)
{
  StrayFinding *self = g_new0 (StrayFinding, 1);

  self->domain_marks = g_array_new (FALSE, FALSE, sizeof (StrayMark));
  self->resembles_marks = g_array_new (FALSE, FALSE, sizeof (StrayMark));
  return self;
}

void
stray_finding_free (StrayFinding *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_free (*member_of (self, i));
  g_array_unref (self->domain_marks);
  g_array_unref (self->resembles_marks);
  g_free (self);
}

gboolean
stray_finding_is_same_domain (const StrayFinding *a, const StrayFinding *b)
{
  return a->domain != NULL && b->domain != NULL && g_str_equal (a->domain, b->domain);
}

gboolean
stray_finding_field_is_valid (const char *field)
{
  return g_strv_contains (fields, field);
}

static void
build_marks (JsonBuilder *builder, const char *member, const GArray *marks)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < marks->len; i++)
    {
      const StrayMark *mark = &g_array_index (marks, StrayMark, i);

      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, mark->start);
      json_builder_add_int_value (builder, mark->length);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

void
stray_finding_build (const StrayFinding *self, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  stray_json_build_int (builder, "index", self->index);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    stray_json_build_string (builder, members[i].member, *member_of (self, i));

  if (self->blocked)
    stray_json_build_boolean (builder, "blocked", TRUE);
  if (self->domain != NULL)
    {
      json_builder_set_member_name (builder, "marks");
      json_builder_begin_object (builder);
      build_marks (builder, "domain", self->domain_marks);
      build_marks (builder, "resembles", self->resembles_marks);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static gboolean
parse_mark (JsonArray *array, guint index, glong text_length, GArray *marks, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64 start, length;
  StrayMark mark;

  if (pair == NULL || json_array_get_length (pair) != 2)
    {
      g_set_error_literal (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER,
                           "A mark must be a pair of start and length.");
      return FALSE;
    }
  if (!stray_json_get_element_int (pair, 0, 0, text_length, &start, error)
      || !stray_json_get_element_int (pair, 1, 1, text_length - start, &length, error))
    return FALSE;

  mark = (StrayMark){ .start = start, .length = length };
  g_array_append_val (marks, mark);
  return TRUE;
}

static gboolean
parse_marks (JsonObject *object, const char *member, const char *text, GArray *marks, GError **error)
{
  glong text_length = g_utf8_strlen (text, -1);
  JsonArray *array = stray_json_get_array (object, member, error);

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!parse_mark (array, i, text_length, marks, error))
      return FALSE;
  return TRUE;
}

static gboolean
parse_lookalike (StrayFinding *self, JsonObject *object, GError **error)
{
  JsonObject *marks = stray_json_get_object (object, "marks", error);

  return marks != NULL && parse_marks (marks, "domain", self->domain, self->domain_marks, error)
         && parse_marks (marks, "resembles", self->resembles, self->resembles_marks, error);
}

static gboolean
check_word (const char *member, const char *word, const char *const *words, GError **error)
{
  if (g_strv_contains (words, word))
    return TRUE;

  g_set_error (error, STRAY_JSON_ERROR, STRAY_JSON_ERROR_MEMBER, "The member \"%s\" has an unknown value.",
               member);
  return FALSE;
}

static gboolean
parse_string (StrayFinding *self, guint i, JsonObject *object, gboolean required, GError **error)
{
  const char *value = NULL;

  if (required)
    value = stray_json_get_string (object, members[i].member, error);
  else if (!stray_json_get_optional_string (object, members[i].member, &value, error))
    return FALSE;

  *member_of (self, i) = g_strdup (value);
  return value != NULL || !required;
}

StrayFinding *
stray_finding_parse (JsonObject *object, GError **error)
{
  g_autoptr (StrayFinding) self = stray_finding_new ();
  const char *verdict = stray_json_get_string (object, "verdict", error);
  gboolean lookalike;
  gint64 index;

  if (verdict == NULL || !check_word ("verdict", verdict, verdicts, error)
      || !stray_json_get_int (object, "index", 0, G_MAXINT, &index, error))
    return NULL;
  self->index = index;
  lookalike = g_str_equal (verdict, "lookalike");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      Presence presence = members[i].presence;

      if (presence >= LOOKALIKE && !lookalike)
        continue;
      if (!parse_string (self, i, object, presence == ALWAYS || presence == LOOKALIKE, error))
        return NULL;
    }

  if (!check_word ("field", self->field, fields, error)
      || (json_object_has_member (object, "blocked")
          && !stray_json_get_boolean (object, "blocked", &self->blocked, error)))
    return NULL;
  if (lookalike
      && (!check_word ("severity", self->severity, severities, error)
          || !parse_lookalike (self, object, error)))
    return NULL;
  return g_steal_pointer (&self);
}

static gsize
size_of (const StrayFinding *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  stray_finding_build (self, builder);
  return stray_json_get_length (builder) + strlen (",");
}

guint
stray_findings_fit (GPtrArray *findings, gsize budget)
{
  gsize size = 0;
  guint n = MIN (findings->len, STRAY_FINDINGS_MAX);

  for (guint i = 0; i < n; i++)
    {
      size += size_of (g_ptr_array_index (findings, i));
      if (size > budget)
        return i;
    }
  return n;
}

gsize
stray_findings_size (GPtrArray *findings)
{
  gsize size = 0;

  for (guint i = 0; i < findings->len; i++)
    size += size_of (g_ptr_array_index (findings, i));
  return size;
}

void
stray_findings_build (GPtrArray *findings, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    stray_finding_build (g_ptr_array_index (findings, i), builder);
  json_builder_end_array (builder);
}
