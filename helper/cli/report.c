/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>

#include "audit/event.h"
#include "audit/reader.h"
#include "cli/table.h"
#include "core/country.h"
#include "native-messaging/json.h"

typedef struct
{
  gboolean json;
  gboolean csv;
  char *since;
  char *until;
  char *directory;
  char **files;
} Options;

/* What messages of one kind, country and decision add up to. */
typedef struct
{
  char *kind;
  char *country;
  char *decision;
  guint64 messages;
  guint64 recipients;
} Sum;

typedef struct
{
  GHashTable *sums; /* of Sum, its own key */
  int status;
} Run;

static void
options_clear (Options *options)
{
  g_free (options->since);
  g_free (options->until);
  g_free (options->directory);
  g_strfreev (options->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (int argc, char **argv, Options *options, GError **error)
{
  const GOptionEntry entries[]
      = { { "since", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options->since,
            N_ ("Leave out what is older, as journalctl takes it: 2026-01-31, yesterday, -7d"),
            /* Translators: stands for a point in time */
            N_ ("TIME") },
          { "until", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options->until,
            N_ ("Leave out what is newer"), N_ ("TIME") },
          { "directory", 'D', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &options->directory,
            N_ ("Read the journals in this folder, such as those of a whole fleet"),
            /* Translators: stands for the name of a folder */
            N_ ("FOLDER") },
          { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->json,
            N_ ("Write one JSON object a line"), NULL },
          { "csv", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->csv,
            N_ ("Write comma-separated values, with a line of headings"), NULL },
          { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL,
            NULL },
          G_OPTION_ENTRY_NULL };
  const StrayCommandHelp help = {
    "straymail report",
    /* Translators: stands for names of files */
    _ ("[FILE…] – sum up which messages were flagged and what became of them"),
    _ ("Without FILE, the journal is asked through journalctl. A FILE holds what “journalctl\n"
       "--output=export” or “journalctl --output=json” wrote, on this machine or others; “-”\n"
       "is standard input.\n\n"
       "Exit status: 0 where everything was summed up, 1 where something was left out, which\n"
       "standard error names, 2 where something went wrong."),
  };

  if (!stray_command_parse (&help, entries, argc, argv, error))
    return FALSE;
  if (options->json && options->csv)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("“--json” and “--csv” exclude each other"));
  else if (options->files != NULL
           && (options->since != NULL || options->until != NULL || options->directory != NULL))
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         _ ("“--since”, “--until” and “--directory” are for the journal, not for files"));
  else
    return TRUE;
  return FALSE;
}

static void
sum_free (Sum *sum)
{
  g_free (sum->kind);
  g_free (sum->country);
  g_free (sum->decision);
  g_free (sum);
}

static guint
sum_hash_cb (gconstpointer key)
{
  const Sum *sum = key;

  return g_str_hash (sum->kind) ^ g_str_hash (sum->country) * 31 ^ g_str_hash (sum->decision) * 961;
}

static int
compare_words (const Sum *a, const Sum *b)
{
  int order = g_strcmp0 (a->kind, b->kind);

  if (order == 0)
    order = g_strcmp0 (a->country, b->country);
  return order != 0 ? order : g_strcmp0 (a->decision, b->decision);
}

static gboolean
sum_equal_cb (gconstpointer a, gconstpointer b)
{
  return compare_words (a, b) == 0;
}

/* The most frequent first. */
static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const Sum *first = *(const Sum *const *)a, *second = *(const Sum *const *)b;

  if (first->messages != second->messages)
    return first->messages > second->messages ? -1 : 1;
  return compare_words (first, second);
}

/* The sum that @event counts for; the table has it. */
static Sum *
find_sum (GHashTable *sums, const StrayEvent *event)
{
  const Sum key = { (char *)event->kind, (char *)event->country, (char *)event->decision, 0, 0 };
  Sum *sum = g_hash_table_lookup (sums, &key);

  if (sum == NULL)
    {
      sum = g_new0 (Sum, 1);
      *sum = (Sum){ g_strdup (event->kind), g_strdup (event->country), g_strdup (event->decision), 0, 0 };
      g_hash_table_add (sums, sum);
    }
  return sum;
}

static void
event_cb (const StrayEvent *event, gpointer user_data)
{
  Run *run = user_data;
  Sum *sum = find_sum (run->sums, event);

  sum->messages++;
  sum->recipients += event->flagged;
}

