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
 *   valid host name: RFC 1123 with UTS #46's rules, and nothing that ends in a
 *   number, since that is an IP address to some reader (WHATWG URL, "ends in a
 *   number"). A single label is valid. So is an underscore but in the ending, and a
 *   letter like any other: the DNS takes it (RFC 2181, 11), mail systems use it in
 *   names of their own, and what cannot be judged could not be blocked.
 */
StrayDomain *stray_domain_new (const char *text);
void stray_domain_free (StrayDomain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayDomain, stray_domain_free)

/* The longest host name: 253 octets without the root's dot (RFC 1035, 2.3.4). */
#define STRAY_DOMAIN_MAX 253

/**
 * stray_domain_normalise:
 * @text: a domain as for stray_domain_new(), not necessarily NUL-terminated
 * @length: its bytes
 * @ascii: (out caller-allocates): room for the result, NUL-terminated
 *
 * The first half of stray_domain_new(), for callers that count nanoseconds.
 *
 * Returns: the length of the result, 0 where @text is no valid host name
 */
gsize stray_domain_normalise (const char *text, gsize length, char ascii[STRAY_DOMAIN_MAX + 1]);

/**
 * stray_domain_split:
 * @ascii: a normalised domain
 * @suffix: (out): where its public suffix begins
 *
 * The second half of stray_domain_new(). The public suffix is what the ICANN
 * section of the public suffix list says (its other section names companies'
 * subdomains), or a second level of second-level.h below a country-code ending,
 * also where that is the whole domain (`gov.ug`).
 *
 * Returns: where the registrable domain begins; equal to @suffix where the
 *   domain is itself a public suffix
 */
gsize stray_domain_split (const char *ascii, gsize *suffix);

/**
 * stray_domain_is_listed_suffix:
 * @ascii: a normalised domain
 *
 * Whether the public suffix list itself says so, not only a word that second
 * levels are commonly called by: registries do give names below it.
 */
gboolean stray_domain_is_listed_suffix (const char *ascii);

/**
 * stray_domain_to_unicode:
 * @ascii: a domain in A-labels, or one of its parts
 *
 * Returns: (transfer full): the same in U-labels, for a person to read; a label
 *   that cannot be decoded stays as it is
 */
char *stray_domain_to_unicode (const char *ascii);

G_END_DECLS
