/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "resources.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* The main loop, the worker's and GLib's have one each, the settings and their bus some more;
 * a dialog that is being started takes a pair of sockets and three pipes. */
#define DESCRIPTORS 24u
/* The worker, GLib's worker, GDBus's, dconf's, and one to spare. */
#define THREADS 5u

static gboolean
check_descriptors (GError **error)
{
  int taken[DESCRIPTORS];
  guint n = 0;
  int saved;

  while (n < DESCRIPTORS && (taken[n] = fcntl (0, F_DUPFD_CLOEXEC, 0)) >= 0)
    n++;
  saved = errno;
  if (n < DESCRIPTORS)
    g_set_error (
        error, G_IO_ERROR, g_io_error_from_errno (saved),
        "%s: only %u file descriptors are left, and it needs %u. Raise the limit (ulimit -n) under which "
        "Thunderbird is started.",
        g_strerror (saved), n, DESCRIPTORS);
  for (guint i = 0; i < n; i++)
    close (taken[i]);
  return n == DESCRIPTORS;
}

/* Each waits for the lock, so that there are all of them at one time. */
static gpointer
wait_cb (gpointer data)
{
  GMutex *lock = data;

  g_mutex_lock (lock);
  g_mutex_unlock (lock);
  return NULL;
}

static gboolean
check_threads (GError **error)
{
  GThread *threads[THREADS];
  g_autoptr (GError) reason = NULL;
  GMutex lock;
  guint n = 0;

  g_mutex_init (&lock);
  g_mutex_lock (&lock);
  while (n < THREADS && (threads[n] = g_thread_try_new ("check", wait_cb, &lock, &reason)) != NULL)
    n++;
  g_mutex_unlock (&lock);
  for (guint i = 0; i < n; i++)
    g_thread_join (threads[i]);
  g_mutex_clear (&lock);
  if (n == THREADS)
    return TRUE;
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_FAILED,
      "%s: it can have only %u of the %u threads it needs. End some programs, or raise the limit (ulimit -u) "
      "under which Thunderbird is started.",
      reason->message, n, THREADS);
  return FALSE;
}

gboolean
stray_resources_check (GError **error)
{
  return check_descriptors (error) && check_threads (error);
}
