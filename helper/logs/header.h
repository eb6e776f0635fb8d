/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "log.h"

G_BEGIN_DECLS

/**
 * StrayHeader:
 *
 * The header of one message after the other: whom it is addressed to, and when
 * (RFC 5322). Memory depends neither on how long it is nor on how many there are.
 */
typedef struct _StrayHeader StrayHeader;

/** @log must outlive it. */
StrayHeader *stray_header_new (const StrayLog *log);

/** Takes @line, the one that was read last from the log, of a header. */
void stray_header_add (StrayHeader *self, const StrayLine *line);

/** At its end: hands on the recipients, with @day where the header itself names none that can be read. */
void stray_header_end (StrayHeader *self, StrayDay day);

void stray_header_free (StrayHeader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayHeader, stray_header_free)

G_END_DECLS
