/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "correction.h"
#include "finding.h"
#include "organisation.h"

G_BEGIN_DECLS

/* The documents between the host and the dialog; PROTOCOL.md, "The question". */

/** Exit statuses of straymail-ui. */
enum
{
  STRAY_UI_EXIT_ANSWERED = 0,
  STRAY_UI_EXIT_BAD_QUESTION = 2,
  STRAY_UI_EXIT_NO_DISPLAY = 3,
  STRAY_UI_EXIT_CLOSED = 4,
};

/**
 * StrayQuestion:
 * @flagged: how many recipients were flagged; @findings may be fewer
 * @recipients: how many recipients the message has
 * @delay: milliseconds with the focus before it can be answered
 * @leave_out: whether recipients can be left out
 * @exception_days: for how many days at most a domain can be excepted, 0 without
 *   limit, negative where it cannot
 * @typing: whether a domain that is kept has to be typed
 * @organisation: what it has to say
 * @records_domains: whether it records the domains that were flagged
 * @findings: (element-type StrayFinding): at least one
 */
typedef struct
{
  char *token;
  char *id;
  guint flagged;
  guint recipients;
  guint delay;
  gboolean leave_out;
  gint exception_days;
  gboolean typing;
  StrayOrganisation organisation;
  gboolean records_domains;
  GPtrArray *findings;
} StrayQuestion;

/**
 * StrayNotice:
 * @STRAY_NOTICE_CORRECTED: the message went out to the corrected addresses
 * @STRAY_NOTICE_DOUBTFUL: it went out as it was, to addresses that only may be
 *   mistaken; the corrections are what was not done
 * @STRAY_NOTICE_ADDED: another add-on added recipients after the check; a correction
 *   is what may have been meant in their place, or ""
 * @STRAY_NOTICE_SENDER: the address the message is sent from resembles a trusted one, and
 *   so is not trusted as the person's own; the one correction is what may have been meant
 */
typedef enum
{
  STRAY_NOTICE_CORRECTED,
  STRAY_NOTICE_DOUBTFUL,
  STRAY_NOTICE_ADDED,
  STRAY_NOTICE_SENDER,
} StrayNotice;

/**
 * StrayUiRequest:
 * @question: (nullable): what is to be asked, or
 * @corrections: (nullable) (element-type StrayCorrection): what is to be told,
 * @total: of how many these are the first, and
 * @notice: in which sense
 *
 * What straymail-ui was started for: a question or a notice.
 */
typedef struct
{
  StrayQuestion *question;
  GPtrArray *corrections;
  guint total;
  StrayNotice notice;
} StrayUiRequest;

/** Returns: (transfer full): one without findings, that allows nothing but to correct, keep or go back */
StrayQuestion *stray_question_new (const char *token, const char *id, guint flagged);
void stray_question_free (StrayQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayQuestion, stray_question_free)

/**
 * stray_question_leads_group:
 *
 * Recipients of one domain are answered together, what cannot be read each by
 * itself. Whether finding @i is the first of such a group.
 */
gboolean stray_question_leads_group (const StrayQuestion *self, guint i);

void stray_ui_request_free (StrayUiRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayUiRequest, stray_ui_request_free)

/**
 * stray_question_build_terms:
 *
 * Writes what may be answered, and what the organisation says, into the object that
 * @builder has open: all that the dialog and the page inside Thunderbird are told
 * beside the findings.
 */
void stray_question_build_terms (const StrayQuestion *self, JsonBuilder *builder);

/* The host's side: bodies of frames, (transfer full). */
char *stray_question_to_json (const StrayQuestion *self);
char *stray_notice_to_json (StrayNotice notice, GPtrArray *corrections, guint total);

/* The dialog's side. */
StrayUiRequest *stray_ui_request_parse (GBytes *body, GError **error);

G_END_DECLS
