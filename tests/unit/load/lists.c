/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is read of the files in one folder. */

#include "fixture.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Contents of a list, how many entries are in it, and the line reported. */
static const struct
{
  const char *name;
  const char *text;
  gsize length;
  guint entries;
  guint bad_line;
} contents[] = {
#define ROW(name, text, entries, bad_line)                                                                   \
  {                                                                                                          \
    name, text, sizeof text - 1, entries, bad_line                                                           \
  }
  ROW ("empty", "", 0, 0),
  ROW ("comments", "# one\n\n  # two\n", 0, 0),
  ROW ("entries", "a.example\n*.example.org\n.example.net # why\n", 3, 0),
  ROW ("no line end", "a.example\nb.example", 2, 0),
  ROW ("CRLF", "a.example\r\nb.example\r\n", 2, 0),
  ROW ("byte order mark",
       "\xef\xbb\xbf"
       "a.example\nb.example\n",
       2, 0),
  ROW ("blanks", "\ta.example  \n", 1, 0),
  ROW ("a word too many", "a.example\nb.example c.example\nd.example\n", 2, 2),
  ROW ("an address", "a.example\nme@b.example\nd.example\n", 2, 2),
  ROW ("not UTF-8", "a.example\n\xe9.example\nd.example\n", 2, 2),
  ROW ("not UTF-8 in a comment", "a.example # caf\xe9\nd.example\n", 2, 0),
  /* What holds a NUL is no text, and is read up to there. */
  ROW ("NUL", "a.example\nb\0.example\nd.example\n", 1, 2),
  ROW ("NUL at the end", "a.example\nb.example\n\0\0\0\0", 2, 3),
  ROW ("NUL in a comment", "a.example # \0\nb.example\n", 0, 1),
  ROW ("NUL first", "\0\na.example\n", 0, 1),
  ROW ("UTF-16",
       "\xff\xfe"
       "a\0.\0b\0\r\0",
       0, 1),
#undef ROW
};

static void
test_contents (LoadFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_test_message ("%s", contents[i].name);
      load_put (fixture->base, "a.list", contents[i].text, contents[i].length);

      g_autoptr (StrayTrust) trust = load_read_base (fixture, STRAY_ORIGIN_USER);

      g_assert_cmpuint (stray_trust_size (trust), ==, contents[i].entries);
      if (contents[i].bad_line > 0)
        load_assert_reported (fixture, "a.list", contents[i].bad_line);
      g_assert_cmpuint (fixture->problems->len, ==, 0);
    }
}

static void
test_long_line (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (3 * 1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf ("a.example # %s\n%s\nb.example\n", filler, filler);

  load_put (fixture->base, "a.list", text, -1);

  g_autoptr (StrayTrust) trust = load_read_base (fixture, STRAY_ORIGIN_USER);

  g_assert_cmpuint (stray_trust_size (trust), ==, 2);
  load_assert_reported (fixture, "a.list", 2);
}

static void
test_many_bad_lines (LoadFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "not an entry\n");
  g_string_append (text, "a.example\n");
  load_put (fixture->base, "a.list", text->str, -1);

  g_autoptr (StrayTrust) trust = load_read_base (fixture, STRAY_ORIGIN_USER);

  g_assert_cmpuint (stray_trust_size (trust), ==, 1);
  g_assert_cmpuint (fixture->problems->len, ==, STRAY_REPORTER_MAX + 1);
  g_assert_nonnull (strstr (fixture->problems->pdata[STRAY_REPORTER_MAX], "980"));
}

static void
test_huge (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "a.list", NULL);

  /* A gigabyte that takes no room: one line of NUL behind the first. */
  load_put (fixture->base, "a.list", "a.example\n", -1);
  g_assert_cmpint (truncate (path, 1024 * 1024 * 1024), ==, 0);

  g_autoptr (StrayTrust) trust = load_read_base (fixture, STRAY_ORIGIN_USER);

  g_assert_cmpuint (stray_trust_size (trust), ==, 1);
  load_assert_reported (fixture, "a.list", 2);
}

