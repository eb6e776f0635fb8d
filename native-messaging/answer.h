/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "question.h"

G_BEGIN_DECLS

/* What a person answers to a question; PROTOCOL.md, `answer`. */

typedef enum
{
  STRAY_CHOICE_CORRECT,
  STRAY_CHOICE_KEEP,
  STRAY_CHOICE_LEAVE_OUT,
} StrayChoice;

/* StrayChosen.days where the domain is not excepted. */
#define STRAY_NO_EXCEPTION (-1)

/**
 * StrayChosen:
 * @index: the finding's that stands for a group; see stray_question_leads_group()
 * @days: for how long the domain is excepted: 0 for good, or %STRAY_NO_EXCEPTION
 */
typedef struct
{
  guint index;
  StrayChoice choice;
  gint days;
} StrayChosen;

/**
 * StrayAnswer:
 * @send: whether the message goes out; %FALSE goes back, and the rest means nothing
 * @choices: (element-type StrayChosen): one for each group, in their order
 * @rest: for the recipients that were not shown
 */
typedef struct
{
  gboolean send;
  GArray *choices;
  StrayChoice rest;
} StrayAnswer;

/** Returns: (transfer full): to go back */
StrayAnswer *stray_answer_new (void);
void stray_answer_free (StrayAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayAnswer, stray_answer_free)

/**
 * stray_answer_is_allowed:
 *
 * Whether @self is complete, and what @question allows.
 */
gboolean stray_answer_is_allowed (const StrayAnswer *self, const StrayQuestion *question);

/** The choices that may be made for finding @i, the first of its group, and all that share it. */
gboolean stray_choice_is_allowed (StrayChoice choice, const StrayQuestion *question, guint i);

/** Likewise for what was not shown. */
gboolean stray_choice_is_allowed_for_rest (StrayChoice choice, const StrayQuestion *question);

/**
 * stray_answer_parse:
 * @object: the document of the dialog, or the message of the extension
 * @question: the question that was asked; the id must be its own
 *
 * Returns: (transfer full): an answer that @question allows, or %NULL with a
 *   %STRAY_JSON_ERROR_MEMBER
 */
StrayAnswer *stray_answer_parse (JsonObject *object, const StrayQuestion *question, GError **error);

/** StrayUiReply: what the dialog said: that it can be seen, or the answer. */
typedef enum
{
  STRAY_UI_REPLY_SHOWN,
  STRAY_UI_REPLY_ANSWER,
} StrayUiReply;

/**
 * stray_ui_reply_parse:
 * @question: the question that was asked; token and id must be its own
 * @answer: (out): (transfer full): set for %STRAY_UI_REPLY_ANSWER, to one that is allowed
 *
 * Returns: %FALSE with a #StrayJsonError where it is nothing the host may believe
 */
gboolean stray_ui_reply_parse (GBytes *body, const StrayQuestion *question, StrayUiReply *reply,
                               StrayAnswer **answer, GError **error);

/* The dialog's side: bodies of frames, (transfer full). */
char *stray_ui_shown_to_json (const StrayQuestion *question);
char *stray_ui_answer_to_json (const StrayQuestion *question, const StrayAnswer *answer);

G_END_DECLS
