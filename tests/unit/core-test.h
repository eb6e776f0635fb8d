/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the tests of the core share: policies made from one line each. */

#include "core/policy.h"

/**
 * core_test_init:
 *
 * g_test_init() under the locale of the environment. Where the build asked for
 * a Turkish one, in which "I" is no capital "i", that it is there is asserted.
 */
void core_test_init (int *argc, char ***argv);

/** @entries: trust entries, each a line of a list, set apart by commas; "" is none. */
StrayTrust *core_test_trust (const char *entries);

/** @home: ISO 3166 codes set apart by commas; "" is none. */
StrayPolicy *core_test_policy (const char *entries, const char *home);

G_END_DECLS