static void
report_cb (const char *problem, gpointer user_data)
{
  Run *run = user_data;

  stray_command_report_cb (problem, NULL);
  run->status = MAX (run->status, STRAY_EXIT_FLAGGED);
}

/* %FALSE, and @error may be unset, where nothing can be said of what is in it. */
static gboolean
read_file (const char *path, Run *run, GError **error)
{
  const gboolean is_input = g_str_equal (path, "-");
  g_autofree char *shown = is_input ? g_strdup (_ ("Standard input")) : g_filename_display_name (path);
  struct stat st;
  FILE *file = is_input ? stdin : fopen (path, "rbe");
  gboolean read, recognised = TRUE;

  if (file != NULL && fstat (fileno (file), &st) == 0 && S_ISDIR (st.st_mode))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR,
                   _ ("%s is a folder. Use “--directory” for a folder of journals."), shown);
      read = FALSE;
    }
  else if (file == NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("%s cannot be read: %s."), shown,
                   g_strerror (errno));
      return FALSE;
    }
  else
    read = stray_events_read (file, shown, event_cb, report_cb, run, &recognised, error);
  if (!is_input)
    fclose (file);
  /* What it is not, was told line by line. */
  if (!recognised)
    run->status = STRAY_EXIT_ERROR;
  return read && recognised;
}

static void
add_option (GStrvBuilder *builder, const char *name, const char *value)
{
  g_autofree char *option = g_strconcat (name, value, NULL);

  if (value != NULL)
    g_strv_builder_add (builder, option);
}

/* journalctl knows where journals are, who may read them, and how time is written. */
static GStrvBuilder *
begin_command (const Options *options)
{
  GStrvBuilder *builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "journalctl", "--quiet", "--no-pager", "--output=json", NULL);
  add_option (builder, "--directory=", options->directory);
  return builder;
}

static char **
compose_command (const Options *options)
{
  g_autoptr (GStrvBuilder) builder = begin_command (options);

  g_strv_builder_add_many (builder,
                           "--output-fields=MESSAGE_ID," STRAY_EVENT_KIND "," STRAY_EVENT_COUNTRY
                           "," STRAY_EVENT_DECISION "," STRAY_EVENT_FLAGGED,
                           NULL);
  add_option (builder, "--since=", options->since);
  add_option (builder, "--until=", options->until);
  g_strv_builder_add (builder, "MESSAGE_ID=" STRAY_EVENT_ID);
  return g_strv_builder_end (builder);
}

/* Whether there is any journal that may be read. Where there is none, journalctl is silent
 * and ends with 0, as it does where nothing is found in one; but each journal begins with
 * an entry. */
static gboolean
has_journal (const Options *options)
{
  g_autoptr (GStrvBuilder) builder = begin_command (options);
  g_auto (GStrv) command = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;

  g_strv_builder_add_many (builder, "--output-fields=MESSAGE_ID", "--lines=1", NULL);
  command = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char *const *)command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  return process != NULL && g_subprocess_communicate (process, NULL, NULL, &output, NULL, NULL)
         && g_bytes_get_size (output) > 0;
}

static gboolean
read_journal (const Options *options, Run *run, GError **error)
{
  g_auto (GStrv) command = compose_command (options);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_newv ((const char *const *)command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &failure);
  FILE *file;
  gboolean read, recognised;

  if (process == NULL)
    {
      g_set_error (error, failure->domain, failure->code,
                   /* Translators: %s says why, and ends with a full stop or not */
                   _ ("The journal cannot be read: %s. Give the entries as FILE, or “-” for standard input."),
                   failure->message);
      return FALSE;
    }
  file = fdopen (
      dup (g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (process)))), "rb");
  if (file == NULL)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                   _ ("The journal cannot be read: %s. Give the entries as FILE, or “-” for standard input."),
                   g_strerror (errno));
      return FALSE;
    }
  read = stray_events_read (file, "journalctl", event_cb, report_cb, run, &recognised, error);
  fclose (file);
  if (!read)
    return FALSE;
  if (!g_subprocess_wait_check (process, NULL, NULL))
    /* What was wrong it has said itself. */
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                         _ ("The journal cannot be read: journalctl failed and says why above."));
  else if (g_hash_table_size (run->sums) == 0 && !has_journal (options))
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                         _ ("There is no journal here that can be read. Run this where the journal is, or as "
                            "somebody who may read it."));
  else
    return TRUE;
  return FALSE;
}

