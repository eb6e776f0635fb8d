/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Built together with helper/policy and a config.h of its own, whose prefix is
 * a directory this test makes and fills. */

#include "config.h"

#include "policy/load.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "core/check.h"
#include "policy/lists.h"
#include "policy/source.h"

typedef struct
{
  char *base; /* a directory for whatever a test needs */
  char *user; /* the user's trusted.d */
  char *data; /* one below XDG_DATA_DIRS */
  GPtrArray *problems;
} Fixture;

#define ADMIN STRAY_ADMINDIR "/straymail/trusted.d"
#define SYSCONF STRAY_SYSCONFDIR "/straymail/trusted.d"
#define SHIPPED STRAY_PKGDATADIR "/trusted.d"

static void
report_cb (const char *problem, gpointer user_data)
{
  g_assert_true (g_utf8_validate (problem, -1, NULL));
  g_ptr_array_add (user_data, g_strdup (problem));
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_tree (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
put (const char *dir, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (dir, 0755), ==, 0);
  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
}

static void
set_settings (const char *const *domains, const char *const *countries)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.straymail");

  g_settings_set_strv (settings, STRAY_SETTING_TRUSTED_DOMAINS, domains);
  g_settings_set_strv (settings, STRAY_SETTING_HOME_COUNTRIES, countries);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xdg_data = g_strdup (g_get_system_data_dirs ()[0]);

  /* Not in /tmp itself, which others can write to. */
  fixture->base = g_mkdtemp (g_build_filename (g_get_home_dir (), "stray-load-XXXXXX", NULL));
  fixture->user = g_build_filename (g_get_user_config_dir (), "straymail", "trusted.d", NULL);
  fixture->data = g_build_filename (xdg_data, "straymail", "trusted.d", NULL);
  fixture->problems = g_ptr_array_new_with_free_func (g_free);
  /* What is missing here is reported, and most tests are about something else. */
  g_assert_cmpint (g_mkdir_with_parents (SHIPPED, 0755), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  set_settings (NULL, NULL);
  remove_tree (fixture->base);
  remove_tree (fixture->user);
  remove_tree (fixture->data);
  remove_tree (ADMIN);
  remove_tree (SYSCONF);
  remove_tree (SHIPPED);
  g_free (fixture->base);
  g_free (fixture->user);
  g_free (fixture->data);
  g_ptr_array_unref (fixture->problems);
}

static gboolean
trusts (StrayPolicy *policy, const char *domain)
{
  g_autofree char *address = g_strconcat ("someone@", domain, NULL);
  g_autoptr (StrayResult) result = stray_check (policy, address);

  return result->verdict == STRAY_VERDICT_TRUSTED;
}

/* One problem was reported, and it names @file and, where that is not 0, @line. */
static void
assert_reported (Fixture *fixture, const char *file, guint line)
{
  g_autofree char *place = line > 0 ? g_strdup_printf ("%s:%u: ", file, line) : g_strdup (file);

  g_assert_cmpuint (fixture->problems->len, ==, 1);
  g_assert_nonnull (strstr (fixture->problems->pdata[0], place));
  g_ptr_array_set_size (fixture->problems, 0);
}

static StrayTrust *
read_base (Fixture *fixture, StrayOrigin origin)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_place_free);
  StrayLists *lists = stray_lists_new (report_cb, fixture->problems);

  g_ptr_array_add (places, stray_place_new (fixture->base, origin));
  stray_lists_add_places (lists, places);
  return stray_lists_end (lists);
}

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
  ROW ("NUL", "a.example\nb\0.example\nd.example\n", 2, 2),
  ROW ("UTF-16",
       "\xff\xfe"
       "a\0.\0b\0\r\0",
       0, 1),
#undef ROW
};

static void
test_contents (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_test_message ("%s", contents[i].name);
      put (fixture->base, "a.list", contents[i].text, contents[i].length);

      g_autoptr (StrayTrust) trust = read_base (fixture, STRAY_ORIGIN_USER);

      g_assert_cmpuint (stray_trust_size (trust), ==, contents[i].entries);
      if (contents[i].bad_line > 0)
        assert_reported (fixture, "a.list", contents[i].bad_line);
      g_assert_cmpuint (fixture->problems->len, ==, 0);
    }
}

