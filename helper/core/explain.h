/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "check.h"

G_BEGIN_DECLS

/**
 * stray_explain:
 * @result: a verdict of stray_check()
 *
 * Returns: (transfer full): the verdict in one sentence, in the person's language
 *   (gettext, UTF-8), with domains in U-labels: "us.af.ml is in Mali; it differs
 *   from us.af.mil, which you trust, by one letter." Nothing of the address but
 *   its domain is in it, so that it can stand where addresses may not.
 */
char *stray_explain (const StrayResult *result);

G_END_DECLS
