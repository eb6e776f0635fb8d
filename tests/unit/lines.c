/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "policy/lines.h"

#include <string.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib-unix.h>

#define CAP 8

/* What goes in, and the lines that come out, joined by "|"; a line that was cut
 * has a "~" behind it. NUL is written as "0". */
static const struct
{
  const char *name;
  const char *input;
  gsize length;
  const char *lines;
} vectors[] = {
#define ROW(name, input, lines)                                                                              \
  {                                                                                                          \
    name, input, sizeof input - 1, lines                                                                     \
  }
  ROW ("nothing", "", ""),
  ROW ("one empty line", "\n", "|"),
  ROW ("one line", "a\n", "a|"),
  ROW ("no line end", "a", "a|"),
  ROW ("last without line end", "a\nb", "a|b|"),
  ROW ("CRLF", "a\r\nb\r\n", "a|b|"),
  ROW ("CR alone is no line end", "a\rb\n", "a\rb|"),
  ROW ("only one CR goes", "a\r\r\n", "a\r|"),
  ROW ("empty lines", "\n\n a\n\n", "|| a||"),
  ROW ("NUL", "a\0b\n", "a0b|"),
  ROW ("at the cap", "12345678\n9\n", "12345678|9|"),
  ROW ("at the cap, CRLF", "12345678\r\n9\n", "12345678|9|"),
  ROW ("one beyond the cap", "123456789\n0\n", "12345678~|0|"),
  ROW ("one beyond the cap, CRLF", "123456789\r\n0\n", "12345678~|0|"),
  ROW ("far beyond the cap", "1234567890abcdefghijklm\n0\n", "12345678~|0|"),
  ROW ("beyond the cap at the end", "123456789", "12345678~|"),
  ROW ("byte order mark",
       "\xef\xbb\xbf"
       "a\nb\n",
       "a|b|"),
  ROW ("byte order mark alone", "\xef\xbb\xbf", "|"),
  ROW ("byte order mark in the second line stays",
       "a\n\xef\xbb\xbf"
       "b\n",
       "a|\xef\xbb\xbf"
       "b|"),
#undef ROW
};

static char *
join (StrayLines *lines)
{
  GString *joined = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  StrayLine line;

  while (stray_lines_next (lines, &line, &error))
    {
      for (gsize i = 0; i < line.length; i++)
        g_string_append_c (joined, line.text[i] != '\0' ? line.text[i] : '0');
      g_assert_cmpint (line.text[line.length], ==, '\0');
      g_string_append (joined, line.cut ? "~|" : "|");
    }
  g_assert_no_error (error);
  return g_string_free (joined, FALSE);
}

/* Written byte by byte in the second round, so that no line is read whole. */
static gpointer
write_slowly (gpointer data)
{
  const gint *ends = data;
  char byte;

  while (read (ends[0], &byte, 1) == 1)
    g_assert_cmpint (write (ends[1], &byte, 1), ==, 1);
  close (ends[1]);
  return NULL;
}

static void
test_split (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    for (int slow = 0; slow < 2; slow++)
      {
        int in[2], out[2];
        GThread *thread = NULL;

        g_test_message ("%s, %s", vectors[i].name, slow ? "byte by byte" : "at once");
        g_assert_true (g_unix_open_pipe (in, 0, NULL));
        g_assert_cmpint (write (in[1], vectors[i].input, vectors[i].length), ==, vectors[i].length);
        close (in[1]);

        gint ends[2] = { in[0], -1 };

        if (slow)
          {
            g_assert_true (g_unix_open_pipe (out, 0, NULL));
            ends[1] = out[1];
            thread = g_thread_new ("writer", write_slowly, ends);
          }

        /* Not blocking, to see that it is waited for. */
        int from = slow ? out[0] : in[0];

        g_assert_true (g_unix_set_fd_nonblocking (from, TRUE, NULL));

        g_autoptr (StrayLines) lines = stray_lines_new (from, CAP);
        g_autofree char *joined = join (lines);

        g_assert_cmpstr (joined, ==, vectors[i].lines);
        g_assert_cmpuint (stray_lines_get_bytes (lines), ==, vectors[i].length);
        if (thread != NULL)
          {
            g_thread_join (thread);
            close (out[0]);
          }
        close (in[0]);
      }
}

static void
count_cb (gpointer user_data)
{
  (*(guint *)user_data)++;
}

