/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "command.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "cli/text.h"
#include "doctor/checkup.h"
#include "native-messaging/json.h"

static const struct
{
  const char *nick;
  const char *text;
  StrayTextColor color;
} healths[] = {
  /* Translators: the verdict on something that was looked at, in front of a sentence */
  [STRAY_HEALTH_GOOD] = { "good", N_ ("good"), STRAY_TEXT_GREEN },
  /* Translators: the verdict on something that was looked at, in front of a sentence: worth knowing */
  [STRAY_HEALTH_NOTE] = { "note", N_ ("note"), STRAY_TEXT_YELLOW },
  /* Translators: the verdict on something that was looked at, in front of a sentence */
  [STRAY_HEALTH_BAD] = { "bad", N_ ("bad"), STRAY_TEXT_RED },
};

static guint
widest_verdict (void)
{
  guint widest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (healths); i++)
    widest = MAX (widest, stray_text_width (_ (healths[i].text)));
  return widest;
}

static guint
widest_check (GPtrArray *checkups)
{
  guint widest = 0;

  for (guint i = 0; i < checkups->len; i++)
    widest = MAX (widest, stray_text_width (((const StrayCheckup *)checkups->pdata[i])->check));
  return widest;
}

/* The fix follows the sentence: one check a line. */
static void
print_text (GPtrArray *checkups)
{
  const guint verdict_width = widest_verdict (), check_width = widest_check (checkups);
  const gboolean color = stray_text_wants_color ();

  for (guint i = 0; i < checkups->len; i++)
    {
      const StrayCheckup *checkup = checkups->pdata[i];
      const char *verdict = _ (healths[checkup->health].text);
      g_autofree char *text = stray_text_printable (checkup->text);
      g_autofree char *fix = checkup->fix != NULL ? stray_text_printable (checkup->fix) : NULL;
      g_autoptr (GString) line = g_string_new (NULL);

      stray_text_append_colored (line, verdict, color ? healths[checkup->health].color : STRAY_TEXT_PLAIN);
      stray_text_pad (line, stray_text_width (verdict), verdict_width + 2);
      g_string_append (line, checkup->check);
      stray_text_pad (line, stray_text_width (checkup->check), check_width + 2);
      g_string_append (line, text);
      if (fix != NULL)
        g_string_append_printf (line, " → %s", fix);
      printf ("%s\n", line->str);
    }
}

static void
print_json (GPtrArray *checkups)
{
  for (guint i = 0; i < checkups->len; i++)
    {
      const StrayCheckup *checkup = checkups->pdata[i];
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      stray_json_build_string (builder, "check", checkup->check);
      stray_json_build_string (builder, "health", healths[checkup->health].nick);
      stray_json_build_string (builder, "text", checkup->text);
      stray_json_build_string (builder, "fix", checkup->fix);
      stray_command_print_json (builder);
    }
}

static gboolean
parse_options (int argc, char **argv, gboolean *json, GError **error)
{
  const GOptionEntry entries[] = { { "json", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, json,
                                     N_ ("Write one JSON object a line"), NULL },
                                   G_OPTION_ENTRY_NULL };
  const StrayCommandHelp help = {
    "straymail doctor",
    _ ("– look whether everything works, and say what to do"),
    _ ("Run it as the person who uses Thunderbird, with a display or without one. Nothing is\n"
       "changed, and no dialog opens.\n\n"
       "Exit status: 0 where nothing is bad, 1 where something is, 2 where something went wrong."),
  };

  return stray_command_parse (&help, entries, argc, argv, error);
}

int
stray_command_doctor (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autoptr (GError) error = NULL;
  int status = STRAY_EXIT_CLEAN;

  if (!parse_options (argc, argv, &json, &error))
    /* Translators: %s says what is wrong with an option */
    return stray_command_fail (_ ("%s. “straymail doctor --help” lists the options."), error->message);

  g_autoptr (GPtrArray) checkups = stray_doctor_full ();

  for (guint i = 0; i < checkups->len; i++)
    if (((const StrayCheckup *)checkups->pdata[i])->health == STRAY_HEALTH_BAD)
      status = STRAY_EXIT_FLAGGED;
  if (json)
    print_json (checkups);
  else
    print_text (checkups);
  return stray_command_end (status);
}