static void
test_long_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (3 * 1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf ("a.example # %s\n%s\nb.example\n", filler, filler);

  put (fixture->base, "a.list", text, -1);

  g_autoptr (StrayTrust) trust = read_base (fixture, STRAY_ORIGIN_USER);

  g_assert_cmpuint (stray_trust_size (trust), ==, 2);
  assert_reported (fixture, "a.list", 2);
}

static void
test_many_bad_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "not an entry\n");
  g_string_append (text, "a.example\n");
  put (fixture->base, "a.list", text->str, -1);

  g_autoptr (StrayTrust) trust = read_base (fixture, STRAY_ORIGIN_USER);

  g_assert_cmpuint (stray_trust_size (trust), ==, 1);
  g_assert_cmpuint (fixture->problems->len, ==, STRAY_LIST_MAX_REPORTS + 1);
  g_assert_nonnull (strstr (fixture->problems->pdata[STRAY_LIST_MAX_REPORTS], "980"));
}

static void
test_huge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "a.list", NULL);

  /* A gigabyte that takes no room: one line of NUL behind the first. */
  put (fixture->base, "a.list", "a.example\n", -1);
  g_assert_cmpint (truncate (path, 1024 * 1024 * 1024), ==, 0);

  g_autoptr (StrayTrust) trust = read_base (fixture, STRAY_ORIGIN_USER);

  g_assert_cmpuint (stray_trust_size (trust), ==, 1);
  assert_reported (fixture, "a.list", 2);
}

static void
test_huge_lines (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "a.list", NULL);
  g_autofree char *comments = g_strnfill (1024 * 1024, '\n');
  FILE *file = g_fopen (path, "w");

  fputs ("a.example\n", file);
  for (gsize size = 0; size <= STRAY_LIST_MAX_BYTES; size += 1024 * 1024)
    fwrite (comments, 1, 1024 * 1024, file);
  fputs ("b.example\n", file);
  fclose (file);

  g_autoptr (StrayTrust) trust = read_base (fixture, STRAY_ORIGIN_USER);

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
test_no_regular_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "b.list", NULL);

  put (fixture->base, "a.list", "a.example\n", -1);
  put (fixture->base, "c.list", "c.example\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s", others[i].name);
      others[i].make (path);

      g_autoptr (StrayTrust) trust = read_base (fixture, STRAY_ORIGIN_USER);

      g_assert_cmpuint (stray_trust_size (trust), ==, 2);
      assert_reported (fixture, "b.list", 0);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *outside = g_build_filename (fixture->base, "outside", NULL);
  g_autofree char *link = g_build_filename (fixture->base, "link.list", NULL);

  put (fixture->base, "a.list", "a.example\n", -1);
  put (fixture->base, "outside", "b.example\n", -1);
  put (fixture->base, "a.list~", "c.example\n", -1);
  put (fixture->base, "a.list.dpkg-old", "d.example\n", -1);
  put (fixture->base, ".#a.list", "e.example\n", -1);
  put (fixture->base, ".hidden.list", "f.example\n", -1);
  g_assert_cmpint (symlink (outside, link), ==, 0);

  g_autoptr (StrayTrust) trust = read_base (fixture, STRAY_ORIGIN_ADMINISTRATOR);

  g_assert_cmpuint (stray_trust_size (trust), ==, 2);
  g_assert_cmpuint (fixture->problems->len, ==, 0);
}

/* Modes of the directory and the file; both are ours. */
static const struct
{
  mode_t dir;
  mode_t file;
  StrayOrigin origin;
  guint entries;
  const char *reported;
} modes[] = {
  { 0755, 0644, STRAY_ORIGIN_ADMINISTRATOR, 1, NULL },
  { 0700, 0600, STRAY_ORIGIN_ADMINISTRATOR, 1, NULL },
  { 0755, 0664, STRAY_ORIGIN_ADMINISTRATOR, 0, "a.list" },
  { 0755, 0646, STRAY_ORIGIN_ADMINISTRATOR, 0, "a.list" },
  { 0775, 0644, STRAY_ORIGIN_ADMINISTRATOR, 0, "" },
  { 0757, 0644, STRAY_ORIGIN_ADMINISTRATOR, 0, "" },
  { 01777, 0644, STRAY_ORIGIN_ADMINISTRATOR, 0, "" },
  { 0777, 0666, STRAY_ORIGIN_USER, 1, NULL },
};

