/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "correction.h"

#include "json.h"

StrayCorrection *
stray_correction_new (guint index, const char *from, const char *to)
{
  StrayCorrection *self = g_new0 (StrayCorrection, 1);

  self->index = index;
  self->from = g_strdup (from);
  self->to = g_strdup (to);
  return self;
}

void
stray_correction_free (StrayCorrection *self)
{
  if (self == NULL)
    return;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

void
stray_corrections_build (GPtrArray *corrections, const char *member, gboolean with_index,
                         JsonBuilder *builder)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_array (builder);
  for (guint i = 0; i < corrections->len; i++)
    {
      const StrayCorrection *correction = g_ptr_array_index (corrections, i);

      json_builder_begin_object (builder);
      if (with_index)
        stray_json_build_int (builder, "index", correction->index);
      stray_json_build_string (builder, "from", correction->from);
      stray_json_build_string (builder, "to", correction->to);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

gsize
stray_corrections_size (GPtrArray *corrections)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  stray_corrections_build (corrections, "corrections", TRUE, builder);
  json_builder_end_object (builder);
  return stray_json_get_length (builder);
}
