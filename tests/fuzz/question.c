/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "native-messaging/question.h"

#include <string.h>

/* What the host says to the dialog: a question or a notice. An input is a document. */

static StrayUiRequest *
parse (const char *text, gsize length)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, length);
  g_autoptr (GError) error = NULL;
  StrayUiRequest *request = stray_ui_request_parse (body, &error);

  HOLDS ((request != NULL) == (error == NULL));
  return request;
}

static void
check_marks (const GArray *marks, const char *text)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const StrayMark *mark = &g_array_index (marks, StrayMark, i);

      HOLDS (mark->length > 0);
      HOLDS ((glong)mark->start + (glong)mark->length <= g_utf8_strlen (text, -1));
    }
}

static void
check_finding (const StrayFinding *finding)
{
  const gboolean lookalike = strcmp (finding->verdict, "lookalike") == 0;

  HOLDS (stray_finding_field_is_valid (finding->field));
  HOLDS (finding->address != NULL);
  HOLDS (lookalike || strcmp (finding->verdict, "unparsable") == 0);
  HOLDS ((finding->domain != NULL) == lookalike);
  HOLDS ((finding->kind != NULL) == lookalike && (finding->severity != NULL) == lookalike);
  HOLDS ((finding->country != NULL) == lookalike && (finding->country_name != NULL) == lookalike);
  HOLDS ((finding->resembles != NULL) == lookalike);
  HOLDS (lookalike || (finding->suggestion == NULL && finding->ascii == NULL));
  if (lookalike)
    {
      check_marks (finding->domain_marks, finding->domain);
      check_marks (finding->resembles_marks, finding->resembles);
    }
}

static void
check_question (const StrayQuestion *question)
{
  HOLDS (strlen (question->token) == 32);
  HOLDS (*question->id != '\0' && strlen (question->id) <= 64);
  HOLDS (question->findings->len >= 1 && question->findings->len <= STRAY_FINDINGS_MAX);
  HOLDS (question->flagged >= question->findings->len && question->recipients >= question->flagged);
  HOLDS (question->delay <= 10000);
  HOLDS (question->exception_days >= -1);
  HOLDS (question->organisation.text == NULL || g_utf8_strlen (question->organisation.text, -1) <= 1000);
  HOLDS (question->organisation.contact == NULL
         || g_utf8_strlen (question->organisation.contact, -1) <= 1000);
  HOLDS (stray_question_leads_group (question, 0));
  for (guint i = 0; i < question->findings->len; i++)
    check_finding (question->findings->pdata[i]);
}

static void
check_corrections (GPtrArray *corrections, guint total)
{
  HOLDS (corrections->len > 0 && corrections->len <= total);
  for (guint i = 0; i < corrections->len; i++)
    {
      const StrayCorrection *correction = corrections->pdata[i];

      HOLDS (correction->from != NULL && correction->to != NULL);
    }
}

static char *
write_request (const StrayUiRequest *request)
{
  return request->question != NULL
             ? stray_question_to_json (request->question)
             : stray_notice_to_json (request->notice, request->corrections, request->total);
}

void
fuzz_input (const guint8 *data, gsize length)
{
  g_autoptr (StrayUiRequest) request = parse ((const char *)data, length);
  g_autoptr (StrayUiRequest) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *second_text = NULL;

  if (request == NULL)
    return;
  HOLDS ((request->question != NULL) != (request->corrections != NULL));
  if (request->question != NULL)
    check_question (request->question);
  else
    check_corrections (request->corrections, request->total);

  /* All that was read of it is written, so equal texts are equal questions. */
  text = write_request (request);
  again = parse (text, strlen (text));
  HOLDS (again != NULL);
  second_text = write_request (again);
  HOLDS (strcmp (text, second_text) == 0);
}
