/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/policy.h"
#include "policy/lists.h"
#include "policy/report.h"
#include "policy/settings.h"

G_BEGIN_DECLS

#define STRAY_LOAD_ERROR (stray_load_error_quark ())
GQuark stray_load_error_quark (void);

/**
 * StrayLoadError:
 * @STRAY_LOAD_ERROR_LIST: a list named on purpose cannot be read
 * @STRAY_LOAD_ERROR_COUNTRY: a home country is not one
 * @STRAY_LOAD_ERROR_NOTHING: not a single trust entry could be read anywhere
 * @STRAY_LOAD_ERROR_INCOMPLETE: a list is there and cannot be read for now
 */
typedef enum
{
  STRAY_LOAD_ERROR_LIST,
  STRAY_LOAD_ERROR_COUNTRY,
  STRAY_LOAD_ERROR_NOTHING,
  STRAY_LOAD_ERROR_INCOMPLETE,
} StrayLoadError;

/**
 * StrayLoadOptions:
 * @settings: (nullable): where to read the settings, for who keeps them open
 * @lists: (nullable): the only trust lists to use, %NULL-terminated, in place of
 *   everything that is configured, shipped or built in
 * @home: (nullable): the home countries to use, ISO 3166 codes in upper case,
 *   %NULL-terminated
 * @now: Unix time in seconds, by which exceptions expire; 0 for the clock's
 * @whole: rather fail with %STRAY_LOAD_ERROR_INCOMPLETE than leave out a configured list
 *   that is there, for who has an older policy to go by
 * @max_reports: how many problems of one kind are told one by one; 0 for
 *   %STRAY_REPORTER_MAX
 * @entry_func: (nullable): called for each entry of the configured lists that counts, with
 * @entry_data
 *
 * What differs from the configured policy; %NULL means nothing.
 */
typedef struct
{
  gint64 now;
  gboolean whole;
  guint max_reports;
  StrayListsEntry entry_func;
  gpointer entry_data;
  const StraySettings *settings;
  const char *const *lists;
  const char *const *home;
} StrayLoadOptions;

/**
 * stray_load_policy:
 * @report: (nullable) (scope call): told what was left out and why
 *
 * The policy as it is now. The configured one is the lists in the places of
 * stray_places_new() that count by the settings `built-in-trust` and `user-lists`, the
 * settings `trusted-domains` and `exceptions`, and the government endings of the
 * home countries: those of stray_home_load(). A bad line, an unreadable file, a setting
 * that makes no sense, what is beyond a limit: reported, left out, and the rest stays in
 * force.
 *
 * Returns: (transfer full): the policy, or %NULL: with %STRAY_LOAD_ERROR_LIST
 *   where one of the lists named cannot be read, or with
 *   %STRAY_LOAD_ERROR_NOTHING. That is no error for lists named that hold no
 *   line at all: somebody who names an empty list means it.
 */
StrayPolicy *stray_load_policy (const StrayLoadOptions *options, StrayReport report, gpointer user_data,
                                GError **error);

G_END_DECLS
