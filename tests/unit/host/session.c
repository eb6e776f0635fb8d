/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "host/session.h"

#include "fake.h"

#include "native-messaging/json.h"
#include "native-messaging/frame.h"

#include <glib-unix.h>
#include <poll.h>
#include <string.h>

/* The rest of the conversation is driven over pipes by tests/integration;
 * here stands what takes a policy source that is not the system's. */

static gboolean policy_exists;
static guint n_learned;
static StrayAction when_high;
/* Whoever holds it keeps policies from being read. */
static GMutex lists;

struct _StrayPolicySource
{
  int unused;
};

StrayPolicySource *
stray_policy_source_new (StrayReport report, gpointer user_data)
{
  return g_new0 (StrayPolicySource, 1);
}

StrayPolicy *
stray_policy_source_get (StrayPolicySource *self, GError **error)
{
  g_mutex_lock (&lists);
  g_mutex_unlock (&lists);
  if (policy_exists)
    return stray_policy_new (NULL, 0, NULL);

  g_set_error_literal (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_NOTHING, "Nothing.");
  return NULL;
}

void
stray_policy_source_set_learned (StrayPolicySource *self, StrayLearned *learned)
{
  g_assert_nonnull (learned);
  n_learned = stray_learned_domains (learned)->len;
}

StrayHandling *
stray_policy_source_get_handling (StrayPolicySource *self)
{
  StrayHandling *handling = g_new0 (StrayHandling, 1);

  handling->actions[STRAY_SEVERITY_HIGH] = when_high;
  return handling;
}

gboolean
stray_policy_source_add_exception (StrayPolicySource *self, const char *domain, guint days)
{
  return FALSE;
}

void
stray_policy_source_free (StrayPolicySource *self)
{
  g_free (self);
}

typedef struct
{
  StrayDialog *dialog;
  StrayWorker *worker;
  StrayChannel *channel;
  StraySession *session;
  int to;
  int from;
} Fixture;

static void
frame_cb (GBytes *body, gpointer user_data)
{
  g_assert_not_reached ();
}

static void
end_cb (const GError *error, gpointer user_data)
{
  g_assert_not_reached ();
}

static void
set_up (Fixture *self, gconstpointer data)
{
  int in[2], out[2];

  g_assert_true (g_unix_open_pipe (in, FD_CLOEXEC, NULL));
  g_assert_true (g_unix_open_pipe (out, FD_CLOEXEC, NULL));
  self->to = in[1];
  self->from = out[0];
  self->dialog = stray_dialog_new ("/nonexistent");
  self->worker = stray_worker_new (NULL, NULL, NULL);
  self->channel = stray_channel_new (in[0], out[1]);
  stray_channel_start (self->channel, frame_cb, end_cb, NULL);
  self->session = stray_session_new (self->channel, self->worker, self->dialog);
  policy_exists = TRUE;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  stray_session_free (self->session);
  stray_channel_free (self->channel);
  stray_worker_free (self->worker);
  stray_dialog_free (self->dialog);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  close (self->to);
  close (self->from);
}

static void
hand_over (Fixture *self, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  stray_session_receive (self->session, body);
}

/* Returns the member @member of the next answer, which is waited for. */
static char *
answer (Fixture *self, const char *member)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonObject) object = NULL;
  struct pollfd readable = { .fd = self->from, .events = POLLIN };
  guint32 length;
  char *buffer;

  while (poll (&readable, 1, 0) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (read (self->from, &length, sizeof length), ==, sizeof length);
  buffer = g_malloc (length);
  g_assert_cmpint (read (self->from, buffer, length), ==, length);
  body = g_bytes_new_take (buffer, length);
  object = stray_json_parse (body, NULL);
  g_assert_nonnull (object);
  return g_strdup (stray_json_get_string (object, member, NULL));
}

/* Hands @text to the session and returns the member @member of its answer. */
static char *
receive (Fixture *self, const char *text, const char *member)
{
  hand_over (self, text);
  return answer (self, member);
}

#define HELLO "{\"type\":\"hello\",\"protocol\":[1,1],\"version\":\"0\"}"
#define CHECK                                                                                                \
  "{\"type\":\"check\",\"id\":\"c1\",\"from\":\"\","                                                         \
  "\"recipients\":[{\"field\":\"to\",\"address\":\"a@example.org\"}]}"

/* Without a policy nothing is cleared; once there is one, things go on. */
static void
test_no_policy (Fixture *self, gconstpointer data)
{
  g_autofree char *hello = receive (self, HELLO, "type");
  g_autofree char *code = NULL;
  g_autofree char *reason = NULL;

  g_assert_cmpstr (hello, ==, "hello");
  policy_exists = FALSE;
  code = receive (self, CHECK, "code");
  g_assert_cmpstr (code, ==, "no-policy");
  policy_exists = TRUE;
  reason = receive (self, CHECK, "reason");
  g_assert_cmpstr (reason, ==, "clean");
}

