/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "correction.h"
#include "finding.h"
#include "question.h"

G_BEGIN_DECLS

/* The messages between the extension and the host; PROTOCOL.md, "The wire". */

#define STRAY_PROTOCOL_MIN 1
#define STRAY_PROTOCOL_MAX 3
#define STRAY_RECIPIENTS_MAX 10000u
#define STRAY_CONTACTS_MAX 100000u

#define STRAY_MESSAGE_ERROR (stray_message_error_quark ())
GQuark stray_message_error_quark (void);

/** StrayMessageError: the codes of `error`, one for one. */
typedef enum
{
  STRAY_MESSAGE_ERROR_MALFORMED,
  STRAY_MESSAGE_ERROR_UNKNOWN_TYPE,
  STRAY_MESSAGE_ERROR_BAD_MESSAGE,
  STRAY_MESSAGE_ERROR_UNSUPPORTED_PROTOCOL,
  STRAY_MESSAGE_ERROR_NOT_GREETED,
  STRAY_MESSAGE_ERROR_DUPLICATE_ID,
  STRAY_MESSAGE_ERROR_TOO_MANY_RECIPIENTS,
  STRAY_MESSAGE_ERROR_NO_POLICY,
  STRAY_MESSAGE_ERROR_TOO_MANY_CONTACTS,
} StrayMessageError;

typedef enum
{
  STRAY_MESSAGE_HELLO,
  STRAY_MESSAGE_CHECK,
  STRAY_MESSAGE_WITHDRAW,
  STRAY_MESSAGE_SENT,
  STRAY_MESSAGE_CONTACTS,
  STRAY_MESSAGE_PREFERENCES,
  STRAY_MESSAGE_ANSWER,
  STRAY_MESSAGE_STATUS,
  STRAY_MESSAGE_N_TYPES,
} StrayMessageType;

/** StrayRecipient: one recipient of a check; the strings belong to the message. */
typedef struct
{
  const char *field;
  const char *address;
  const char *name;    /* nullable */
  const char *mailbox; /* nullable */
  const char *list;    /* nullable */
} StrayRecipient;

/**
 * StrayMessage:
 * @id: (nullable): %NULL for what is about no check
 * @protocol_min: for a `hello`: the lowest protocol version the sender speaks
 * @protocol_max: the highest
 * @version: (nullable): for a `hello`: the sender's own version, as it says
 * @from: (nullable): for a `check`: the sender's address, perhaps empty
 * @recipients: (nullable) (element-type StrayRecipient): for a `check` never
 *   %NULL; for a `sent` where they came along
 * @addresses: (nullable) (element-type utf8): for `contacts` never %NULL
 * @object: the message itself; of an `answer`, whoever knows the question reads the
 *   rest, with stray_answer_parse()
 *
 * A message from the extension. All strings are UTF-8 and belong to the message.
 */
typedef struct
{
  StrayMessageType type;
  const char *id;
  gint64 protocol_min;
  gint64 protocol_max;
  const char *version;
  const char *from;
  GArray *recipients;
  GPtrArray *addresses;
  JsonObject *object;
} StrayMessage;

/**
 * stray_message_parse:
 * @id: (out) (nullable) (transfer full): the id of the message as far as it
 *   could be read, for the `error` that answers one that cannot be
 *
 * Returns: (transfer full): the message in @body, or %NULL with
 *   %STRAY_MESSAGE_ERROR_MALFORMED, `UNKNOWN_TYPE`, `BAD_MESSAGE`,
 *   `TOO_MANY_RECIPIENTS` or `TOO_MANY_CONTACTS`. No error message repeats what came in.
 */
StrayMessage *stray_message_parse (GBytes *body, char **id, GError **error);
void stray_message_free (StrayMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayMessage, stray_message_free)

/** StrayReason: the reasons of a `decision`; each has its action. */
typedef enum
{
  STRAY_REASON_NO_ANSWER, /* zero, so that what was never set never sends */
  STRAY_REASON_GO_BACK,
  STRAY_REASON_WITHDRAWN,
  STRAY_REASON_COULD_NOT_SHOW,
  STRAY_REASON_TIMED_OUT,
  STRAY_REASON_BUSY,
  STRAY_REASON_CORRECTED,
  STRAY_REASON_SEND_ANYWAY,
  STRAY_REASON_TOLD,
  STRAY_REASON_CLEAN,
  STRAY_REASON_N,
} StrayReason;

/** Returns: the word the wire has for @reason */
const char *stray_reason_to_string (StrayReason reason);

/** Whether @reason hands the question on to a page inside Thunderbird: its action is `ask`. */
gboolean stray_reason_asks (StrayReason reason);

/* The host's replies: bodies of frames, (transfer full). */

/** @blocks: whether the organisation blocks anything */
char *stray_hello_to_json (guint protocol, const char *version, gboolean blocks);

/**
 * stray_asking_to_json:
 * @blocked: (element-type guint): recipients nothing is let out to, by their index
 *
 * Returns: (transfer full): that check @id was flagged, and is not decided yet; from
 *   version 3 on
 */
char *stray_asking_to_json (const char *id, const GArray *blocked);

/**
 * StrayDecision:
 * @protocol: the version of the protocol it is written in
 * @digest: (nullable): from version 3 on; see stray_digest_recipients()
 * @corrections: (nullable) (element-type StrayCorrection): written with the
 *   action `correct`, and so are
 * @removals: (nullable) (element-type StrayCorrection): from version 3 on
 * @flagged: how many recipients were flagged
 * @findings: (nullable) (element-type StrayFinding): written with the action
 *   `ask`, together with @flagged and, from version 3 on,
 * @rest: (nullable) (element-type StrayRest): and
 * @question: (nullable): the terms of
 */
typedef struct
{
  const char *id;
  StrayReason reason;
  gint64 protocol;
  const char *digest;
  GPtrArray *corrections;
  GPtrArray *removals;
  guint flagged;
  GPtrArray *findings;
  GPtrArray *rest;
  const StrayQuestion *question;
} StrayDecision;

/** A decision that would not fit into a frame is written as that there was no answer. */
char *stray_decision_to_json (const StrayDecision *self);

/**
 * stray_error_to_json:
 * @id: (nullable): the id of the message that cannot be answered
 * @error: a #StrayMessageError
 */
char *stray_error_to_json (const char *id, const GError *error);

G_END_DECLS
