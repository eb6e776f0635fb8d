/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "native-messaging/answer.h"
#include "native-messaging/json.h"

#include <string.h>

/* What the dialog says to the host. An input is lines: the question that was asked,
 * what the dialog said to it, and bytes to make answers of. Where the first is no
 * question the one below was asked. */

#define TOKEN "0123456789abcdef0123456789abcdef"

#define FINDING(index, domain, more)                                                                         \
  "{\"index\":" index ",\"field\":\"to\",\"address\":\"a@" domain "\",\"verdict\":\"lookalike\","            \
  "\"domain\":\"" domain "\",\"kind\":\"suffix_slip\",\"severity\":\"high\",\"country\":\"ML\","             \
  "\"country_name\":\"Mali\",\"resembles\":\"army.mil\"" more ",\"marks\":{\"domain\":[],\"resembles\":[]}}"

static const char default_question[]
    = "{\"type\":\"question\",\"token\":\"" TOKEN "\",\"id\":\"c1\",\"flagged\":6,\"recipients\":7,"
      "\"delay\":0,\"leave_out\":true,\"exception_days\":30,\"typing\":true,"
      "\"findings\":[" FINDING ("0", "army.ml", ",\"suggestion\":\"a@army.mil\"") "," FINDING (
          "2", "navy.ml", ",\"blocked\":true") "," FINDING ("3", "army.ml",
                                                            ",\"suggestion\":\"b@"
                                                            "army.mil\"") ","
                                                                          "{\"ind"
                                                                          "ex\":"
                                                                          "4,"
                                                                          "\"fiel"
                                                                          "d\":"
                                                                          "\"cc\""
                                                                          ",\"add"
                                                                          "ress\""
                                                                          ":\"?"
                                                                          "\","
                                                                          "\"verd"
                                                                          "ict\":"
                                                                          "\"unpa"
                                                                          "rsable"
                                                                          "\"},"
                                                                          "{\"ind"
                                                                          "ex\":"
                                                                          "5,"
                                                                          "\"fiel"
                                                                          "d\":"
                                                                          "\"cc\""
                                                                          ",\"add"
                                                                          "ress\""
                                                                          ":\"??"
                                                                          "\","
                                                                          "\"verd"
                                                                          "ict\":"
                                                                          "\"unpa"
                                                                          "rsable"
                                                                          "\"}]}";

/* Returns: (transfer full) (nullable): what was asked. */
static StrayUiRequest *
read_question (const char *text, gsize length)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, length);
  g_autoptr (StrayUiRequest) request = stray_ui_request_parse (body, NULL);

  return request != NULL && request->question != NULL ? g_steal_pointer (&request) : NULL;
}

static const StrayQuestion *
get_default_question (void)
{
  static StrayUiRequest *request;

  if (request == NULL)
    request = read_question (default_question, strlen (default_question));
  HOLDS (request != NULL);
  return request->question;
}

/* What PROTOCOL.md says of a choice for one recipient. */
static gboolean
fits (const StrayQuestion *question, const StrayFinding *finding, StrayChoice choice)
{
  switch (choice)
    {
    case STRAY_CHOICE_CORRECT:
      return finding->suggestion != NULL;
    case STRAY_CHOICE_KEEP:
      return !finding->blocked;
    case STRAY_CHOICE_LEAVE_OUT:
      return question->leave_out;
    default:
      return FALSE;
    }
}

/* The one choice that holds for a finding, %NULL where there is none or more. */
static const StrayChosen *
find_choice (const StrayQuestion *question, const StrayAnswer *answer, const StrayFinding *finding)
{
  const StrayChosen *found = NULL;

  for (guint i = 0; i < answer->choices->len; i++)
    {
      const StrayChosen *chosen = &g_array_index (answer->choices, StrayChosen, i);

      for (guint j = 0; j < question->findings->len; j++)
        {
          const StrayFinding *named = question->findings->pdata[j];

          if (named->index != chosen->index || !stray_question_leads_group (question, j)
              || (named != finding && g_strcmp0 (named->domain, finding->domain) != 0)
              || (named != finding && finding->domain == NULL))
            continue;
          found = chosen;
        }
    }
  return found;
}

static void
check_days (const StrayQuestion *question, const StrayChosen *chosen, const StrayFinding *finding)
{
  if (chosen->days == STRAY_NO_EXCEPTION)
    return;
  HOLDS (chosen->choice == STRAY_CHOICE_KEEP && finding->domain != NULL);
  HOLDS (chosen->days >= 0 && question->exception_days >= 0);
  HOLDS (question->exception_days == 0 || (chosen->days > 0 && chosen->days <= question->exception_days));
}

/* Worked out recipient by recipient, where the code goes by groups. */
static void
check_allowed (const StrayQuestion *question, const StrayAnswer *answer)
{
  guint groups = 0;

  if (!answer->send)
    return;
  for (guint i = 0; i < question->findings->len; i++)
    {
      const StrayFinding *finding = question->findings->pdata[i];
      const StrayChosen *chosen = find_choice (question, answer, finding);

      groups += stray_question_leads_group (question, i);
      HOLDS (chosen != NULL && fits (question, finding, chosen->choice));
      check_days (question, chosen, finding);
      if (question->flagged > question->findings->len)
        HOLDS (fits (question, finding, answer->rest));
    }
  HOLDS (answer->choices->len == groups);
}

