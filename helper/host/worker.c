/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "worker.h"

#define END_DEADLINE (500 * G_TIME_SPAN_MILLISECOND)

/* Nothing within the limits takes a fifth of it. */
#define STUCK_AFTER (10 * G_TIME_SPAN_SECOND)

struct _StrayWorker
{
  GThread *thread;
  GMainContext *context; /* the thread's: the settings may watch files in it */
  GMainLoop *loop;
  StrayPolicySource *source; /* the thread's alone */
  StrayReport report;        /* nullable */
  gpointer user_data;
  gint blocks; /* atomic */

  GMutex lock;
  GCond changed;
  gboolean has_begun;
  gboolean has_ended;
  gint64 busy_since; /* monotonic time; 0: it waits for something to do */
};

typedef struct
{
  StrayWorker *worker;
  GTask *task;
  StrayWork work;
} Item;

static void
item_free (gpointer data)
{
  Item *self = data;

  g_object_unref (self->task);
  g_free (self);
}

/* Before anything that takes long, so that a host that is lost in it has said so. */
static void
note_blocks (StrayWorker *self)
{
  g_autoptr (StrayHandling) handling = stray_policy_source_get_handling (self->source);

  g_atomic_int_set (&self->blocks, stray_handling_blocks (handling));
}

static void
signal_change (StrayWorker *self, gboolean *what)
{
  g_mutex_lock (&self->lock);
  *what = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

static gpointer
thread_cb (gpointer data)
{
  StrayWorker *self = data;

  g_main_context_push_thread_default (self->context);
  self->source = stray_policy_source_new (self->report, self->user_data);
  note_blocks (self);
  signal_change (self, &self->has_begun);
  g_main_loop_run (self->loop);
  stray_policy_source_free (self->source);
  g_main_context_pop_thread_default (self->context);
  signal_change (self, &self->has_ended);
  return NULL;
}

StrayWorker *
stray_worker_new (StrayReport report, gpointer user_data, GError **error)
{
  StrayWorker *self = g_new0 (StrayWorker, 1);

  self->report = report;
  self->user_data = user_data;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->thread = g_thread_try_new ("worker", thread_cb, self, error);
  if (self->thread == NULL)
    {
      self->has_ended = TRUE;
      stray_worker_free (self);
      return NULL;
    }
  g_mutex_lock (&self->lock);
  while (!self->has_begun)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

static void
set_busy_since (StrayWorker *self, gint64 since)
{
  g_mutex_lock (&self->lock);
  self->busy_since = since;
  g_mutex_unlock (&self->lock);
}

static gboolean
work_cb (gpointer data)
{
  Item *item = data;

  set_busy_since (item->worker, g_get_monotonic_time ());
  note_blocks (item->worker);
  item->work (item->task, item->worker->source, g_task_get_task_data (item->task));
  set_busy_since (item->worker, 0);
  return G_SOURCE_REMOVE;
}

/* Sources of one priority are dispatched in the order in which they came. */
static void
attach (StrayWorker *self, GSourceFunc func, gpointer data, GDestroyNotify free_func)
{
  GSource *source = g_idle_source_new ();

  g_source_set_callback (source, func, data, free_func);
  g_source_attach (source, self->context);
  g_source_unref (source);
}

void
stray_worker_do (StrayWorker *self, GTask *task, StrayWork work)
{
  Item *item = g_new (Item, 1);

  *item = (Item){ self, task, work };
  attach (self, work_cb, item, item_free);
}

gboolean
stray_worker_blocks (StrayWorker *self)
{
  return g_atomic_int_get (&self->blocks);
}

gboolean
stray_worker_is_stuck (StrayWorker *self)
{
  gboolean stuck;

  g_mutex_lock (&self->lock);
  stuck = self->busy_since != 0 && g_get_monotonic_time () - self->busy_since > STUCK_AFTER;
  g_mutex_unlock (&self->lock);
  return stuck;
}

static gboolean
wait_for_end (StrayWorker *self)
{
  const gint64 deadline = g_get_monotonic_time () + END_DEADLINE;
  gboolean ended;

  g_mutex_lock (&self->lock);
  while (!self->has_ended && g_cond_wait_until (&self->changed, &self->lock, deadline))
    ;
  ended = self->has_ended;
  g_mutex_unlock (&self->lock);
  return ended;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

void
stray_worker_free (StrayWorker *self)
{
  if (self->thread != NULL)
    attach (self, quit_cb, self->loop, NULL);
  if (!wait_for_end (self))
    return;
  g_clear_pointer (&self->thread, g_thread_join);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}