static void
test_guarded_modes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "a.list", NULL);

  put (fixture->base, "a.list", "a.example\n", -1);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_test_message ("row %u", i);
      g_assert_cmpint (g_chmod (fixture->base, modes[i].dir), ==, 0);
      g_assert_cmpint (g_chmod (path, modes[i].file), ==, 0);

      g_autoptr (StrayTrust) trust = read_base (fixture, modes[i].origin);

      g_assert_cmpuint (stray_trust_size (trust), ==, modes[i].entries);
      if (modes[i].reported != NULL)
        {
          g_autofree char *place = g_build_filename (fixture->base, modes[i].reported, NULL);

          assert_reported (fixture, modes[i].reported[0] != '\0' ? place : fixture->base, 0);
        }
      g_assert_cmpuint (fixture->problems->len, ==, 0);
    }
}

static void
test_guarded_parent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->base, "trusted.d", NULL);

  put (below, "a.list", "a.example\n", -1);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_place_free);
      StrayLists *lists = stray_lists_new (report_cb, fixture->problems);

      g_assert_cmpint (g_chmod (fixture->base, i == 0 ? 0755 : 0777), ==, 0);
      g_ptr_array_add (places, stray_place_new (below, STRAY_ORIGIN_ADMINISTRATOR));
      stray_lists_add_places (lists, places);

      g_autoptr (StrayTrust) trust = stray_lists_end (lists);

      g_assert_cmpuint (stray_trust_size (trust), ==, 1 - i);
      if (i == 1)
        assert_reported (fixture, below, 0);
    }
}

static void
test_guarded_owner (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->base, "a.list", NULL);

  if (geteuid () != 0)
    {
      /* Nothing of ours can be given away, but what is root's must do: it may
       * be no list, but it is not refused for its owner. */
      g_assert_cmpint (symlink ("/etc/passwd", path), ==, 0);

      g_autoptr (StrayTrust) root_s = read_base (fixture, STRAY_ORIGIN_ADMINISTRATOR);

      g_assert_cmpuint (stray_trust_size (root_s), ==, 0);
      g_assert_cmpuint (fixture->problems->len, >, 0);
      g_assert_nonnull (strstr (fixture->problems->pdata[0], "a.list:1: "));
      return;
    }

  put (fixture->base, "a.list", "a.example\n", -1);
  g_assert_cmpint (chown (path, 65534, 0), ==, 0);

  g_autoptr (StrayTrust) file_given_away = read_base (fixture, STRAY_ORIGIN_ADMINISTRATOR);

  g_assert_cmpuint (stray_trust_size (file_given_away), ==, 0);
  assert_reported (fixture, path, 0);

  g_assert_cmpint (chown (path, 0, 0), ==, 0);
  g_assert_cmpint (chown (fixture->base, 65534, 0), ==, 0);

  g_autoptr (StrayTrust) directory_given_away = read_base (fixture, STRAY_ORIGIN_ADMINISTRATOR);

  g_assert_cmpuint (stray_trust_size (directory_given_away), ==, 0);
  assert_reported (fixture, fixture->base, 0);
  g_assert_cmpint (chown (fixture->base, 0, 0), ==, 0);
}

static void
test_same_directory_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func ((GDestroyNotify)stray_place_free);
  StrayLists *lists = stray_lists_new (report_cb, fixture->problems);
  g_autofree char *link = g_build_filename (fixture->base, "link", NULL);

  put (fixture->base, "a.list", "not an entry\n", -1);
  g_assert_cmpint (symlink (fixture->base, link), ==, 0);
  g_ptr_array_add (places, stray_place_new (fixture->base, STRAY_ORIGIN_ADMINISTRATOR));
  g_ptr_array_add (places, stray_place_new (link, STRAY_ORIGIN_USER));
  stray_lists_add_places (lists, places);
  stray_trust_unref (stray_lists_end (lists));
  g_assert_cmpuint (fixture->problems->len, ==, 1);
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) places = stray_places_new ();
  const char *expected[] = { ADMIN, SYSCONF, SHIPPED, fixture->data, fixture->user };
  const StrayOrigin origins[] = { STRAY_ORIGIN_ADMINISTRATOR, STRAY_ORIGIN_ADMINISTRATOR,
                                  STRAY_ORIGIN_SHIPPED, STRAY_ORIGIN_USER, STRAY_ORIGIN_USER };

  g_assert_cmpuint (places->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < places->len; i++)
    {
      const StrayPlace *place = places->pdata[i];

      g_assert_cmpstr (place->path, ==, expected[i]);
      g_assert_cmpint (place->origin, ==, origins[i]);
    }
}