static gboolean
parse_reply (const StrayQuestion *question, const char *text, gsize length, StrayUiReply *reply,
             StrayAnswer **answer)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, length);
  g_autoptr (GError) error = NULL;
  gboolean good = stray_ui_reply_parse (body, question, reply, answer, &error);

  HOLDS (good == (error == NULL));
  HOLDS ((*answer != NULL) == (good && *reply == STRAY_UI_REPLY_ANSWER));
  return good;
}

/* Nobody but who was asked can answer. */
static void
check_stranger (const StrayQuestion *question, const char *text, gsize length, gboolean is_answer)
{
  StrayQuestion other = *question;
  g_autoptr (StrayAnswer) answer = NULL;
  StrayUiReply reply;
  char token[] = "00000000000000000000000000000000";

  token[0] = question->token[0] == '0' ? '1' : '0';
  other.token = token;
  HOLDS (!parse_reply (&other, text, length, &reply, &answer));
  other = *question;
  other.id = (char *)(strcmp (question->id, "x") == 0 ? "y" : "x");
  HOLDS (!is_answer || !parse_reply (&other, text, length, &reply, &answer));
}

static gboolean
answers_equal (const StrayAnswer *a, const StrayAnswer *b, gboolean with_rest)
{
  if (a->send != b->send || !a->send)
    return a->send == b->send;
  if (a->choices->len != b->choices->len || (with_rest && a->rest != b->rest))
    return FALSE;
  for (guint i = 0; i < a->choices->len; i++)
    {
      const StrayChosen *one = &g_array_index (a->choices, StrayChosen, i);
      const StrayChosen *other = &g_array_index (b->choices, StrayChosen, i);

      if (one->index != other->index || one->choice != other->choice || one->days != other->days)
        return FALSE;
    }
  return TRUE;
}

/* An answer that is allowed is read as it was written, and no other is. */
static void
check_written (const StrayQuestion *question, const StrayAnswer *answer)
{
  g_autofree char *text = stray_ui_answer_to_json (question, answer);
  g_autoptr (StrayAnswer) again = NULL;
  StrayUiReply reply;
  gboolean good = parse_reply (question, text, strlen (text), &reply, &again);

  HOLDS (good == stray_answer_is_allowed (answer, question));
  if (!good)
    return;
  HOLDS (reply == STRAY_UI_REPLY_ANSWER);
  HOLDS (answers_equal (answer, again, question->flagged > question->findings->len));
  check_allowed (question, again);
}

static void
check_reply (const StrayQuestion *question, const char *text, gsize length)
{
  g_autoptr (StrayAnswer) answer = NULL;
  StrayUiReply reply;

  if (!parse_reply (question, text, length, &reply, &answer))
    return;
  check_stranger (question, text, length, answer != NULL);
  if (answer == NULL)
    return;
  check_allowed (question, answer);
  HOLDS (stray_answer_is_allowed (answer, question));
  check_written (question, answer);
}

/* One choice for each group, as @bytes say: any kind, for any time, and sometimes one
 * too few or many, or for another. */
static void
check_made_up (const StrayQuestion *question, const guint8 *bytes, gsize length)
{
  g_autoptr (StrayAnswer) answer = stray_answer_new ();
  gsize n = 0;

#define NEXT_BYTE() (n < length ? bytes[n++] : 0)
  answer->send = NEXT_BYTE () != 0;
  answer->rest = (StrayChoice)(NEXT_BYTE () % 3);
  for (guint i = 0; i < question->findings->len; i++)
    {
      const StrayFinding *finding = question->findings->pdata[i];
      guint8 byte = NEXT_BYTE ();
      StrayChosen chosen
          = { finding->index, (StrayChoice)(byte % 3), byte & 0x40 ? NEXT_BYTE () : STRAY_NO_EXCEPTION };

      if (stray_question_leads_group (question, i) == ((byte & 0x80) == 0))
        g_array_append_val (answer->choices, chosen);
    }
#undef NEXT_BYTE
  check_written (question, answer);
}

/* Returns the line at *@data and moves behind it; what is left, without a line end. */
static gsize
next_line (const guint8 **data, gsize *left, const char **line)
{
  const guint8 *end = *left == 0 ? NULL : memchr (*data, '\n', *left);
  gsize length = end == NULL ? *left : (gsize)(end - *data);
  gsize used = end == NULL ? length : length + 1;

  *line = (const char *)*data;
  *data += used;
  *left -= used;
  return length;
}

void
fuzz_input (const guint8 *data, gsize length)
{
  const char *line;
  gsize n = next_line (&data, &length, &line);
  g_autoptr (StrayUiRequest) request = read_question (line, n);
  const StrayQuestion *question = request != NULL ? request->question : get_default_question ();

  n = next_line (&data, &length, &line);
  check_reply (question, line, n);
  check_made_up (question, data, length);
}
