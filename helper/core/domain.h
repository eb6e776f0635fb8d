/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayDomain:
 * @ascii: the whole domain in A-labels, lower case, no trailing dot
 * @suffix: the public suffix; points into @ascii
 * @registrable: the registrable domain (one label and the public suffix), or
 *   %NULL where the domain is itself a public suffix; points into @ascii
 * @ending: the last label; points into @ascii
 *
 * A host name that has been normalised and taken apart. Immutable.
 */
typedef struct
{
  char *ascii;
  const char *suffix;
  const char *registrable;
  const char *ending;
} StrayDomain;

/**
 * stray_domain_new:
 * @text: a domain in UTF-8, as typed: U-labels or A-labels in any letter case,
 *   with or without a trailing dot
 *
 * Normalises by UTS #46 (non-transitional), which also maps the dots U+3002 and
 * U+FF0E and drops soft hyphens and zero-width letters, and takes the result apart.
 *
 * Returns: (nullable) (transfer full): the domain, or %NULL where @text is no
 *   valid host name (RFC 1123 with UTS #46's rules)
 */
StrayDomain *stray_domain_new (const char *text);
void stray_domain_free (StrayDomain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayDomain, stray_domain_free)

/**
 * stray_domain_to_unicode:
 * @ascii: a domain in A-labels, or one of its parts
 *
 * Returns: (transfer full): the same in U-labels, for a person to read; a label
 *   that cannot be decoded stays as it is
 */
char *stray_domain_to_unicode (const char *ascii);

G_END_DECLS
