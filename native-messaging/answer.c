/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "answer.h"

#include "json.h"

/* In the order of StrayChoice. */
static const char *const choices[] = { "correct", "keep", "leave-out" };

StrayAnswer *
stray_answer_new (void)
{
  StrayAnswer *self = g_new0 (StrayAnswer, 1);

  self->choices = g_array_new (FALSE, FALSE, sizeof (StrayChosen));
  self->rest = STRAY_CHOICE_LEAVE_OUT;
  return self;
}

void
stray_answer_free (StrayAnswer *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->choices);
  g_free (self);
}

gboolean
stray_choice_is_allowed (StrayChoice choice, const StrayQuestion *question, guint i)
{
  const StrayFinding *first = g_ptr_array_index (question->findings, i);

  if (choice == STRAY_CHOICE_LEAVE_OUT)
    return question->leave_out;
  for (guint j = i; j < question->findings->len; j++)
    {
      const StrayFinding *finding = g_ptr_array_index (question->findings, j);

      if (j != i && !stray_finding_is_same_domain (first, finding))
        continue;
      if (choice == STRAY_CHOICE_KEEP ? finding->blocked : finding->suggestion == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
stray_choice_is_allowed_for_rest (StrayChoice choice, const StrayQuestion *question)
{
  if (choice == STRAY_CHOICE_LEAVE_OUT)
    return question->leave_out;
  /* What cannot be corrected or kept has precedence among the findings. */
  for (guint i = 0; i < question->findings->len; i++)
    {
      const StrayFinding *finding = g_ptr_array_index (question->findings, i);

      if (choice == STRAY_CHOICE_KEEP ? finding->blocked : finding->suggestion == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
exception_is_allowed (const StrayChosen *chosen, const StrayQuestion *question, guint i)
{
  const StrayFinding *finding = g_ptr_array_index (question->findings, i);

  if (chosen->days == STRAY_NO_EXCEPTION)
    return TRUE;
  return chosen->choice == STRAY_CHOICE_KEEP && finding->domain != NULL && question->exception_days >= 0
         && (question->exception_days == 0 || (chosen->days > 0 && chosen->days <= question->exception_days));
}

gboolean
stray_answer_is_allowed (const StrayAnswer *self, const StrayQuestion *question)
{
  guint n = 0;

  if (!self->send)
    return TRUE;
  for (guint i = 0; i < question->findings->len; i++)
    {
      const StrayFinding *finding = g_ptr_array_index (question->findings, i);
      const StrayChosen *chosen;

      if (!stray_question_leads_group (question, i))
        continue;
      if (n == self->choices->len)
        return FALSE;
      chosen = &g_array_index (self->choices, StrayChosen, n++);
      if (chosen->index != finding->index || !stray_choice_is_allowed (chosen->choice, question, i)
          || !exception_is_allowed (chosen, question, i))
        return FALSE;
    }
  return n == self->choices->len
         && (question->flagged == question->findings->len
             || stray_choice_is_allowed_for_rest (self->rest, question));
}

static gboolean
expect_string (JsonObject *object, const char *member, const char *expected, GError **error)
{
  const char *value = stray_json_get_string (object, member, error);

  if (value == NULL)
    return FALSE;
  return g_str_equal (value, expected) || stray_json_set_value_error (error, member);
}

static gboolean
parse_choice (JsonObject *object, const char *member, StrayChoice *choice, GError **error)
{
  const char *word = stray_json_get_string (object, member, error);

  if (word == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    if (g_str_equal (word, choices[i]))
      {
        *choice = (StrayChoice)i;
        return TRUE;
      }
  return stray_json_set_value_error (error, member);
}

static gboolean
parse_chosen (JsonObject *object, StrayChosen *chosen, GError **error)
{
  gint64 index, days = STRAY_NO_EXCEPTION;

  if (!stray_json_get_int (object, "index", 0, G_MAXINT, &index, error)
      || !parse_choice (object, "choice", &chosen->choice, error)
      || (json_object_has_member (object, "days")
          && !stray_json_get_int (object, "days", 0, G_MAXINT, &days, error)))
    return FALSE;
  chosen->index = index;
  chosen->days = days;
  return TRUE;
}

static gboolean
parse_choices (JsonObject *object, const StrayQuestion *question, StrayAnswer *answer, GError **error)
{
  JsonArray *array = stray_json_get_array (object, "choices", error);

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = stray_json_get_element_object (array, i, error);
      StrayChosen chosen;

      if (element == NULL || !parse_chosen (element, &chosen, error))
        return FALSE;
      g_array_append_val (answer->choices, chosen);
    }
  return question->flagged == question->findings->len || parse_choice (object, "rest", &answer->rest, error);
}

StrayAnswer *
stray_answer_parse (JsonObject *object, const StrayQuestion *question, GError **error)
{
  g_autoptr (StrayAnswer) self = stray_answer_new ();
  const char *word = stray_json_get_string (object, "answer", error);

  if (word == NULL || !expect_string (object, "id", question->id, error))
    return NULL;
  if (g_str_equal (word, "go-back"))
    return g_steal_pointer (&self);
  if (!g_str_equal (word, "send"))
    {
      stray_json_set_value_error (error, "answer");
      return NULL;
    }
  self->send = TRUE;
  if (!parse_choices (object, question, self, error))
    return NULL;
  if (!stray_answer_is_allowed (self, question))
    {
      stray_json_set_value_error (error, "choices");
      return NULL;
    }
  return g_steal_pointer (&self);
}

gboolean
stray_ui_reply_parse (GBytes *body, const StrayQuestion *question, StrayUiReply *reply, StrayAnswer **answer,
                      GError **error)
{
  g_autoptr (JsonObject) object = stray_json_parse (body, error);
  const char *type;

  *answer = NULL;
  if (object == NULL)
    return FALSE;

  type = stray_json_get_string (object, "type", error);
  if (type == NULL || !expect_string (object, "token", question->token, error))
    return FALSE;

  if (g_str_equal (type, "shown"))
    {
      *reply = STRAY_UI_REPLY_SHOWN;
      return TRUE;
    }
  if (g_str_equal (type, "answer"))
    {
      *reply = STRAY_UI_REPLY_ANSWER;
      *answer = stray_answer_parse (object, question, error);
      return *answer != NULL;
    }
  return stray_json_set_value_error (error, "type");
}

char *
stray_ui_shown_to_json (const StrayQuestion *question)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "type", "shown");
  stray_json_build_string (builder, "token", question->token);
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}

static void
build_choices (const StrayAnswer *self, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->choices->len; i++)
    {
      const StrayChosen *chosen = &g_array_index (self->choices, StrayChosen, i);

      json_builder_begin_object (builder);
      stray_json_build_int (builder, "index", chosen->index);
      stray_json_build_string (builder, "choice", choices[chosen->choice]);
      if (chosen->days != STRAY_NO_EXCEPTION)
        stray_json_build_int (builder, "days", chosen->days);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

char *
stray_ui_answer_to_json (const StrayQuestion *question, const StrayAnswer *answer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  stray_json_build_string (builder, "type", "answer");
  stray_json_build_string (builder, "token", question->token);
  stray_json_build_string (builder, "id", question->id);
  stray_json_build_string (builder, "answer", answer->send ? "send" : "go-back");
  if (answer->send)
    {
      build_choices (answer, builder);
      if (question->flagged > question->findings->len)
        stray_json_build_string (builder, "rest", choices[answer->rest]);
    }
  json_builder_end_object (builder);
  return stray_json_to_string (builder);
}
