/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "check.h"

G_BEGIN_DECLS

/**
 * stray_check_unreadable:
 * @recipient: a recipient that stray_check() calls unparsable, of any length, UTF-8 or not
 *
 * Judges a recipient by what can be read of it: of each domain, which is what follows an
 * `@`, the labels that are valid once UTS #46 has mapped them with all of its checks off
 * (what is invisible is dropped, and so are hyphens at their ends). Nothing is cleared by
 * this: another reader may find another address. It says what the recipient would be if
 * that were all.
 *
 * Linear in time: of a domain the last 1,012 bytes count, and of domains the first 16.
 *
 * Returns: (transfer full) (nullable) (element-type StraySeverity): of each domain the
 *   severity, %STRAY_SEVERITY_NONE where it is no look-alike; %NULL where something of
 *   the recipient cannot be read at all: no `@`, an ending that is no label, an address
 *   literal, a domain in two pieces, or more than 16
 */
GArray *stray_check_unreadable (StrayChecker *checker, const char *recipient);

G_END_DECLS
