/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "confinement.h"

/* A library: what textdomain() the program has does not matter. */
#define GETTEXT_PACKAGE STRAY_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

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
}

void
stray_confine_files (void)
{
  g_autoptr (StrayFiles) view = NULL;

  /* A dialog has inherited it from its host. */
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
  { "files", stray_files_are_confined, describe_files },
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