static void
test_long (void)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp (NULL, &path, NULL);
  g_autofree char *megabyte = g_strnfill (1024 * 1024, 'x');
  StrayLine line;
  guint waits = 0;

  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (write (fd, megabyte, 1024 * 1024), ==, 1024 * 1024);
  g_assert_cmpint (write (fd, "\nend\n", 5), ==, 5);
  lseek (fd, 0, SEEK_SET);

  g_autoptr (StrayLines) lines = stray_lines_new (fd, 4096);

  stray_lines_set_before_wait (lines, count_cb, &waits);
  g_assert_true (stray_lines_next (lines, &line, NULL));
  g_assert_true (line.cut);
  g_assert_cmpuint (line.length, ==, 4096);
  g_assert_cmpuint (waits, >, 1);
  g_assert_true (stray_lines_next (lines, &line, NULL));
  g_assert_false (line.cut);
  g_assert_cmpstr (line.text, ==, "end");
  g_assert_false (stray_lines_next (lines, &line, NULL));
  close (fd);
  unlink (path);
}

static void
test_limit (void)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp (NULL, &path, NULL);
  g_autofree char *filler = g_strnfill (1024 * 1024, 'x');
  StrayLine line;

  g_assert_cmpint (write (fd, "first\n", 6), ==, 6);
  g_assert_cmpint (write (fd, filler, 1024 * 1024), ==, 1024 * 1024);
  lseek (fd, 0, SEEK_SET);

  g_autoptr (StrayLines) lines = stray_lines_new (fd, 4096);

  stray_lines_set_max_bytes (lines, 256 * 1024);
  g_assert_true (stray_lines_next (lines, &line, NULL));
  g_assert_cmpstr (line.text, ==, "first");
  g_assert_false (stray_lines_is_exceeded (lines));
  /* Not half of the second line. */
  g_assert_false (stray_lines_next (lines, &line, NULL));
  g_assert_true (stray_lines_is_exceeded (lines));
  g_assert_cmpuint (stray_lines_get_bytes (lines), <, 1024 * 1024);
  g_assert_false (stray_lines_next (lines, &line, NULL));
  close (fd);
  unlink (path);
}

/* What is there up to the limit counts, and not half a line. */
static void
test_limit_within (void)
{
  static const struct
  {
    guint64 max;
    guint lines;
    gboolean exceeded;
  } rows[] = { { 0, 3, FALSE }, { 100, 3, FALSE }, { 14, 3, FALSE }, { 13, 2, TRUE }, { 10, 2, TRUE },
               { 9, 1, TRUE },  { 5, 1, TRUE },    { 4, 0, TRUE },   { 1, 0, TRUE } };
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp (NULL, &path, NULL);

  g_assert_cmpint (write (fd, "1234\n6789\nbcd\n", 14), ==, 14);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (StrayLines) lines = stray_lines_new (fd, CAP);
      StrayLine line;
      guint n = 0;

      lseek (fd, 0, SEEK_SET);
      stray_lines_set_max_bytes (lines, rows[i].max);
      while (stray_lines_next (lines, &line, NULL))
        n++;
      g_test_message ("row %u", i);
      g_assert_cmpuint (n, ==, rows[i].lines);
      g_assert_cmpint (stray_lines_is_exceeded (lines), ==, rows[i].exceeded);
    }
  close (fd);
  unlink (path);
}

/* Of what is no text the lines before the NUL are given, and next to nothing is read. */
static void
test_binary (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    guint lines;
  } rows[] = {
    { "first\nsecond\n\0\0\0", 16, 2 },
    { "first\nsec\0nd\nthird\n", 19, 1 },
    { "\0", 1, 0 },
    { "\xff\xfe"
      "a\0\n\0",
      6, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = NULL;
      int fd = g_file_open_tmp (NULL, &path, NULL);
      g_autoptr (StrayLines) lines = stray_lines_new (fd, CAP);
      StrayLine line;
      guint n = 0;

      g_assert_cmpint (write (fd, rows[i].text, rows[i].length), ==, rows[i].length);
      g_assert_cmpint (ftruncate (fd, G_GINT64_CONSTANT (10) << 30), ==, 0);
      lseek (fd, 0, SEEK_SET);
      stray_lines_set_text_only (lines);
      while (stray_lines_next (lines, &line, NULL))
        n++;
      g_test_message ("row %u", i);
      g_assert_cmpuint (n, ==, rows[i].lines);
      g_assert_true (stray_lines_is_binary (lines));
      g_assert_false (stray_lines_is_exceeded (lines));
      g_assert_cmpuint (stray_lines_get_bytes (lines), <, 1024 * 1024);
      close (fd);
      unlink (path);
    }
}

static void
test_error (void)
{
  g_autoptr (StrayLines) lines = stray_lines_new (-1, CAP);
  g_autoptr (GError) error = NULL;
  StrayLine line;

  g_assert_false (stray_lines_next (lines, &line, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_BADF);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lines/split", test_split);
  g_test_add_func ("/lines/long", test_long);
  g_test_add_func ("/lines/limit", test_limit);
  g_test_add_func ("/lines/limit-within", test_limit_within);
  g_test_add_func ("/lines/binary", test_binary);
  g_test_add_func ("/lines/error", test_error);
  return g_test_run ();
}
