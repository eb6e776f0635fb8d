/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A straymail-ui for the tests of the host: what it does is named by the name
 * it is started under, so that a test needs nothing but a link to it. */

#include "native-messaging/answer.h"
#include "native-messaging/json.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static StrayQuestion *question;

static void
read_exactly (void *buffer, gsize length)
{
  for (gsize have = 0; have < length;)
    {
      gssize n = read (0, (char *)buffer + have, length - have);

      if (n <= 0)
        exit (STRAY_UI_EXIT_CLOSED);
      have += n;
    }
}

static void
read_question (void)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (StrayUiRequest) request = NULL;
  guint32 length;
  char *buffer;

  read_exactly (&length, sizeof length);
  buffer = g_malloc (length);
  read_exactly (buffer, length);
  body = g_bytes_new_take (buffer, length);
  request = stray_ui_request_parse (body, NULL);
  if (request == NULL || request->question == NULL)
    exit (STRAY_UI_EXIT_BAD_QUESTION);
  question = g_steal_pointer (&request->question);
}

static void
say (char *body)
{
  guint32 length = strlen (body);

  if (write (0, &length, sizeof length) < 0 || write (0, body, length) < 0)
    exit (STRAY_UI_EXIT_CLOSED);
  g_free (body);
}

static void
shown (void)
{
  say (stray_ui_shown_to_json (question));
}

/* The same for everything, whether it is allowed or not. */
static void
choose (StrayChoice choice)
{
  g_autoptr (StrayAnswer) answer = stray_answer_new ();

  answer->send = TRUE;
  answer->rest = choice;
  for (guint i = 0; i < question->findings->len; i++)
    {
      const StrayFinding *finding = g_ptr_array_index (question->findings, i);
      const StrayChosen chosen = { finding->index, choice, STRAY_NO_EXCEPTION };

      if (stray_question_leads_group (question, i))
        g_array_append_val (answer->choices, chosen);
    }
  say (stray_ui_answer_to_json (question, answer));
}

static void
hang (void)
{
  while (TRUE)
    pause ();
}

static void
go_back (void)
{
  g_autoptr (StrayAnswer) answer = stray_answer_new ();

  shown ();
  say (stray_ui_answer_to_json (question, answer));
}

static void
correct (void)
{
  shown ();
  choose (STRAY_CHOICE_CORRECT);
}

static void
send_anyway (void)
{
  shown ();
  choose (STRAY_CHOICE_KEEP);
}

static void
not_shown (void)
{
  choose (STRAY_CHOICE_KEEP);
}

static void
wrong_token (void)
{
  g_free (question->token);
  question->token = g_strdup ("00000000000000000000000000000000");
  shown ();
  choose (STRAY_CHOICE_KEEP);
}

static void
wrong_id (void)
{
  shown ();
  g_free (question->id);
  question->id = g_strdup ("other");
  choose (STRAY_CHOICE_KEEP);
}

static void
twice (void)
{
  send_anyway ();
  choose (STRAY_CHOICE_KEEP);
}

static void
garbage (void)
{
  shown ();
  say (g_strdup ("garbage"));
}

static void
send_and_fail (void)
{
  send_anyway ();
  exit (1);
}

static void
send_and_die (void)
{
  send_anyway ();
  raise (SIGKILL);
}

static void
send_and_hang (void)
{
  send_anyway ();
  hang ();
}

static void
close_and_hang (void)
{
  shown ();
  close (0);
  hang ();
}

static void
stay (void)
{
  shown ();
  hang ();
}

/* As a dialog does whose session bus does not answer. */
static void
hang_on_the_bus (void)
{
  if (g_strcmp0 (g_getenv ("DBUS_SESSION_BUS_ADDRESS"), "disabled:") != 0)
    hang ();
  send_anyway ();
}

static void
silent (void)
{
}

static void
fail_at_once (void)
{
  exit (1);
}

static void
no_display (void)
{
  exit (STRAY_UI_EXIT_NO_DISPLAY);
}

static void
lose_display (void)
{
  shown ();
  exit (STRAY_UI_EXIT_NO_DISPLAY);
}

static const struct
{
  const char *name;
  void (*behave) (void);
} behaviours[] = {
  { "go-back", go_back },
  { "correct", correct },
  { "send", send_anyway },
  { "not-shown", not_shown },
  { "wrong-token", wrong_token },
  { "wrong-id", wrong_id },
  { "twice", twice },
  { "garbage", garbage },
  { "send-and-fail", send_and_fail },
  { "send-and-die", send_and_die },
  { "send-and-hang", send_and_hang },
  { "close-and-hang", close_and_hang },
  { "stay", stay },
  { "hang", hang },
  { "hang-on-the-bus", hang_on_the_bus },
  { "silent", silent },
  { "fail-at-once", fail_at_once },
  { "no-display", no_display },
  { "lose-display", lose_display },
};

int
main (int argc, char *argv[])
{
  g_autofree char *name = g_path_get_basename (argv[0]);

  read_question ();
  for (guint i = 0; i < G_N_ELEMENTS (behaviours); i++)
    if (g_str_equal (name, behaviours[i].name))
      {
        behaviours[i].behave ();
        stray_question_free (question);
        return STRAY_UI_EXIT_ANSWERED;
      }
  g_error ("%s is no behaviour", name);
}
