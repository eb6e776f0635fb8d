/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How many findings travel at most; PROTOCOL.md, `decision`. */
#define STRAY_FINDINGS_MAX 500

/** StrayMark: a run of letters that differ, in Unicode code points. */
typedef struct
{
  guint start;
  guint length;
} StrayMark;

/**
 * StrayFinding:
 *
 * One flagged recipient as a person is to be told of it; the members are those
 * of PROTOCOL.md, `decision`. All strings are UTF-8 and owned; %NULL where the
 * member does not apply. @verdict is `lookalike` or `unparsable`,
 * @blocked whether the organisation lets nothing out to it.
 */
typedef struct
{
  guint index;
  char *field;
  char *name;
  char *list;
  char *address;
  char *verdict;
  char *domain;
  char *ascii;
  char *kind;
  char *severity;
  char *country;
  char *country_name;
  char *resembles;
  char *suggestion;
  gboolean blocked;
  GArray *domain_marks;    /* of StrayMark, never NULL */
  GArray *resembles_marks; /* of StrayMark, never NULL */
} StrayFinding;

StrayFinding *stray_finding_new (void);
void stray_finding_free (StrayFinding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayFinding, stray_finding_free)

/** Whether both are look-alikes with the same domain, which a person answers together. */
gboolean stray_finding_is_same_domain (const StrayFinding *a, const StrayFinding *b);

/** Appends @self as an object to the array that @builder has open. */
void stray_finding_build (const StrayFinding *self, JsonBuilder *builder);

/** Adds the member `findings` with all of @findings (of StrayFinding). */
void stray_findings_build (GPtrArray *findings, JsonBuilder *builder);

/**
 * stray_findings_fit:
 * @findings: (element-type StrayFinding)
 * @budget: in bytes
 *
 * Returns: how many of @findings, from the first on, may travel: as many as are
 *   written in @budget bytes, and at most %STRAY_FINDINGS_MAX
 */
guint stray_findings_fit (GPtrArray *findings, gsize budget);

/** Returns: in how many bytes @findings (of StrayFinding) are written */
gsize stray_findings_size (GPtrArray *findings);

/** Whether @field is one that a recipient may stand in: `to`, `cc` or `bcc`. */
gboolean stray_finding_field_is_valid (const char *field);

/**
 * Returns: (transfer full): the finding in @object, or %NULL with a
 * %STRAY_JSON_ERROR_MEMBER. A look-alike has all of its members but
 * @ascii and @suggestion, which it may lack; marks lie within their text.
 */
StrayFinding *stray_finding_parse (JsonObject *object, GError **error);

G_END_DECLS
