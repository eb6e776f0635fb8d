/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("stray-home-XXXXXX", NULL);
  g_autofree char *config = g_build_filename (home, "config", NULL);
  g_autofree char *data = g_build_filename (home, "data", NULL);
  /* A relative path counts as none, an empty one neither. */
  g_autofree char *data_dirs = g_strdup_printf ("%s:relative:%s/", data, data);

  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_setenv ("XDG_DATA_DIRS", data_dirs, TRUE);
  g_setenv ("LANG", "C", TRUE);
  g_setenv ("LC_ALL", "C", TRUE);
  g_test_init (&argc, &argv, NULL);

  load_add_lists ();
  load_add_guarded ();
  load_add_limits ();
  load_add_policy ();
  load_add_source ();

  int status = g_test_run ();

  load_remove_tree (home);
  return status;
}
