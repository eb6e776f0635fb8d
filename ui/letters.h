/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "native-messaging/finding.h"

G_BEGIN_DECLS

/**
 * stray_letters_describe:
 * @finding: a look-alike
 *
 * Names the letter of the domain that was typed which only looks like one of the
 * domain probably meant: “а” is a Cyrillic letter.
 *
 * Returns: (transfer full) (nullable): one sentence for the person; %NULL where
 *   every letter that differs is an ordinary one
 */
char *stray_letters_describe (const StrayFinding *finding);

G_END_DECLS
