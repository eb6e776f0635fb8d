/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "correction.h"
#include "finding.h"

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

typedef enum
{
  STRAY_ANSWER_GO_BACK, /* zero, so that what was never set never sends */
  STRAY_ANSWER_CORRECT,
  STRAY_ANSWER_SEND,
} StrayAnswer;

/**
 * StrayQuestion:
 * @flagged: how many recipients were flagged; @findings may be fewer
 * @findings: (element-type StrayFinding): at least one
 */
typedef struct
{
  char *token;
  char *id;
  guint flagged;
  GPtrArray *findings;
} StrayQuestion;

/**
 * StrayNotice:
 * @STRAY_NOTICE_CORRECTED: the message went out to the corrected addresses
 * @STRAY_NOTICE_DOUBTFUL: it went out as it was, to addresses that only may be
 *   mistaken; the corrections are what was not done
 */
typedef enum
{
  STRAY_NOTICE_CORRECTED,
  STRAY_NOTICE_DOUBTFUL,
} StrayNotice;

/**
 * StrayUiRequest:
 * @question: (nullable): what is to be asked, or
 * @corrections: (nullable) (element-type StrayCorrection): what is to be told, and
 * @notice: in which sense
 *
 * What straymail-ui was started for: a question or a notice.
 */
typedef struct
{
  StrayQuestion *question;
  GPtrArray *corrections;
  StrayNotice notice;
} StrayUiRequest;

StrayQuestion *stray_question_new (const char *token, const char *id, guint flagged);
void stray_question_free (StrayQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayQuestion, stray_question_free)

/**
 * Whether correcting may be offered, and may be the answer: every finding has a
 * suggestion. Where not all findings travel, those without one have precedence.
 */
gboolean stray_question_can_correct (const StrayQuestion *self);

void stray_ui_request_free (StrayUiRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayUiRequest, stray_ui_request_free)

/* The host's side: bodies of frames, (transfer full). */
char *stray_question_to_json (const StrayQuestion *self);
char *stray_notice_to_json (StrayNotice notice, GPtrArray *corrections);

/** StrayUiReply: what the dialog said: that it can be seen, or the answer. */
typedef enum
{
  STRAY_UI_REPLY_SHOWN,
  STRAY_UI_REPLY_ANSWER,
} StrayUiReply;

/**
 * stray_ui_reply_parse:
 * @question: the question that was asked; token and id must be its own
 * @answer: (out): set for %STRAY_UI_REPLY_ANSWER
 *
 * Returns: %FALSE with a #StrayJsonError where it is nothing the host may believe
 */
gboolean stray_ui_reply_parse (GBytes *body, const StrayQuestion *question, StrayUiReply *reply,
                               StrayAnswer *answer, GError **error);

/* The dialog's side. */
StrayUiRequest *stray_ui_request_parse (GBytes *body, GError **error);
char *stray_ui_shown_to_json (const StrayQuestion *question);
char *stray_ui_answer_to_json (const StrayQuestion *question, StrayAnswer answer);

G_END_DECLS
