/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "rest.h"

#include "json.h"

StrayRest *
stray_rest_new (guint index, const char *suggestion)
{
  StrayRest *self = g_new0 (StrayRest, 1);

  self->index = index;
  self->suggestion = g_strdup (suggestion);
  return self;
}

void
stray_rest_free (StrayRest *self)
{
  g_free (self->suggestion);
  g_free (self);
}

void
stray_rest_build (GPtrArray *rest, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "rest");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rest->len; i++)
    {
      const StrayRest *one = g_ptr_array_index (rest, i);

      json_builder_begin_object (builder);
      stray_json_build_int (builder, "index", one->index);
      stray_json_build_string (builder, "suggestion", one->suggestion);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

gsize
stray_rest_size (GPtrArray *rest)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  stray_rest_build (rest, builder);
  json_builder_end_object (builder);
  return stray_json_get_length (builder);
}
