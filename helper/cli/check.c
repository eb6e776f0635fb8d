/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "cli/row.h"
#include "cli/strays.h"
#include "cli/text.h"
#include "core/check.h"
#include "policy/home.h"
#include "policy/lines.h"
#include "policy/load.h"

/* The longest recipient that is looked at. stray_check() takes less than that;
 * the rest is room for a display name. */
#define INPUT_MAX 8192

typedef struct
{
  gboolean json;
  char **trusted;
  char *home;
  char *input;
  char **recipients; /* with an input: files */
} Options;

typedef struct
{
  const StrayPolicy *policy;
  StrayRowWriter write_row;
  GString *row;
  int status;
  int write_errno; /* of the first write that failed, else 0 */
} Run;

static void
options_clear (Options *options)
{
  g_strfreev (options->trusted);
  g_free (options->home);
  g_free (options->input);
  g_strfreev (options->recipients);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What `--help` says behind the options: (transfer full). */
static char *
describe (void)
{
  return g_strconcat (
      _ ("Without ADDRESS, recipients are read from standard input, one a line; lines that\n"
         "are empty are left out. A line begins with “!” where a recipient looks like a slip,\n"
         "and with “?” where it cannot be read.\n\n"
         "Exit status: 0 where nothing was flagged, 1 where at least one recipient looks like\n"
         "a slip or cannot be read, 2 where something went wrong."),
      "\n\n",
      /* Translators: the words behind “--input=” are typed as they stand */
      _ ("With --input, files are named in place of addresses: --input=postfix and --input=exim\n"
         "take logs, --input=mbox files of mail, each also from standard input, such as from\n"
         "zcat; --input=maildir takes folders. What was delivered counts. A date without a year\n"
         "is taken for the last such day that is not after the file was changed, on standard\n"
         "input not after today. Lines that cannot be used are named, and the status is 1; it is\n"
         "2 where a file cannot be read, and the others are read all the same."),
      NULL);
}

static gboolean
parse_options (int argc, char **argv, Options *options, GError **error)
{
  /* File names and not strings: those would have to be in the locale's
   * encoding, and addresses are UTF-8 in every locale. */
  const GOptionEntry entries[]
      = { { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->json,
            N_ ("Write one JSON object a line"), NULL },
          { "trusted", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, &options->trusted,
            N_ ("Trust what this list holds and nothing else; can be repeated"),
            /* Translators: stands for the name of a file */
            N_ ("FILE") },
          { "home", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options->home,
            N_ ("Take these countries for home; empty for none"),
            /* Translators: stands for country codes */
            N_ ("CC[,CC…]") },
          { "input", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options->input,
            N_ ("Look back: tell by domain what was sent, from logs or mail in this format"),
            /* Translators: stands for the name of a format */
            N_ ("FORMAT") },
          { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, &options->recipients,
            NULL, NULL },
          G_OPTION_ENTRY_NULL };
  g_autofree char *description = describe ();
  const StrayCommandHelp help = {
    "straymail check",
    /* Translators: stands for addresses of mail */
    _ ("[ADDRESS…] – tell which recipients look like a slip to another country"),
    description,
  };

  return stray_command_parse (&help, entries, argc, argv, error);
}

/* @input: (out) (nullable): the format that was asked for */
static gboolean
find_input (const Options *options, const StrayInput **input, GError **error)
{
  if (options->input == NULL)
    return TRUE;
  *input = stray_input_find (options->input);
  if (*input == NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (options->input, -1);
      g_autofree char *names = stray_input_list ();

      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   /* Translators: the first %s is what was typed, the second one a list of names */
                   _ ("“%s” is not a format that can be read. There are: %s."), shown, names);
      return FALSE;
    }
  if (!stray_input_is_folder (*input) || options->recipients != NULL)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("Name the folders to read. “straymail check --help” tells more."));
  return FALSE;
}

static StrayPolicy *
load_policy (const Options *options, GError **error)
{
  g_auto (GStrv) home = NULL;

  if (options->home != NULL)
    {
      home = stray_home_parse (options->home, error);
      if (home == NULL)
        return NULL;
    }

  const StrayLoadOptions load = {
    .lists = (const char *const *)options->trusted,
    .home = (const char *const *)home,
  };

  return stray_load_policy (&load, stray_command_report_cb, NULL, error);
}