static void
print_json (GPtrArray *sums)
{
  for (guint i = 0; i < sums->len; i++)
    {
      const Sum *sum = sums->pdata[i];
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      stray_json_build_string (builder, "kind", sum->kind);
      stray_json_build_string (builder, "country", *sum->country != '\0' ? sum->country : NULL);
      stray_json_build_string (builder, "decision", sum->decision);
      stray_json_build_int (builder, "messages", (gint64)sum->messages);
      stray_json_build_int (builder, "recipients", (gint64)sum->recipients);
      stray_command_print_json (builder);
    }
}

/* RFC 4180; no value holds anything that would have to be quoted. */
static void
print_csv (GPtrArray *sums)
{
  printf ("kind,country,decision,messages,recipients\n");
  for (guint i = 0; i < sums->len; i++)
    {
      const Sum *sum = sums->pdata[i];

      printf ("%s,%s,%s,%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT "\n", sum->kind, sum->country,
              sum->decision, sum->messages, sum->recipients);
    }
}

static void
add_row (StrayTable *table, const char *kind, const char *country, const char *decision, guint64 messages,
         guint64 recipients)
{
  g_autofree char *first = g_strdup_printf ("%" G_GUINT64_FORMAT, messages);
  g_autofree char *second = g_strdup_printf ("%" G_GUINT64_FORMAT, recipients);

  stray_table_add (table, kind, country, decision, first, second);
}

static void
print_table (GPtrArray *sums)
{
  StrayTable *table;
  guint64 messages = 0, recipients = 0;

  if (sums->len == 0)
    {
      printf ("%s\n", _ ("There is no trace of a flagged message."));
      return;
    }
  table = stray_table_new (5);
  /* Translators: the heads of five columns: the kind of look-alike, the country mail would have
   * gone to, what was decided, how many messages, how many recipients were flagged in them */
  stray_table_add (table, _ ("Kind"), _ ("Country"), _ ("Decision"), _ ("Messages"), _ ("Recipients"));
  for (guint i = 0; i < sums->len; i++)
    {
      const Sum *sum = sums->pdata[i];
      g_autofree char *name = *sum->country != '\0' ? stray_country_name (sum->country, NULL) : NULL;
      g_autofree char *country
          = name != NULL ? g_strdup_printf ("%s %s", sum->country, name) : g_strdup ("–");

      add_row (table, sum->kind, country, sum->decision, sum->messages, sum->recipients);
      messages += sum->messages;
      recipients += sum->recipients;
    }
  /* Translators: the last row of a table of numbers */
  add_row (table, _ ("Total"), "", "", messages, recipients);
  stray_table_print (table);
}

static void
print_sums (const Options *options, GHashTable *sums)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer sum;

  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &sum, NULL))
    g_ptr_array_add (sorted, sum);
  g_ptr_array_sort (sorted, compare_cb);
  if (options->json)
    print_json (sorted);
  else if (options->csv)
    print_csv (sorted);
  else
    print_table (sorted);
}

/* Reads each, whatever becomes of the others. Returns of how many it could be said what is
 * in them. */
static guint
read_files (char **paths, Run *run)
{
  guint n_read = 0;

  for (; *paths != NULL; paths++)
    {
      g_autoptr (GError) error = NULL;

      if (read_file (*paths, run, &error))
        n_read++;
      else if (error != NULL)
        run->status = stray_command_fail ("%s", error->message);
    }
  return n_read;
}

int
stray_command_report (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) sums
      = g_hash_table_new_full (sum_hash_cb, sum_equal_cb, (GDestroyNotify)sum_free, NULL);
  Run run = { sums, STRAY_EXIT_CLEAN };

  if (!parse_options (argc, argv, &options, &error))
    /* Translators: %s says what is wrong with an option */
    return stray_command_fail (_ ("%s. “straymail report --help” lists the options."), error->message);

  if (options.files == NULL && !read_journal (&options, &run, &error))
    return stray_command_fail ("%s", error->message);
  /* Of nothing that was read, there is no sum. */
  if (options.files != NULL && read_files (options.files, &run) == 0 && g_hash_table_size (sums) == 0)
    return run.status;
  print_sums (&options, sums);
  return stray_command_end (run.status);
}
