/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_mailbox_is_clear:
 * @address: the address of a recipient, as the mail program read it, UTF-8
 * @name: (nullable): the display name, likewise
 * @text: (nullable): the mailbox `Name <address>` it read both from
 *
 * Tells whether a message goes to @address and to nobody else, whoever reads what the mail
 * program writes. It need not: @text may be read in two ways, and @name may come out of
 * its quotes. Thunderbird writes and reads a mailbox several times before it sends, and
 * takes a name for quoted that begins and ends with a quotation mark (jsmime.mjs,
 * addQuotable); of a long name it writes each word alone (addPhrase). Linear in time.
 *
 * Returns: whether @text, if any, is a mailbox with @address, and @name stays a name
 */
gboolean stray_mailbox_is_clear (const char *address, const char *name, const char *text);

G_END_DECLS
