/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "policy.h"

G_BEGIN_DECLS

/** StrayVerdict: what `straymail check --json` calls "verdict". */
typedef enum
{
  STRAY_VERDICT_UNPARSABLE, /* zero, so that what was never set is never clean */
  STRAY_VERDICT_LOOKALIKE,
  STRAY_VERDICT_UNREMARKABLE,
  STRAY_VERDICT_TRUSTED,
} StrayVerdict;

typedef enum
{
  STRAY_SEVERITY_NONE,
  STRAY_SEVERITY_LOW,
  STRAY_SEVERITY_MEDIUM,
  STRAY_SEVERITY_HIGH,
} StraySeverity;

const char *stray_verdict_to_string (StrayVerdict verdict);
const char *stray_severity_to_string (StraySeverity severity);

/**
 * StrayResult:
 * @address: (nullable): the address alone, without display name; %NULL where
 *   none could be read
 * @domain: (nullable): its domain in A-labels, lower case, no trailing dot;
 *   %NULL where it is unparsable
 * @severity: the highest any kind has for it, @kind's or another's: what names best
 *   what was meant is not always what is surest that it was
 * @kind: (nullable): the kind of look-alike, such as `suffix_slip`; static
 * @resembles: (nullable): the domain probably meant, in A-labels
 * @rule: (nullable): the trust entry it came from (for a trusted recipient: the
 *   entry that covers it)
 * @country: (nullable): ISO 3166 code of a country-code ending, `ZZ` for two
 *   letters that are no country's yet; static
 * @suggestion: (nullable): the corrected address; a look-alike lacks it only where
 *   it would be longer than an address may be
 *
 * The verdict on one recipient. All strings are UTF-8 and live as long as it does.
 */
typedef struct
{
  StrayVerdict verdict;
  StraySeverity severity;
  const char *kind;
  const char *country;
  const char *address;
  const char *domain;
  const char *resembles;
  const char *rule;
  const char *suggestion;
} StrayResult;

/**
 * stray_check:
 * @recipient: a recipient as typed, UTF-8: an address, or a mailbox
 *   `Name <address>`. Anything else is unparsable, never an error.
 *
 * The decision: a pure function of its arguments and the constant tables of
 * this library. No I/O, no clock, no state.
 *
 * Returns: (transfer full): the verdict
 */
StrayResult *stray_check (const StrayPolicy *policy, const char *recipient);

/**
 * StrayChecker:
 *
 * Checks the recipients of one message: what a policy says of a domain is found out once,
 * however many recipients are there. Not for use by two threads.
 */
typedef struct _StrayChecker StrayChecker;

/** @policy is referenced. */
StrayChecker *stray_checker_new (StrayPolicy *policy);
void stray_checker_free (StrayChecker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayChecker, stray_checker_free)

/** Returns: (transfer full): just what stray_check() says of @recipient */
StrayResult *stray_checker_check (StrayChecker *self, const char *recipient);

void stray_result_free (StrayResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayResult, stray_result_free)

G_END_DECLS
