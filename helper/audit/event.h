/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* The event that a flagged message leaves in the journal: written by the host, read by
 * `straymail report`, explained by data/journal-catalogue.py and data/doc/fleet.md. */

/** What tells it from all others; systemd.journal-fields(7), MESSAGE_ID. */
#define STRAY_EVENT_ID "acf1d477aa4f4a2e89ba2b603dcccaa1"

/* Its fields. Kind, severity and country are those of the recipient that was flagged
 * with the highest severity, the first of them where there are several. */
#define STRAY_EVENT_KIND "STRAYMAIL_KIND"
#define STRAY_EVENT_SEVERITY "STRAYMAIL_SEVERITY"
#define STRAY_EVENT_COUNTRY "STRAYMAIL_COUNTRY"
#define STRAY_EVENT_DECISION "STRAYMAIL_DECISION"
#define STRAY_EVENT_REASON "STRAYMAIL_REASON"
#define STRAY_EVENT_RECIPIENTS "STRAYMAIL_RECIPIENTS"
#define STRAY_EVENT_FLAGGED "STRAYMAIL_FLAGGED"
#define STRAY_EVENT_CORRECTED "STRAYMAIL_CORRECTED"
#define STRAY_EVENT_LEFT_OUT "STRAYMAIL_LEFT_OUT"
#define STRAY_EVENT_KEPT "STRAYMAIL_KEPT"
#define STRAY_EVENT_DURATION "STRAYMAIL_DURATION_MS"
#define STRAY_EVENT_HOST_VERSION "STRAYMAIL_HOST_VERSION"
#define STRAY_EVENT_EXTENSION_VERSION "STRAYMAIL_EXTENSION_VERSION"
#define STRAY_EVENT_PROTOCOL "STRAYMAIL_PROTOCOL"
#define STRAY_EVENT_DOMAIN "STRAYMAIL_DOMAIN"

/** The kind of what could not be read as an address. */
#define STRAY_EVENT_UNPARSABLE "unparsable"

/** The decision where the question was handed on to Thunderbird, and no answer came back from there. */
#define STRAY_EVENT_ASKED_IN_THUNDERBIRD "asked-in-thunderbird"
