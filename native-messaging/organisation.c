/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "organisation.h"

#include "json.h"

/* In characters; PROTOCOL.md. */

void
stray_organisation_clear (StrayOrganisation *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->contact, g_free);
}

static char *
cut (const char *text)
{
  g_autofree char *start = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  if (g_utf8_strlen (text, -1) <= STRAY_ORGANISATION_MAX)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, STRAY_ORGANISATION_MAX - 1);
  return g_strconcat (start, "…", NULL);
}

void
stray_organisation_set (StrayOrganisation *self, const char *text, const char *contact)
{
  StrayOrganisation set = { cut (text), cut (contact) };

  stray_organisation_clear (self);
  *self = set;
}

void
stray_organisation_build (const StrayOrganisation *self, JsonBuilder *builder)
{
  if (self->text == NULL && self->contact == NULL)
    return;
  json_builder_set_member_name (builder, "organisation");
  json_builder_begin_object (builder);
  stray_json_build_string (builder, "text", self->text);
  stray_json_build_string (builder, "contact", self->contact);
  json_builder_end_object (builder);
}

gboolean
stray_organisation_parse (StrayOrganisation *self, JsonObject *object, GError **error)
{
  const char *text = NULL, *contact = NULL;
  JsonObject *member;

  *self = (StrayOrganisation){ 0 };
  if (!json_object_has_member (object, "organisation"))
    return TRUE;
  member = stray_json_get_object (object, "organisation", error);
  if (member == NULL || !stray_json_get_optional_string (member, "text", &text, error)
      || !stray_json_get_optional_string (member, "contact", &contact, error))
    return FALSE;
  stray_organisation_set (self, text, contact);
  return TRUE;
}
