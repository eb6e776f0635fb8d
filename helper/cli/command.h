/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "native-messaging/json.h"

G_BEGIN_DECLS

/** Exit statuses: what was looked at is fine, something in it is not, nothing could be told. */
enum
{
  STRAY_EXIT_CLEAN = 0,
  STRAY_EXIT_FLAGGED = 1,
  STRAY_EXIT_ERROR = 2,
};

/**
 * StrayCommand:
 * @name: the word behind `straymail`
 * @summary: one line for `straymail --help`, marked with N_()
 * @run: does it; @argv begins with the name, and is %NULL-terminated. Returns
 *   the exit status
 *
 * One command. A new one is a file of its own and a row in the table of main.c.
 */
typedef struct
{
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
} StrayCommand;

int stray_command_check (int argc, char **argv);
int stray_command_doctor (int argc, char **argv);
int stray_command_policy (int argc, char **argv);
int stray_command_policy_lint (int argc, char **argv);
int stray_command_report (int argc, char **argv);
int stray_command_setup (int argc, char **argv);

/**
 * stray_command_fail:
 * @format: a whole sentence, translated
 *
 * Writes it to standard error, as every command does with what went wrong.
 *
 * Returns: %STRAY_EXIT_ERROR
 */
int stray_command_fail (const char *format, ...) G_GNUC_PRINTF (1, 2);

/**
 * stray_command_end:
 * @status: what the command came to
 *
 * Writes what lies in standard output's buffer still.
 *
 * Returns: @status; or %STRAY_EXIT_ERROR, which is told, where it cannot be written
 */
int stray_command_end (int status);

/**
 * StrayCommandHelp:
 * @name: the command as it is typed
 * @usage: what follows it, and in a few words what it does, translated
 * @description: what stands below its options, translated
 *
 * What `--help` of a command says.
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *description;
} StrayCommandHelp;

/**
 * stray_command_parse:
 * @entries: its options, with texts marked by N_(), and %G_OPTION_REMAINING where it takes more
 *
 * Parses what was typed behind a command, of which only options are expected otherwise.
 *
 * Returns: %FALSE with a #GOptionError
 */
gboolean stray_command_parse (const StrayCommandHelp *help, const GOptionEntry *entries, int argc,
                              char **argv, GError **error);

/**
 * stray_command_print_json:
 * @builder: with an object that is still open
 *
 * Ends the object and writes it to standard output, as one line.
 */
void stray_command_print_json (JsonBuilder *builder);

/** A #StrayReport that writes each problem to standard error. */
void stray_command_report_cb (const char *problem, gpointer user_data);

G_END_DECLS