#define HELLO_2 "{\"type\":\"hello\",\"protocol\":[1,2],\"version\":\"0\"}"
#define CONTACTS                                                                                             \
  "{\"type\":\"contacts\",\"addresses\":[\"a@example.org\",\"A@EXAMPLE.org\",\"b@example.net\"]}"

/* There is no answer to contacts; in version 1 there are none. */
static void
test_contacts (Fixture *self, gconstpointer data)
{
  g_autofree char *hello = receive (self, HELLO, "type");
  g_autofree char *code = receive (self, CONTACTS, "code");
  g_autofree char *hello_2 = receive (self, HELLO_2, "type");
  g_autofree char *reason = NULL;

  g_assert_cmpstr (hello, ==, "hello");
  g_assert_cmpstr (code, ==, "unknown-type");
  g_assert_cmpuint (n_learned, ==, 0);
  g_assert_cmpstr (hello_2, ==, "hello");
  hand_over (self, CONTACTS);
  reason = receive (self, CHECK, "reason");
  g_assert_cmpstr (reason, ==, "clean");
  g_assert_cmpuint (n_learned, ==, 2);
}

#define WITHDRAW "{\"type\":\"withdraw\",\"id\":\"c1\"}"

/* While lists are read, or thousands of recipients judged, the session answers. */
static void
test_judging (Fixture *self, gconstpointer data)
{
  g_autofree char *hello = receive (self, HELLO, "type");
  g_autofree char *hello_again = NULL;
  g_autofree char *code = NULL;
  g_autofree char *reason = NULL;

  g_assert_cmpstr (hello, ==, "hello");
  g_mutex_lock (&lists);
  hand_over (self, CHECK);
  hello_again = receive (self, HELLO, "type");
  g_assert_cmpstr (hello_again, ==, "hello");
  code = receive (self, CHECK, "code");
  g_assert_cmpstr (code, ==, "duplicate-id");
  g_mutex_unlock (&lists);
  reason = answer (self, "reason");
  g_assert_cmpstr (reason, ==, "clean");
}

static void
test_withdrawn_while_judging (Fixture *self, gconstpointer data)
{
  g_autofree char *hello = receive (self, HELLO, "type");
  g_autofree char *reason = NULL;

  g_assert_cmpstr (hello, ==, "hello");
  g_mutex_lock (&lists);
  hand_over (self, CHECK);
  hand_over (self, WITHDRAW);
  g_mutex_unlock (&lists);
  reason = answer (self, "reason");
  g_assert_cmpstr (reason, ==, "withdrawn");
}

static void
test_ended_while_judging (Fixture *self, gconstpointer data)
{
  g_autofree char *hello = receive (self, HELLO, "type");
  char byte;

  g_assert_cmpstr (hello, ==, "hello");
  g_mutex_lock (&lists);
  hand_over (self, CHECK);
  stray_session_end (self->session);
  g_mutex_unlock (&lists);
  g_assert_true (g_unix_set_fd_nonblocking (self->from, TRUE, NULL));
  g_assert_cmpint (read (self->from, &byte, 1), ==, -1);
}

/* What is blocked now is said with the next hello, before any check is judged. */
static void
test_blocks (Fixture *self, gconstpointer data)
{
  g_autofree char *hello = receive (self, HELLO, "type");
  g_autofree char *reason = NULL;

  g_assert_cmpstr (hello, ==, "hello");
  g_assert_false (stray_worker_blocks (self->worker));
  when_high = STRAY_ACTION_BLOCK;
  reason = receive (self, CHECK, "reason");
  g_assert_cmpstr (reason, ==, "clean");
  g_assert_true (stray_worker_blocks (self->worker));
  when_high = STRAY_ACTION_ASK;
}

static void
test_ended (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static (HELLO, strlen (HELLO));
  char byte;

  stray_session_end (self->session);
  stray_session_receive (self->session, body);
  g_assert_true (g_unix_set_fd_nonblocking (self->from, TRUE, NULL));
  g_assert_cmpint (read (self->from, &byte, 1), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/no-policy", Fixture, NULL, set_up, test_no_policy, tear_down);
  g_test_add ("/session/contacts", Fixture, NULL, set_up, test_contacts, tear_down);
  g_test_add ("/session/judging", Fixture, NULL, set_up, test_judging, tear_down);
  g_test_add ("/session/withdrawn-while-judging", Fixture, NULL, set_up, test_withdrawn_while_judging,
              tear_down);
  g_test_add ("/session/ended-while-judging", Fixture, NULL, set_up, test_ended_while_judging, tear_down);
  g_test_add ("/session/blocks", Fixture, NULL, set_up, test_blocks, tear_down);
  g_test_add ("/session/ended", Fixture, NULL, set_up, test_ended, tear_down);
  return g_test_run ();
}
