/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "day.h"

#include "policy/lines.h"
#include "policy/report.h"

G_BEGIN_DECLS

/**
 * StrayDelivery:
 * @day: when, or 0
 * @is_local: whether it went to a program on this machine, such as a filter, which may
 *   have given it back, and then it is delivered once more, or a tunnel
 *
 * How mail went to a recipient.
 */
typedef struct
{
  StrayDay day;
  gboolean is_local;
} StrayDelivery;

/**
 * StrayLogFunc:
 * @recipient: whom mail went to: an address or a mailbox, valid UTF-8
 *
 * Returns: whether @recipient could be read as an address
 */
typedef gboolean (*StrayLogFunc) (const char *recipient, const StrayDelivery *delivery, gpointer user_data);

/**
 * StrayLogSink:
 * @func: called for each recipient mail was sent to
 * @report: told of each line that cannot be used
 * @fail: told of each file and folder that cannot be read, or that is something else
 *
 * Whom a log is read for.
 */
typedef struct
{
  StrayLogFunc func;
  StrayReport report;
  StrayReport fail;
  gpointer user_data;
} StrayLogSink;

/** Tells @self of @error, whose message is a whole sentence. */
void stray_log_sink_fail (const StrayLogSink *self, const GError *error);

/**
 * StrayLog:
 * @sink: whom it is read for
 * @name: its file, for people, UTF-8
 * @lines: what is left of it
 * @number: of the line that was read last, from 1 on
 * @changed: the day its file was changed, or today
 * @recognised: set once there was a line of the kind that was expected
 *
 * A log, or a file of mail, while it is read line by line.
 */
typedef struct
{
  const StrayLogSink *sink;
  const char *name;
  StrayLines *lines;
  gulong number;
  StrayDay changed;
  gboolean recognised;
} StrayLog;

/* The longest line that is looked at whole, in bytes. */
#define STRAY_LOG_LINE_MAX (64 * 1024)

/** As stray_lines_next(); the line is without NULs, which are turned into blanks. */
gboolean stray_log_next (StrayLog *self, StrayLine *line, GError **error);

/**
 * stray_log_each:
 * @func: called for each line
 *
 * Reads @self to its end. Returns: %FALSE where that cannot be done
 */
gboolean stray_log_each (StrayLog *self, void (*func) (StrayLog *self, const StrayLine *line),
                         GError **error);

/**
 * stray_log_take:
 * @text: a recipient, @length bytes of anything
 *
 * Hands it on, and reports line @number where it cannot be read.
 */
void stray_log_take (const StrayLog *self, const char *text, gsize length, const StrayDelivery *delivery,
                     gulong number);

/** Reports line @number of @self; @problem is a whole sentence, translated. */
void stray_log_complain (const StrayLog *self, gulong number, const char *problem);

G_END_DECLS
