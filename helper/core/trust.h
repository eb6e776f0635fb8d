/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrayTrust:
 *
 * An immutable set of trust entries, built once by a #StrayTrustBuilder and
 * indexed for the questions the kinds of look-alike ask. Reference-counted.
 */
typedef struct _StrayTrust StrayTrust;
typedef struct _StrayTrustBuilder StrayTrustBuilder;

#define STRAY_TRUST_ERROR (stray_trust_error_quark ())
GQuark stray_trust_error_quark (void);

/**
 * StrayTrustError:
 * @STRAY_TRUST_ERROR_ENTRY: the line is not a trust entry
 */
typedef enum
{
  STRAY_TRUST_ERROR_ENTRY,
} StrayTrustError;

StrayTrustBuilder *stray_trust_builder_new (void);
void stray_trust_builder_free (StrayTrustBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayTrustBuilder, stray_trust_builder_free)

/**
 * stray_trust_builder_add_line:
 * @line: one line of a trust list, UTF-8, without its line end; bytes that are no
 *   UTF-8 are no entry
 * @length: its bytes, or -1 where it is NUL-terminated
 * @error: where to say what is wrong with it
 *
 * Adds the entry on @line: `army.mil` (that domain and everything below it),
 * `*.mil` or `.mil` (everything below an ending). An empty line and a comment
 * (from `#` on) add nothing and are no error. The word `trust-only` behind an
 * entry keeps it from being an anchor: it is trusted, but nothing is flagged
 * for resembling it.
 *
 * Returns: %FALSE with @error set where the line is no entry
 */
gboolean stray_trust_builder_add_line (StrayTrustBuilder *self, const char *line, gssize length,
                                       GError **error);

/** Frees @self and returns what it built: (transfer full). */
StrayTrust *stray_trust_builder_end (StrayTrustBuilder *self);

StrayTrust *stray_trust_ref (StrayTrust *self);
void stray_trust_unref (StrayTrust *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayTrust, stray_trust_unref)

guint stray_trust_size (const StrayTrust *self);

G_END_DECLS
