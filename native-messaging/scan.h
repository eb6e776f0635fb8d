/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The limits of PROTOCOL.md, "Frames". */
#define STRAY_SCAN_MAX_DEPTH 8
#define STRAY_SCAN_MAX_MEMBERS 64
#define STRAY_SCAN_MAX_NAME 64
#define STRAY_SCAN_MAX_VALUES (256 * 1024)
#define STRAY_SCAN_MAX_INTEGER G_GINT64_CONSTANT (9007199254740991)

/**
 * StrayScanResult:
 * @STRAY_SCAN_OK: one JSON object within the limits
 * @STRAY_SCAN_ENCODING: not UTF-8, or with a NUL in it
 * @STRAY_SCAN_SYNTAX: a token that JSON does not have, or not at this place
 * @STRAY_SCAN_INCOMPLETE: ends before the object does, or holds nothing
 * @STRAY_SCAN_NOT_OBJECT: the document is something else than an object
 * @STRAY_SCAN_TRAILING: something stands behind the object
 * @STRAY_SCAN_DEPTH: nested deeper than %STRAY_SCAN_MAX_DEPTH
 * @STRAY_SCAN_MEMBERS: an object with more than %STRAY_SCAN_MAX_MEMBERS
 * @STRAY_SCAN_NAME: a member name longer than %STRAY_SCAN_MAX_NAME bytes
 * @STRAY_SCAN_DUPLICATE: two members of one object with the same name
 * @STRAY_SCAN_VALUES: more than %STRAY_SCAN_MAX_VALUES values in all
 * @STRAY_SCAN_NUMBER: a number that is no integer, or beyond 2^53-1
 * @STRAY_SCAN_STRING: a control character, an unknown escape, `\u0000`, or a
 *   lone surrogate in a string
 */
typedef enum
{
  STRAY_SCAN_OK,
  STRAY_SCAN_ENCODING,
  STRAY_SCAN_SYNTAX,
  STRAY_SCAN_INCOMPLETE,
  STRAY_SCAN_NOT_OBJECT,
  STRAY_SCAN_TRAILING,
  STRAY_SCAN_DEPTH,
  STRAY_SCAN_MEMBERS,
  STRAY_SCAN_NAME,
  STRAY_SCAN_DUPLICATE,
  STRAY_SCAN_VALUES,
  STRAY_SCAN_NUMBER,
  STRAY_SCAN_STRING,
  STRAY_SCAN_N_RESULTS,
} StrayScanResult;

/**
 * stray_scan:
 * @data: (array length=length): the document, not necessarily NUL-terminated
 *
 * Tells whether @data is one JSON object (RFC 8259) within the limits above, in
 * one pass, without recursion and without allocating anything. What passes is
 * safe for json-glib, whose own parser recurses without limit, takes the last of
 * duplicate members, turns huge integers into -1, cuts strings at `\u0000` and
 * lets a lone surrogate through.
 */
StrayScanResult stray_scan (const char *data, gsize length);

/** Returns: a sentence for the developer, in English, that repeats nothing of the document. */
const char *stray_scan_result_to_string (StrayScanResult result);

G_END_DECLS