static StrayRowWriter
choose_writer (const Options *options)
{
  if (options->json)
    return stray_row_json;
  return stray_text_wants_color () ? stray_row_color : stray_row_text;
}

/* Called right after a write failed, while errno still tells why. */
static void
note_write_error (Run *run)
{
  if (run->write_errno == 0)
    run->write_errno = errno;
}

/* @text is @length bytes of anything; @readable tells whether it is all there. */
static void
check_recipient (Run *run, const char *text, gsize length, gboolean readable)
{
  static const StrayResult unparsable = { .verdict = STRAY_VERDICT_UNPARSABLE };
  g_autoptr (StrayResult) result = NULL;
  g_autofree char *valid = NULL;

  /* NUL is no text either. */
  if (!g_utf8_validate_len (text, length, NULL))
    {
      text = valid = g_utf8_make_valid (text, length);
      readable = FALSE;
    }
  if (readable)
    result = stray_check (run->policy, text);

  const StrayResult *verdict = result != NULL ? result : &unparsable;

  if (verdict->verdict == STRAY_VERDICT_LOOKALIKE || verdict->verdict == STRAY_VERDICT_UNPARSABLE)
    run->status = STRAY_EXIT_FLAGGED;
  g_string_truncate (run->row, 0);
  run->write_row (run->row, text, verdict);
  if (fwrite (run->row->str, 1, run->row->len, stdout) < run->row->len)
    note_write_error (run);
}

static gboolean
is_blank (const StrayLine *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (line->text[i] != ' ' && line->text[i] != '\t')
      return FALSE;
  return !line->cut;
}

/* Whoever feeds us line by line wants each answer before the next question. */
static void
flush_cb (gpointer user_data)
{
  if (fflush (stdout) != 0)
    note_write_error (user_data);
}

static gboolean
check_standard_input (Run *run, GError **error)
{
  g_autoptr (StrayLines) lines = stray_lines_new (STDIN_FILENO, INPUT_MAX);
  g_autoptr (GError) failure = NULL;
  StrayLine line;

  stray_lines_set_before_wait (lines, flush_cb, run);
  /* Nobody is there to read any further once writing has failed. */
  while (run->write_errno == 0 && stray_lines_next (lines, &line, &failure))
    if (!is_blank (&line))
      check_recipient (run, line.text, line.length, !line.cut);

  if (failure == NULL)
    return TRUE;
  g_set_error (error, failure->domain, failure->code, _ ("Standard input cannot be read: %s."),
               failure->message);
  return FALSE;
}

int
stray_command_check (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!parse_options (argc, argv, &options, &error))
    /* Translators: %s says what is wrong with an option */
    return stray_command_fail (_ ("%s. “straymail check --help” lists the options."), error->message);

  const StrayInput *input = NULL;

  if (!find_input (&options, &input, &error))
    return stray_command_fail ("%s", error->message);

  g_autoptr (StrayPolicy) policy = load_policy (&options, &error);

  if (policy == NULL)
    return stray_command_fail ("%s", error->message);

  if (input != NULL)
    return stray_strays_tell (policy, input, (const char *const *)options.recipients, options.json);

  g_autoptr (GString) row = g_string_sized_new (512);
  Run run = { policy, choose_writer (&options), row, STRAY_EXIT_CLEAN, 0 };

  setvbuf (stdout, NULL, _IOFBF, 64 * 1024);
  if (options.recipients != NULL)
    for (char **recipient = options.recipients; *recipient != NULL; recipient++)
      check_recipient (&run, *recipient, strlen (*recipient), strlen (*recipient) <= INPUT_MAX);
  else if (!check_standard_input (&run, &error))
    run.status = stray_command_fail ("%s", error->message);

  flush_cb (&run);
  if (run.write_errno == 0)
    return run.status;
  /* Who reads only the beginning (`| head`) knows that, and needs no message. */
  if (run.write_errno == EPIPE)
    return STRAY_EXIT_ERROR;
  return stray_command_fail (_ ("Standard output cannot be written: %s."), g_strerror (run.write_errno));
}
