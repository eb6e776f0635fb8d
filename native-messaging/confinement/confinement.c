/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "confinement.h"

/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "calls.h"
#include "files.h"
#include "network.h"
#include "view.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Which memory goes into a core file, core(5). */
#define CORE_FILTER "/proc/self/coredump_filter"

/* Why the kernel refused, as errno values; 0 where it did not, or was not asked. */
static int calls_error;
static int files_error;
static int network_error;

/* A limit of 0 keeps a core file from being written, but not from being handed to a
 * program, which is what most systems do. It gets one without any memory then. */
static void
empty_core_files (void)
{
  const struct rlimit none = { 0, 0 };
  int fd = open (CORE_FILTER, O_WRONLY | O_CLOEXEC);

  setrlimit (RLIMIT_CORE, &none);
  if (fd < 0)
    return;
  if (write (fd, "0", 1) < 0)
    g_debug ("the kernel does not say what goes into core files");
  close (fd);
}

static gboolean
core_files_are_empty (void)
{
  g_autofree char *filter = NULL;
  struct rlimit limit;

  return getrlimit (RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0
         && g_file_get_contents (CORE_FILTER, &filter, NULL, NULL)
         && g_ascii_strtoull (filter, NULL, 16) == 0;
}

void
stray_confine (void)
{
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  empty_core_files ();
  /* A dialog has inherited it from its host, as it has its files. */
  if (!stray_calls_are_denied ())
    calls_error = stray_calls_deny ();
}

void
stray_confine_files (void)
{
  g_autoptr (StrayFiles) view = NULL;

  if (stray_files_are_confined ())
    return;
  view = stray_view_new ();
  files_error = view != NULL ? stray_files_enforce (view) : errno;
}

void
stray_confine_network (void)
{
  if (!stray_network_is_denied ())
    network_error = stray_network_deny ();
}

void
stray_confine_programs (void)
{
  stray_calls_deny_programs ();
}

static char *
describe_privileges (gboolean active)
{
  return g_strdup (active
                       ? _ ("No program that it starts can gain privileges.")
                       : _ ("Programs that it starts could gain privileges: the kernel cannot rule it out."));
}

static char *
describe_memory (gboolean active)
{
  return g_strdup (active
                       ? _ ("Should it crash, no copy of its memory is kept.")
                       : _ ("Should it crash, a copy of its memory could be kept, with addresses in it: the "
                            "kernel cannot rule it out."));
}

static char *
describe_calls (gboolean active)
{
  if (active)
    return g_strdup (_ ("It cannot change the permissions of files, nor look into other programs."));
  return g_strdup_printf (
      /* Translators: %s is what the operating system says of the reason */
      _ ("It could change the permissions of your files, and look into your other programs, since this "
         "kernel does not filter system calls (%s)."),
      g_strerror (calls_error));
}

static char *
describe_files (gboolean active)
{
  if (active)
    return g_strdup (_ ("It can read only the files it needs, and can write none but settings and caches."));
  if (files_error == 0)
    return g_strdup (_ ("It can read and write all your files: nobody has restricted it."));
  return g_strdup_printf (
      /* Translators: %s is what the operating system says of the reason */
      _ ("It can read and write all your files, since this kernel offers no Landlock to restrict it (%s)."),
      g_strerror (files_error));
}

static gboolean
are_sockets_confined (void)
{
  return stray_files_are_confined () && stray_files_cover_sockets ();
}

static char *
describe_sockets (gboolean active)
{
  return g_strdup (active
                       ? _ ("Of the sockets that are files it can reach only those it needs: the session "
                            "bus, the display, screen readers, input methods and the journal.")
                       : _ ("It could reach the sockets of your other programs, such as that of ssh-agent: "
                            "the kernel can rule it out only from Linux 7.1 on."));
}

static char *
describe_network (gboolean active)
{
  if (active)
    return g_strdup (_ ("It cannot open connections to the network."));
  if (network_error == 0)
    return g_strdup (
        _ ("It could open connections to the network. A display on another computer is reached in "
           "that way, as over ssh."));
  return g_strdup_printf (
      /* Translators: %s is what the operating system says of the reason */
      _ ("It could open connections to the network, since this kernel does not filter system calls (%s)."),
      g_strerror (network_error));
}

static gboolean
has_no_new_privileges (void)
{
  return prctl (PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1;
}

static const struct
{
  const char *name;
  gboolean (*is_active) (void);
  char *(*describe) (gboolean active);
} measures[] = {
  { "privileges", has_no_new_privileges, describe_privileges },
  { "memory", core_files_are_empty, describe_memory },
  { "calls", stray_calls_are_denied, describe_calls },
  { "files", stray_files_are_confined, describe_files },
  { "sockets", are_sockets_confined, describe_sockets },
  { "network", stray_network_is_denied, describe_network },
};

static void
confinement_free (gpointer data)
{
  StrayConfinement *self = data;

  g_free (self->text);
  g_free (self);
}

GPtrArray *
stray_confinement_report (void)
{
  GPtrArray *report = g_ptr_array_new_with_free_func (confinement_free);

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    {
      StrayConfinement *self = g_new0 (StrayConfinement, 1);

      self->name = measures[i].name;
      self->active = measures[i].is_active ();
      self->text = measures[i].describe (self->active);
      g_ptr_array_add (report, self);
    }
  return report;
}
