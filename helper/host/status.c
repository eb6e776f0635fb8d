/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "status.h"

#include "doctor/checkup.h"
#include "native-messaging/json.h"

/* In the order of StrayHealth. */
static const char *const healths[] = {
  [STRAY_HEALTH_GOOD] = "good",
  [STRAY_HEALTH_NOTE] = "note",
  [STRAY_HEALTH_BAD] = "bad",
};

/* A person reads no more; PROTOCOL.md, `status`. */
#define CHECKS_MAX 50

/* What is worst comes first where not all is told. */
static gint
compare_health_cb (gconstpointer a, gconstpointer b)
{
  const StrayCheckup *first = *(const StrayCheckup *const *)a, *second = *(const StrayCheckup *const *)b;

  return (gint)second->health - (gint)first->health;
}

char *
stray_status_to_json (GPtrArray *checkups)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (checkups->len > CHECKS_MAX)
    g_ptr_array_sort (checkups, compare_health_cb);
  json_builder_begin_object (builder);
  stray_json_build_string (builder, "type", "status");
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (checkups->len, CHECKS_MAX); i++)
    {
      const StrayCheckup *checkup = g_ptr_array_index (checkups, i);

      json_builder_begin_object (builder);
      stray_json_build_string (builder, "check", checkup->check);
      stray_json_build_string (builder, "health", healths[checkup->health]);
      stray_json_build_string (builder, "text", checkup->text);
      stray_json_build_string (builder, "fix", checkup->fix);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}
