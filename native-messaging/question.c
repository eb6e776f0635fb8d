/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "question.h"

#include "json.h"

#include <string.h>

#define TOKEN_LENGTH 32
#define DELAY_DEFAULT 1000
#define DELAY_MAX 10000

/* In the order of StrayNotice. */
static const char *const notices[] = {
  [STRAY_NOTICE_CORRECTED] = "corrected",
  [STRAY_NOTICE_DOUBTFUL] = "doubtful",
  [STRAY_NOTICE_ADDED] = "added",
  [STRAY_NOTICE_SENDER] = "sender",
};

StrayQuestion *
stray_question_new (const char *token, const char *id, guint flagged)
{
  StrayQuestion *self = g_new0 (StrayQuestion, 1);

  self->token = g_strdup (token);
  self->id = g_strdup (id);
  self->flagged = flagged;
  self->recipients = flagged;
  self->delay = DELAY_DEFAULT;
  self->exception_days = -1;
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_finding_free);
  return self;
}

void
stray_question_free (StrayQuestion *self)
{
  if (self == NULL)
    return;

  g_free (self->token);
  g_free (self->id);
  stray_organisation_clear (&self->organisation);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

gboolean
stray_question_leads_group (const StrayQuestion *self, guint i)
{
  for (guint j = 0; j < i; j++)
    if (stray_finding_is_same_domain (g_ptr_array_index (self->findings, j),
                                      g_ptr_array_index (self->findings, i)))
      return FALSE;
  return TRUE;
}

void
stray_ui_request_free (StrayUiRequest *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->question, stray_question_free);
  g_clear_pointer (&self->corrections, g_ptr_array_unref);
  g_free (self);
}

void
stray_question_build_terms (const StrayQuestion *self, JsonBuilder *builder)
{
  stray_json_build_int (builder, "recipients", self->recipients);
  stray_json_build_int (builder, "delay", self->delay);
  stray_json_build_boolean (builder, "leave_out", self->leave_out);
  if (self->exception_days >= 0)
    stray_json_build_int (builder, "exception_days", self->exception_days);
  stray_json_build_boolean (builder, "typing", self->typing);
  stray_organisation_build (&self->organisation, builder);
  if (self->records_domains)
    stray_json_build_boolean (builder, "records_domains", TRUE);
}

char *
stray_question_to_json (const StrayQuestion *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "type", "question");
  stray_json_build_string (builder, "token", self->token);
  stray_json_build_string (builder, "id", self->id);
  stray_json_build_int (builder, "flagged", self->flagged);
  stray_question_build_terms (self, builder);
  stray_findings_build (self->findings, builder);
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}

char *
stray_notice_to_json (StrayNotice notice, GPtrArray *corrections, guint total)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  g_return_val_if_fail ((guint)notice < G_N_ELEMENTS (notices), NULL);

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "type", "notice");
  stray_json_build_string (builder, "notice", notices[notice]);
  stray_json_build_int (builder, "total", total);
  stray_corrections_build (corrections, "corrections", FALSE, builder);
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}

static gboolean
token_is_valid (const char *token)
{
  return strlen (token) == TOKEN_LENGTH && strspn (token, "0123456789abcdef") == TOKEN_LENGTH;
}

static gboolean
parse_limits (JsonObject *object, StrayQuestion *self, GError **error)
{
  gint64 recipients, delay, days = -1;

  if (!stray_json_get_int (object, "recipients", self->flagged, G_MAXINT, &recipients, error)
      || !stray_json_get_int (object, "delay", 0, DELAY_MAX, &delay, error)
      || !stray_json_get_boolean (object, "leave_out", &self->leave_out, error)
      || !stray_json_get_boolean (object, "typing", &self->typing, error)
      || (json_object_has_member (object, "exception_days")
          && !stray_json_get_int (object, "exception_days", 0, G_MAXINT, &days, error))
      || !stray_organisation_parse (&self->organisation, object, error)
      || (json_object_has_member (object, "records_domains")
          && !stray_json_get_boolean (object, "records_domains", &self->records_domains, error)))
    return FALSE;
  self->recipients = recipients;
  self->delay = delay;
  self->exception_days = days;
  return TRUE;
}

static StrayQuestion *
parse_question (JsonObject *object, GError **error)
{
  g_autoptr (StrayQuestion) self = NULL;
  const char *token = stray_json_get_string (object, "token", error);
  const char *id = token != NULL ? stray_json_get_id (object, "id", error) : NULL;
  JsonArray *array = id != NULL ? stray_json_get_array (object, "findings", error) : NULL;
  gint64 flagged;
  guint n;

  if (array == NULL)
    return NULL;

  n = json_array_get_length (array);
  if (!token_is_valid (token) || n == 0 || n > STRAY_FINDINGS_MAX)
    {
      stray_json_set_value_error (error, token_is_valid (token) ? "findings" : "token");
      return NULL;
    }
  if (!stray_json_get_int (object, "flagged", n, G_MAXINT, &flagged, error))
    return NULL;

  self = stray_question_new (token, id, flagged);
  if (!parse_limits (object, self, error))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *element = stray_json_get_element_object (array, i, error);
      StrayFinding *finding = element != NULL ? stray_finding_parse (element, error) : NULL;

      if (finding == NULL)
        return NULL;
      g_ptr_array_add (self->findings, finding);
    }
  return g_steal_pointer (&self);
}

static gboolean
parse_notice (JsonObject *object, StrayNotice *notice, GError **error)
{
  const char *word = stray_json_get_string (object, "notice", error);

  if (word == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (notices); i++)
    if (g_str_equal (word, notices[i]))
      {
        *notice = (StrayNotice)i;
        return TRUE;
      }
  return stray_json_set_value_error (error, "notice");
}

static GPtrArray *
parse_corrections (JsonObject *object, guint *total, GError **error)
{
  g_autoptr (GPtrArray) corrections = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_correction_free);
  JsonArray *array = stray_json_get_array (object, "corrections", error);
  gint64 n;

  if (array == NULL)
    return NULL;
  if (json_array_get_length (array) == 0)
    {
      stray_json_set_value_error (error, "corrections");
      return NULL;
    }
  if (!stray_json_get_int (object, "total", json_array_get_length (array), G_MAXINT, &n, error))
    return NULL;
  *total = n;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = stray_json_get_element_object (array, i, error);
      const char *from = element != NULL ? stray_json_get_string (element, "from", error) : NULL;
      const char *to = from != NULL ? stray_json_get_string (element, "to", error) : NULL;

      if (to == NULL)
        return NULL;
      g_ptr_array_add (corrections, stray_correction_new (i, from, to));
    }
  return g_steal_pointer (&corrections);
}

StrayUiRequest *
stray_ui_request_parse (GBytes *body, GError **error)
{
  g_autoptr (JsonObject) object = stray_json_parse (body, error);
  g_autoptr (StrayUiRequest) self = g_new0 (StrayUiRequest, 1);
  const char *type = object != NULL ? stray_json_get_string (object, "type", error) : NULL;

  if (type == NULL)
    return NULL;

  if (g_str_equal (type, "question"))
    self->question = parse_question (object, error);
  else if (g_str_equal (type, "notice"))
    {
      if (parse_notice (object, &self->notice, error))
        self->corrections = parse_corrections (object, &self->total, error);
    }
  else
    stray_json_set_value_error (error, "type");

  return self->question != NULL || self->corrections != NULL ? g_steal_pointer (&self) : NULL;
}