static void
test_merged (Fixture *fixture, gconstpointer data)
{
  const char *const domains[] = { "settings.example", "b ad", NULL };
  g_autoptr (GError) error = NULL;

  put (ADMIN, "a.list", "admin.example\n", -1);
  put (SYSCONF, "a.list", "sysconf.example\n", -1);
  put (SHIPPED, "a.list", "shipped.example\n", -1);
  put (fixture->data, "a.list", "data.example\n", -1);
  put (fixture->user, "a.list", "user.example\n", -1);
  set_settings (domains, NULL);

  g_autoptr (StrayPolicy) policy
      = stray_load_policy (&(StrayLoadOptions){ 0 }, report_cb, fixture->problems, &error);

  g_assert_no_error (error);
  g_assert_true (trusts (policy, "admin.example"));
  g_assert_true (trusts (policy, "sysconf.example"));
  g_assert_true (trusts (policy, "shipped.example"));
  g_assert_true (trusts (policy, "data.example"));
  g_assert_true (trusts (policy, "user.example"));
  g_assert_true (trusts (policy, "settings.example"));
  g_assert_false (trusts (policy, "else.example"));
  assert_reported (fixture, "trusted-domains", 0);
}

static void
test_shipped_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  remove_tree (SHIPPED);
  put (fixture->user, "a.list", "user.example\n", -1);

  g_autoptr (StrayPolicy) policy
      = stray_load_policy (&(StrayLoadOptions){ 0 }, report_cb, fixture->problems, &error);

  g_assert_no_error (error);
  g_assert_true (trusts (policy, "user.example"));
  assert_reported (fixture, SHIPPED, 0);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put (fixture->user, "a.list", "not an entry\n", -1);

  g_autoptr (StrayPolicy) policy
      = stray_load_policy (&(StrayLoadOptions){ 0 }, report_cb, fixture->problems, &error);

  g_assert_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_NOTHING);
  g_assert_null (policy);
  assert_reported (fixture, "a.list", 1);
}

