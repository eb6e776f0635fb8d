/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Built together with helper/policy and a config.h of its own, whose prefix is
 * a directory these tests make and fill. */

#include "config.h"

#include "policy/lists.h"
#include "policy/load.h"

G_BEGIN_DECLS

#define ADMIN STRAY_ADMINDIR "/straymail/trusted.d"
#define SYSCONF STRAY_SYSCONFDIR "/straymail/trusted.d"
#define SHIPPED STRAY_PKGDATADIR "/trusted.d"

/**
 * LoadFixture:
 * @base: a directory for whatever a test needs
 * @user: the user's trusted.d
 * @data: one below XDG_DATA_DIRS
 * @problems: (element-type utf8): what was reported
 */
typedef struct
{
  char *base;
  char *user;
  char *data;
  GPtrArray *problems;
} LoadFixture;

void load_set_up (LoadFixture *fixture, gconstpointer data);
void load_tear_down (LoadFixture *fixture, gconstpointer data);

/** Adds a test of LoadFixture. */
#define LOAD_ADD(path, function) g_test_add (path, LoadFixture, NULL, load_set_up, function, load_tear_down)

/** A StrayReport; @user_data: the problems of a LoadFixture. */
void load_report_cb (const char *problem, gpointer user_data);

void load_remove_tree (const char *path);

/** Writes @text to the file @name in @dir, which is made if need be; @length as of g_file_set_contents(). */
void load_put (const char *dir, const char *name, const char *text, gssize length);

/** Both are (nullable): no value. */
void load_set_settings (const char *const *domains, const char *const *countries);

gboolean load_trusts (StrayPolicy *policy, const char *domain);

/** That one problem was reported, and it names @file and, where that is not 0, @line. */
void load_assert_reported (LoadFixture *fixture, const char *file, guint line);

/** Returns: (transfer full): what the lists in the base directory hold */
StrayTrust *load_read_base (LoadFixture *fixture, StrayOrigin origin);

/* The tests, by file. */
void load_add_lists (void);
void load_add_guarded (void);
void load_add_limits (void);
void load_add_policy (void);
void load_add_source (void);

G_END_DECLS