static void
test_huge_lines (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "a.list", NULL);
  g_autofree char *comments = g_strnfill (1024 * 1024, '\n');
  FILE *file = g_fopen (path, "w");

  fputs ("a.example\n", file);
  for (gsize size = 0; size <= STRAY_LISTS_MAX_BYTES; size += 1024 * 1024)
    fwrite (comments, 1, 1024 * 1024, file);
  fputs ("b.example\n", file);
  fclose (file);

  g_autoptr (StrayTrust) trust = load_read_base (fixture, STRAY_ORIGIN_USER);

  g_assert_cmpuint (stray_trust_size (trust), ==, 1);
  g_assert_cmpuint (fixture->problems->len, ==, 1);
  g_assert_nonnull (strstr (fixture->problems->pdata[0], "a.list:"));
}

static void
make_fifo (const char *path)
{
  g_assert_cmpint (mkfifo (path, 0644), ==, 0);
}

static void
make_directory (const char *path)
{
  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
}

static void
make_dangling (const char *path)
{
  g_assert_cmpint (symlink ("nothing", path), ==, 0);
}

static void
make_loop (const char *path)
{
  g_assert_cmpint (symlink (path, path), ==, 0);
}

static void
make_device (const char *path)
{
  g_assert_cmpint (symlink ("/dev/zero", path), ==, 0);
}

static void
make_socket (const char *path)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM, 0);

  g_strlcpy (address.sun_path, path, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  close (fd);
}

static const struct
{
  const char *name;
  void (*make) (const char *path);
} others[] = {
  { "FIFO", make_fifo },           { "directory", make_directory }, { "dangling link", make_dangling },
  { "link to itself", make_loop }, { "device", make_device },       { "socket", make_socket },
};

static void
test_no_regular_file (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "b.list", NULL);

  load_put (fixture->base, "a.list", "a.example\n", -1);
  load_put (fixture->base, "c.list", "c.example\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i].name);
      others[i].make (path);

      g_autoptr (StrayTrust) trust = load_read_base (fixture, STRAY_ORIGIN_USER);

      g_assert_cmpuint (stray_trust_size (trust), ==, 2);
      load_assert_reported (fixture, "b.list", 0);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static void
test_names (LoadFixture *fixture, gconstpointer data)
{
  g_autofree char *outside = g_build_filename (fixture->base, "outside", NULL);
  g_autofree char *link = g_build_filename (fixture->base, "link.list", NULL);

  load_put (fixture->base, "a.list", "a.example\n", -1);
  load_put (fixture->base, "outside", "b.example\n", -1);
  load_put (fixture->base, "a.list~", "c.example\n", -1);
  load_put (fixture->base, "a.list.dpkg-old", "d.example\n", -1);
  load_put (fixture->base, ".#a.list", "e.example\n", -1);
  load_put (fixture->base, ".hidden.list", "f.example\n", -1);
  g_assert_cmpint (symlink (outside, link), ==, 0);

  g_autoptr (StrayTrust) trust = load_read_base (fixture, STRAY_ORIGIN_ADMINISTRATOR);

  g_assert_cmpuint (stray_trust_size (trust), ==, 2);
  g_assert_cmpuint (fixture->problems->len, ==, 0);
}

void
load_add_lists (void)
{
  LOAD_ADD ("/load/lists/contents", test_contents);
  LOAD_ADD ("/load/lists/long-line", test_long_line);
  LOAD_ADD ("/load/lists/many-bad-lines", test_many_bad_lines);
  LOAD_ADD ("/load/lists/huge", test_huge);
  LOAD_ADD ("/load/lists/huge-lines", test_huge_lines);
  LOAD_ADD ("/load/lists/no-regular-file", test_no_regular_file);
  LOAD_ADD ("/load/lists/names", test_names);
}
