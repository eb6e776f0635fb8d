/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "command.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "policy/environment.h"

static const StrayCommand commands[] = {
  { "check", N_ ("Tell which recipients look like a slip to another country"), stray_command_check },
  { "doctor", N_ ("Look whether everything works, and say what to do"), stray_command_doctor },
  { "policy", N_ ("Show what is in force and where it comes from"), stray_command_policy },
  { "report", N_ ("Sum up which messages were flagged and what became of them"), stray_command_report },
  { "setup", N_ ("Have Thunderbird find Straymail, for you alone"), stray_command_setup },
};

static void
print_help (void)
{
  /* Translators: the words after “straymail” and the options are typed as they
   * stand; COMMAND and ARGUMENT stand for what the user puts there */
  printf ("%s\n\n%s\n", _ ("Usage: straymail COMMAND [ARGUMENT…]"), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    printf ("  %-12s %s\n", commands[i].name, _ (commands[i].summary));
  printf ("\n%s\n  %-12s %s\n  %-12s %s\n\n%s\n", _ ("Options:"), "--help", _ ("Show this help"), "--version",
          _ ("Show the version"), _ ("“straymail COMMAND --help” tells more about a command."));
}

/* GLib would turn what a C locale lacks into question marks. */
static void
print_cb (const char *text)
{
  fputs (text, stdout);
}

/* A descriptor that is closed at the start would be given to the first file
 * that is opened, and the output would go there. Opened the wrong way round,
 * reading or writing fails as it would on a closed one. */
static void
hold_standard_descriptors (void)
{
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl (fd, F_GETFD) == -1)
      (void)!open ("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int
main (int argc, char **argv)
{
  hold_standard_descriptors ();
  /* A reader that leaves early (`| head`) shows as EPIPE, which check.c knows;
   * children that GLib starts get the default back. */
  signal (SIGPIPE, SIG_IGN);
  /* What is told is what the host goes by. */
  stray_environment_settle ();
  setlocale (LC_ALL, "");
  bindtextdomain (STRAY_GETTEXT_DOMAIN, STRAY_LOCALEDIR);
  bind_textdomain_codeset (STRAY_GETTEXT_DOMAIN, "UTF-8");
  textdomain (STRAY_GETTEXT_DOMAIN);
  g_set_prgname ("straymail");
  g_set_print_handler (print_cb);

  const char *word = argc > 1 ? argv[1] : NULL;

  if (word == NULL)
    return stray_command_fail (_ ("Say which command to run. “straymail --help” lists them."));
  if (g_str_equal (word, "--help") || g_str_equal (word, "-h") || g_str_equal (word, "help"))
    {
      print_help ();
      return stray_command_end (STRAY_EXIT_CLEAN);
    }
  if (g_str_equal (word, "--version"))
    {
      printf ("straymail %s\n", STRAY_VERSION);
      return stray_command_end (STRAY_EXIT_CLEAN);
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (word, commands[i].name))
      return commands[i].run (argc - 1, argv + 1);

  g_autofree char *shown = g_utf8_make_valid (word, -1);

  return stray_command_fail (_ ("“%s” is not a command. “straymail --help” lists them."), shown);
}
