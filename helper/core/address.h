/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest address that is read, in bytes; PROTOCOL.md, "one address". */
#define STRAY_ADDRESS_MAX 1024

/**
 * StrayAddress:
 * @text: the address alone, as typed, without display name, comments, source
 *   route and white space
 * @domain: its domain as typed; points into @text, behind the `@`
 *
 * An address taken apart (RFC 5322, 3.4, obsolete forms included). Immutable.
 */
typedef struct
{
  char *text;
  const char *domain;
} StrayAddress;

/**
 * stray_address_parse:
 * @recipient: an address (`addr-spec`) or a mailbox (`Name <address>`), UTF-8
 *
 * The domain is what follows the last `@` outside quotes. Whatever two readers
 * could take for different addresses is not an address here: more than one
 * address, an unquoted `@` in a display name, anything but a comment behind `>`,
 * white space or quotes within, control characters. Linear in time.
 *
 * Returns: (nullable) (transfer full): the address, or %NULL where there is none
 */
StrayAddress *stray_address_parse (const char *recipient);
void stray_address_free (StrayAddress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayAddress, stray_address_free)

/**
 * stray_address_find_plain:
 * @length: (out): of the address
 * @at: (out): where its `@` lies
 *
 * Tells the most frequent recipient by far, an address of nothing but letters,
 * digits and marks that mean nothing, around one `@`. What stray_address_parse()
 * makes of it is @recipient itself, so that nothing need be copied.
 *
 * Returns: whether @recipient is one; if not, stray_address_parse() is to be asked
 */
gboolean stray_address_find_plain (const char *recipient, gsize *length, gsize *at);

/**
 * stray_address_with_domain:
 * @domain: a domain in A-labels
 *
 * Returns: (transfer full): @self's local part at @domain, fit to be sent to: a
 *   local part that holds an unquoted `@` is quoted
 */
char *stray_address_with_domain (const StrayAddress *self, const char *domain);

G_END_DECLS
