/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Gives up what host and dialog give up, by the same functions, and then tries what it
 * is told, a pair of arguments each:
 *
 *   confined read /etc/hostname socket 2
 *
 * One line each says how that went: `ok`, or the errno value in words. `report` lists
 * what is said to hold; `early` opens a socket in a thread that was there before; `alone`
 * gives up running programs, too; `none` as the first argument gives nothing up. */

#include "attempts.h"

#include "native-messaging/confinement/confinement.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* Waits for its turn: a thread that was there before anything was given up. */
typedef struct
{
  GMutex lock;
  GCond turn;
  gboolean its_turn;
  const char *family;
  const char *result;
} Early;

static Early early;

static void
try_early (const char *family)
{
  g_mutex_lock (&early.lock);
  early.family = family;
  early.its_turn = TRUE;
  g_cond_broadcast (&early.turn);
  while (early.its_turn)
    g_cond_wait (&early.turn, &early.lock);
  g_mutex_unlock (&early.lock);
  puts (early.result);
}

static gpointer
early_cb (gpointer data)
{
  g_mutex_lock (&early.lock);
  while (!early.its_turn)
    g_cond_wait (&early.turn, &early.lock);
  early.result = stray_attempt ("socket", early.family);
  early.its_turn = FALSE;
  g_cond_broadcast (&early.turn);
  g_mutex_unlock (&early.lock);
  return NULL;
}

static void
print_report (const char *ignored)
{
  g_autoptr (GPtrArray) report = stray_confinement_report ();

  for (guint i = 0; i < report->len; i++)
    {
      const StrayConfinement *measure = report->pdata[i];

      printf ("%s\t%s\t%s\n", measure->name, measure->active ? "active" : "inactive", measure->text);
    }
}

static void
give_up_programs (const char *ignored)
{
  stray_confine_programs ();
}

static const struct
{
  const char *name;
  void (*act) (const char *argument);
} acts[] = {
  { "early", try_early },
  { "report", print_report },
  { "alone", give_up_programs },
};

static gboolean
act (const char *name, const char *argument)
{
  const char *result = stray_attempt (name, argument);

  if (result != NULL)
    {
      puts (result);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, name))
      {
        acts[i].act (argument);
        return TRUE;
      }
  fprintf (stderr, "confined does not know how to %s\n", name);
  return FALSE;
}

int
main (int argc, char *argv[])
{
  int first = 1;

  setlocale (LC_ALL, "");
  /* What forks has nothing to write twice. */
  setvbuf (stdout, NULL, _IONBF, 0);
  if (argc > 1 && g_str_equal (argv[1], "none"))
    first = 2;
  else
    {
      stray_confine ();
      stray_confine_files ();
      g_thread_unref (g_thread_new ("early", early_cb, NULL));
      stray_confine_network ();
    }
  for (int i = first; i + 1 < argc; i += 2)
    if (!act (argv[i], argv[i + 1]))
      return EXIT_FAILURE;
  return EXIT_SUCCESS;
}