static void
test_named_lists (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = g_build_filename (fixture->base, "good", NULL);
  g_autofree char *bad = g_build_filename (fixture->base, "bad", NULL);
  g_autofree char *empty = g_build_filename (fixture->base, "empty", NULL);
  g_autofree char *fifo = g_build_filename (fixture->base, "fifo", NULL);
  g_autofree char *missing = g_build_filename (fixture->base, "missing", NULL);
  const struct
  {
    const char *lists[3];
    gint error; /* -1: none */
    gboolean good;
    guint problems;
  } rows[] = {
    { { good }, -1, TRUE, 0 },
    { { good, bad }, -1, TRUE, 1 },
    { { bad, good }, -1, TRUE, 1 },
    { { empty }, -1, FALSE, 0 },
    { { "/dev/null" }, -1, FALSE, 0 },
    { { "/dev/zero", good }, -1, TRUE, 1 },
    { { "/dev/zero" }, STRAY_LOAD_ERROR_NOTHING, FALSE, 1 },
    { { bad }, STRAY_LOAD_ERROR_NOTHING, FALSE, 1 },
    { { missing }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
    { { good, missing }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
    { { fixture->base }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
    { { fifo }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
    { { "" }, STRAY_LOAD_ERROR_LIST, FALSE, 0 },
  };
  const char *const domains[] = { "settings.example", NULL };

  put (fixture->base, "good", "good.example\n", -1);
  put (fixture->base, "bad", "not an entry\n", -1);
  put (fixture->base, "empty", "# nothing\n", -1);
  make_fifo (fifo);
  /* None of these may be looked at. */
  put (SHIPPED, "a.list", "shipped.example\nnot an entry\n", -1);
  put (fixture->user, "a.list", "user.example\nnot an entry\n", -1);
  set_settings (domains, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const StrayLoadOptions options = { .lists = rows[i].lists };
      g_autoptr (StrayPolicy) policy = stray_load_policy (&options, report_cb, fixture->problems, &error);

      g_test_message ("row %u", i);
      g_assert_cmpuint (fixture->problems->len, ==, rows[i].problems);
      g_ptr_array_set_size (fixture->problems, 0);
      if (rows[i].error >= 0)
        {
          g_assert_error (error, STRAY_LOAD_ERROR, rows[i].error);
          g_assert_null (policy);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (trusts (policy, "good.example"), ==, rows[i].good);
      g_assert_false (trusts (policy, "shipped.example"));
      g_assert_false (trusts (policy, "user.example"));
      g_assert_false (trusts (policy, "settings.example"));
    }
}

/* Under *.mil, mail to .ml is flagged unless Mali is home. */
static gboolean
flags_mali (StrayPolicy *policy)
{
  g_autoptr (StrayResult) result = stray_check (policy, "someone@us.af.ml");

  return result->verdict == STRAY_VERDICT_LOOKALIKE;
}

static void
test_home (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    const char *lang;
    const char *setting[3];
    const char *option[2];
    gboolean no_home;
    gboolean flagged;
    guint problems;
  } rows[] = {
    { .lang = "C", .flagged = TRUE },
    { .lang = "fr_ML.UTF-8", .flagged = FALSE },
    { .lang = "fr_ML.UTF-8", .setting = { "DE" }, .flagged = TRUE },
    { .lang = "C", .setting = { "de", "ml" }, .flagged = FALSE },
    { .lang = "C", .setting = { "xx", "ML" }, .flagged = FALSE, .problems = 1 },
    { .lang = "fr_ML.UTF-8", .setting = { "xx" }, .flagged = FALSE, .problems = 1 },
    { .lang = "C", .setting = { "DE" }, .option = { "ML" }, .flagged = FALSE },
    { .lang = "fr_ML.UTF-8", .setting = { "ML" }, .option = { "DE" }, .flagged = TRUE },
    { .lang = "fr_ML.UTF-8", .setting = { "ML" }, .no_home = TRUE, .flagged = TRUE },
  };
  const char *const none[] = { NULL };

  put (SHIPPED, "a.list", "*.mil\n", -1);
  g_unsetenv ("LC_ALL");
  g_unsetenv ("LC_MESSAGES");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      StrayLoadOptions options = { 0 };

      if (rows[i].no_home || rows[i].option[0] != NULL)
        options.home = rows[i].no_home ? none : rows[i].option;
      g_setenv ("LANG", rows[i].lang, TRUE);
      set_settings (NULL, rows[i].setting);

      g_autoptr (StrayPolicy) policy = stray_load_policy (&options, report_cb, fixture->problems, &error);

      g_test_message ("row %u", i);
      g_assert_no_error (error);
      g_assert_cmpint (flags_mali (policy), ==, rows[i].flagged);
      g_assert_cmpuint (fixture->problems->len, ==, rows[i].problems);
      g_ptr_array_set_size (fixture->problems, 0);
    }
}

/* Puts the time stamps of everything so far back into the past, where they
 * count as settled. */
static void
age (const char *path)
{
  const struct timespec past[2] = { { 1000000000, 0 }, { 1000000000, 0 } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, past, 0), ==, 0);
}

static void
test_source (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StrayPolicySource) source = stray_policy_source_new (report_cb, fixture->problems);
  const char *const domains[] = { "settings.example", NULL };
  g_autofree char *list = g_build_filename (fixture->user, "a.list", NULL);
  g_autoptr (GError) error = NULL;

#define ASSERT_TRUSTS(domain, expected)                                                                      \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    g_autoptr (StrayPolicy) policy = stray_policy_source_get (source, NULL);                                 \
    g_assert_nonnull (policy);                                                                               \
    g_assert_cmpint (trusts (policy, domain), ==, expected);                                                 \
  }                                                                                                          \
  G_STMT_END

  /* Nothing yet, which is no reason to give up for good. */
  g_assert_null (stray_policy_source_get (source, &error));
  g_assert_error (error, STRAY_LOAD_ERROR, STRAY_LOAD_ERROR_NOTHING);

  put (SHIPPED, "a.list", "shipped.example\n", -1);
  ASSERT_TRUSTS ("shipped.example", TRUE);
  ASSERT_TRUSTS ("user.example", FALSE);

  /* A list is added, changed to the same size with the same time, replaced, removed. */
  put (fixture->user, "a.list", "user.example\n", -1);
  ASSERT_TRUSTS ("user.example", TRUE);
  age (list);
  ASSERT_TRUSTS ("user.example", TRUE);
  {
    FILE *file = g_fopen (list, "r+");

    fputs ("usee", file);
    fclose (file);
    age (list);
  }
  ASSERT_TRUSTS ("usee.example", TRUE);
  ASSERT_TRUSTS ("user.example", FALSE);
  put (fixture->user, "b.list", "second.example\nnot an entry\n", -1);
  ASSERT_TRUSTS ("second.example", TRUE);
  g_assert_cmpint (g_unlink (list), ==, 0);
  ASSERT_TRUSTS ("usee.example", FALSE);
  ASSERT_TRUSTS ("second.example", TRUE);

  /* What is wrong is told once, however often it is read. */
  assert_reported (fixture, "b.list", 2);

  /* Others may write to it from now on, or no more. */
  put (ADMIN, "a.list", "admin.example\n", -1);
  ASSERT_TRUSTS ("admin.example", TRUE);
  g_assert_cmpint (g_chmod (ADMIN "/a.list", 0666), ==, 0);
  ASSERT_TRUSTS ("admin.example", FALSE);
  assert_reported (fixture, ADMIN "/a.list", 0);
  g_assert_cmpint (g_chmod (ADMIN "/a.list", 0644), ==, 0);
  ASSERT_TRUSTS ("admin.example", TRUE);

  /* A setting, without a main loop. */
  set_settings (domains, NULL);
  ASSERT_TRUSTS ("settings.example", TRUE);
  set_settings (NULL, NULL);
  ASSERT_TRUSTS ("settings.example", FALSE);
#undef ASSERT_TRUSTS
}

