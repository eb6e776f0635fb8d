/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "target.h"

#include "core-test.h"

/* The inputs of the fuzzer as an ordinary test: the arguments are folders. */

static void
test_input (gconstpointer path)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  fuzz_input ((const guint8 *)data, length);
}

static void
add_folder (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = g_dir_open (folder, 0, &error);
  g_autofree char *name = g_path_get_basename (folder);
  const char *input;
  guint n = 0;

  g_assert_no_error (error);
  while ((input = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/fuzz/%s/%s", name, input);

      g_test_add_data_func_full (path, g_build_filename (folder, input, NULL), test_input, g_free);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  core_test_init (&argc, &argv);
  g_assert_cmpint (argc, >, 1);
  for (int i = 1; i < argc; i++)
    add_folder (argv[i]);
  return g_test_run ();
}
