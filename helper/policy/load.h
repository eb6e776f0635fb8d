/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/policy.h"

G_BEGIN_DECLS

/**
 * StrayReport:
 * @problem: a whole sentence in the user's language that names the file and,
 *   where there is one, the line
 *
 * Called for everything that is wrong with a list or a setting and was left out.
 */
typedef void (*StrayReport) (const char *problem, gpointer user_data);

#define STRAY_LOAD_ERROR (stray_load_error_quark ())
GQuark stray_load_error_quark (void);

/**
 * StrayLoadError:
 * @STRAY_LOAD_ERROR_LIST: a list named on purpose cannot be read
 * @STRAY_LOAD_ERROR_COUNTRY: a home country is not one
 * @STRAY_LOAD_ERROR_NOTHING: not a single trust entry could be read anywhere
 */
typedef enum
{
  STRAY_LOAD_ERROR_LIST,
  STRAY_LOAD_ERROR_COUNTRY,
  STRAY_LOAD_ERROR_NOTHING,
} StrayLoadError;

/**
 * stray_load_lists:
 * @directories: %NULL-terminated; one that does not exist counts as empty
 * @report: (nullable) (scope call): told what was left out and why
 *
 * Reads every `*.list` in @directories, in order of name. A bad line, an
 * unreadable file, a file that is not a regular one: reported, left out, and
 * the rest stays in force. Never blocks on a FIFO.
 *
 * Returns: (transfer full): what could be read
 */
StrayTrust *stray_load_lists (const char *const *directories, StrayReport report, gpointer user_data);

/**
 * stray_load_policy:
 * @report: (nullable) (scope call): as above
 *
 * The configured policy: shipped, the administrator's and the user's
 * `trusted.d`, and the settings under `org.straymail`. Home countries are the
 * setting, else the locale's country.
 *
 * Returns: (transfer full): the policy, or %NULL with %STRAY_LOAD_ERROR_NOTHING
 */
StrayPolicy *stray_load_policy (StrayReport report, gpointer user_data, GError **error);

G_END_DECLS
