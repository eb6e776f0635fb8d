/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * json_reader_accepts:
 * @data: a document
 * @node: (nullable): what json-glib made of it
 *
 * A second opinion on scan.h, by recursive descent from RFC 8259 and the limits
 * of PROTOCOL.md, where the scan has a table. Aborts where @node has not the
 * values of the document.
 *
 * Returns: whether @data is one object within the limits
 */
gboolean json_reader_accepts (const char *data, gsize length, JsonNode *node);

G_END_DECLS
