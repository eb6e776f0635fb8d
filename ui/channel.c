/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "channel.h"

#include "native-messaging/frame.h"

/* The host writes a question in one go; what does not follow then never will. */
#define FRAME_DEADLINE_MS 5000
/* The socket's buffer takes a reply at once; only a stopped host could fill it. */
#define WRITE_DEADLINE_S 2

struct _StrayChannel
{
  GObject parent_instance;

  GSocketConnection *connection;
  StrayUiRequest *request;
};

G_DEFINE_FINAL_TYPE (StrayChannel, stray_channel, G_TYPE_OBJECT)

enum
{
  REQUEST,
  FAILED,
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
stray_channel_finalize (GObject *object)
{
  StrayChannel *self = STRAY_CHANNEL (object);

  g_clear_object (&self->connection);
  g_clear_pointer (&self->request, stray_ui_request_free);
  G_OBJECT_CLASS (stray_channel_parent_class)->finalize (object);
}

static void
stray_channel_class_init (StrayChannelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stray_channel_finalize;

  signals[REQUEST] = g_signal_new ("request", STRAY_TYPE_CHANNEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[FAILED]
      = g_signal_new ("failed", STRAY_TYPE_CHANNEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED]
      = g_signal_new ("closed", STRAY_TYPE_CHANNEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stray_channel_init (StrayChannel *self)
{
}

StrayChannel *
stray_channel_new (int fd, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, error);
  StrayChannel *self;

  if (socket == NULL)
    return NULL;
  g_socket_set_timeout (socket, 0);
  self = g_object_new (STRAY_TYPE_CHANNEL, NULL);
  self->connection = g_socket_connection_factory_create_connection (socket);
  return self;
}

static void read_next (StrayChannel *self);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (StrayChannel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = stray_frame_read_finish (G_INPUT_STREAM (source), result, &error);

  if (body == NULL)
    {
      /* A frame that ends early is a host that died; a length that cannot be is no host at all. */
      gboolean nonsense
          = self->request == NULL && !g_error_matches (error, STRAY_FRAME_ERROR, STRAY_FRAME_ERROR_END);
      g_signal_emit (self, signals[nonsense ? FAILED : CLOSED], 0);
      return;
    }

  /* Only one request a process. What a newer host may say later is ignored. */
  if (self->request == NULL)
    {
      self->request = stray_ui_request_parse (body, &error);
      if (self->request == NULL)
        {
          g_signal_emit (self, signals[FAILED], 0);
          return;
        }
      g_signal_emit (self, signals[REQUEST], 0, self->request);
    }
  read_next (self);
}

static void
read_next (StrayChannel *self)
{
  stray_frame_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)),
                          STRAY_FRAME_MAX_QUESTION, FRAME_DEADLINE_MS, NULL, read_cb, g_object_ref (self));
}

void
stray_channel_start (StrayChannel *self)
{
  read_next (self);
}

static gboolean
send_body (StrayChannel *self, const char *body)
{
  g_autoptr (GBytes) frame = stray_frame_new (body);
  GOutputStream *stream = g_io_stream_get_output_stream (G_IO_STREAM (self->connection));
  gsize size;
  gconstpointer data = g_bytes_get_data (frame, &size);
  gboolean written;

  g_socket_set_timeout (g_socket_connection_get_socket (self->connection), WRITE_DEADLINE_S);
  written = g_output_stream_write_all (stream, data, size, NULL, NULL, NULL);
  g_socket_set_timeout (g_socket_connection_get_socket (self->connection), 0);
  return written;
}

void
stray_channel_send_shown (StrayChannel *self)
{
  g_autofree char *body = stray_ui_shown_to_json (self->request->question);

  send_body (self, body);
}

gboolean
stray_channel_send_answer (StrayChannel *self, const StrayAnswer *answer)
{
  g_autofree char *body = stray_ui_answer_to_json (self->request->question, answer);

  return send_body (self, body);
}
