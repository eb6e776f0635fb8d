/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "doctor/checks.h"

#include <string.h>

#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "core/check.h"
#include "doctor/manifests.h"
#include "doctor/process.h"
#include "native-messaging/frame.h"
#include "policy/handling.h"
#include "policy/load.h"

#define CHECK "round-trip"
/* Of nobody: example.org is reserved (RFC 2606), and nothing is sent. */
#define CLEAN "straymail@example.org"
#define FLAGGED "straymail@us.af.ml"

#define HELLO "{\"type\":\"hello\",\"protocol\":[1,3],\"version\":\"" STRAY_VERSION "\"}"
#define ASK(id, address)                                                                                     \
  "{\"type\":\"check\",\"id\":\"" id "\",\"from\":\"\",\"recipients\":[{\"field\":\"to\","                   \
  "\"address\":\"" address "\"}]}"

/* A conversation with a host. */
typedef struct
{
  GSubprocess *host;
  StrayWait *wait;
  GBytes *reply; /* nullable */
} Talk;

static GSubprocess *
start (const char *program, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);

  /* Without a display the host asks the extension to ask: no dialog is opened. */
  g_subprocess_launcher_setenv (launcher, "DISPLAY", "", TRUE);
  g_subprocess_launcher_setenv (launcher, "WAYLAND_DISPLAY", "", TRUE);
  return g_subprocess_launcher_spawn (launcher, error, program, stray_manifest_system (), STRAY_EXTENSION_ID,
                                      NULL);
}

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Talk *talk = user_data;

  talk->reply = stray_frame_read_finish (G_INPUT_STREAM (stream), result, NULL);
  stray_wait_end (talk->wait);
}

/* Returns: (transfer full) (nullable): what the host says next, where it does in time. */
static JsonObject *
receive (Talk *talk)
{
  g_autoptr (GBytes) reply = NULL;

  stray_frame_read_async (g_subprocess_get_stdout_pipe (talk->host), STRAY_FRAME_MAX_TO_EXTENSION,
                          STRAY_DOCTOR_WAIT_MS, talk->wait->cancellable, read_cb, talk);
  stray_wait_run (talk->wait, STRAY_DOCTOR_WAIT_MS);
  reply = g_steal_pointer (&talk->reply);
  return reply != NULL ? stray_json_parse (reply, NULL) : NULL;
}

/* Returns: (transfer full) (nullable): the host's answer to @message, where one came in time. */
static JsonObject *
ask (Talk *talk, const char *message)
{
  g_autoptr (GBytes) frame = stray_frame_new (message);
  JsonObject *reply;

  /* A pipe takes it at once. */
  if (!g_output_stream_write_all (g_subprocess_get_stdin_pipe (talk->host), g_bytes_get_data (frame, NULL),
                                  g_bytes_get_size (frame), NULL, NULL, NULL))
    return NULL;
  reply = receive (talk);
  /* What is flagged is told of before it is answered. */
  if (reply != NULL && g_strcmp0 (stray_json_get_string (reply, "type", NULL), "asking") == 0)
    {
      json_object_unref (reply);
      reply = receive (talk);
    }
  return reply;
}

static gboolean
answers (Talk *talk, const char *message, const char *member, const char *expected)
{
  g_autoptr (JsonObject) reply = ask (talk, message);

  return reply != NULL && g_strcmp0 (stray_json_get_string (reply, member, NULL), expected) == 0;
}

/* Returns: (nullable): the action the policy has for what is flagged; %NULL where it would
 * not be, since Mali is at home, or *.mil not trusted. */
static const char *
expected_action (void)
{
  g_autoptr (StraySettings) settings = stray_settings_new ();
  g_autoptr (StrayHandling) handling = stray_handling_new (settings);
  const StrayLoadOptions options = { .settings = settings };
  g_autoptr (StrayPolicy) policy = stray_load_policy (&options, NULL, NULL, NULL);
  g_autoptr (StrayResult) result = policy != NULL ? stray_check (policy, FLAGGED) : NULL;

  if (result == NULL || result->verdict != STRAY_VERDICT_LOOKALIKE)
    return NULL;
  switch (handling->actions[result->severity])
    {
    case STRAY_ACTION_TELL:
    case STRAY_ACTION_NOTHING:
      return "send";
    default:
      return "ask";
    }
}

static void
talk_to (GPtrArray *checkups, Talk *talk, const char *program)
{
  const char *action = expected_action ();
  char *text = NULL;

  if (!answers (talk, HELLO, "type", "hello"))
    text = g_strdup_printf (_ ("“%s” does not answer when it is greeted."), program);
  else if (!answers (talk, ASK ("clean", CLEAN), "action", "send"))
    text = g_strdup_printf (_ ("“%s” does not let a message to %s pass."), program, "example.org");
  else if (action != NULL && !answers (talk, ASK ("flagged", FLAGGED), "action", action))
    text = g_strdup_printf (_ ("“%s” does not do with a message to %s what the policy says."), program,
                            "us.af.ml");

  if (text != NULL)
    stray_checkup_add (checkups, CHECK, STRAY_HEALTH_BAD, text, stray_fix_install ());
  else if (action == NULL)
    stray_checkup_add (
        checkups, CHECK, STRAY_HEALTH_NOTE,
        g_strdup_printf (_ ("The host answers, but by this policy a message to %s is nothing to ask "
                            "about, so that was not tried."),
                         "us.af.ml"),
        g_strdup (_ ("Nothing is to be done if the policy is meant to be so.")));
  else if (g_str_equal (action, "send"))
    stray_checkup_add (
        checkups, CHECK, STRAY_HEALTH_NOTE,
        g_strdup_printf (_ ("The host lets a message to %s pass and, as the policy says, one to %s, too."),
                         "example.org", "us.af.ml"),
        g_strdup (_ ("Nothing is to be done if the policy is meant to be so.")));
  else
    stray_checkup_add (checkups, CHECK, STRAY_HEALTH_GOOD,
                       g_strdup_printf (_ ("The host lets a message to %s pass and catches one to %s."),
                                        "example.org", "us.af.ml"),
                       NULL);
}

void
stray_check_round_trip (GPtrArray *checkups)
{
  g_autofree char *program = stray_doctor_host ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) host = start (program, &error);
  g_autoptr (StrayWait) wait = stray_wait_new ();
  Talk talk = { .host = host, .wait = wait };

  if (host == NULL)
    {
      stray_checkup_add (checkups, CHECK, STRAY_HEALTH_BAD,
                         g_strdup_printf (_ ("“%s” cannot be started: %s."), program, error->message),
                         stray_fix_install ());
      return;
    }
  talk_to (checkups, &talk, program);
  g_subprocess_force_exit (host);
  g_subprocess_wait (host, NULL, NULL);
}