/* Once the stamps have settled, the same policy is given out again. */
static void
test_source_keeps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StrayPolicySource) source = stray_policy_source_new (NULL, NULL);
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  gboolean same = FALSE;

  put (SHIPPED, "a.list", "shipped.example\n", -1);
  while (!same && g_get_monotonic_time () < deadline)
    {
      g_autoptr (StrayPolicy) first = stray_policy_source_get (source, NULL);
      g_autoptr (StrayPolicy) second = stray_policy_source_get (source, NULL);

      same = first == second;
      if (!same)
        g_usleep (10000);
    }
  g_assert_true (same);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StraySettings) settings = stray_settings_new ();
  g_auto (GStrv) missing = stray_settings_get_strv (settings, "no-such-key");
  g_auto (GStrv) domains = stray_settings_get_strv (settings, STRAY_SETTING_TRUSTED_DOMAINS);

  g_assert_true (stray_settings_is_installed (settings));
  g_assert_nonnull (missing);
  g_assert_null (missing[0]);
  g_assert_nonnull (domains);
  g_assert_null (domains[0]);
}

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

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/load/lists/contents", test_contents);
  ADD ("/load/lists/long-line", test_long_line);
  ADD ("/load/lists/many-bad-lines", test_many_bad_lines);
  ADD ("/load/lists/huge", test_huge);
  ADD ("/load/lists/huge-lines", test_huge_lines);
  ADD ("/load/lists/no-regular-file", test_no_regular_file);
  ADD ("/load/lists/names", test_names);
  ADD ("/load/lists/guarded-modes", test_guarded_modes);
  ADD ("/load/lists/guarded-parent", test_guarded_parent);
  ADD ("/load/lists/guarded-owner", test_guarded_owner);
  ADD ("/load/lists/same-directory-twice", test_same_directory_twice);
  ADD ("/load/places", test_places);
  ADD ("/load/settings", test_settings);
  ADD ("/load/policy/merged", test_merged);
  ADD ("/load/policy/shipped-missing", test_shipped_missing);
  ADD ("/load/policy/nothing", test_nothing);
  ADD ("/load/policy/named-lists", test_named_lists);
  ADD ("/load/policy/home", test_home);
  ADD ("/load/source/reloads", test_source);
  ADD ("/load/source/keeps", test_source_keeps);

  int status = g_test_run ();

  remove_tree (home);
  return status;
}
