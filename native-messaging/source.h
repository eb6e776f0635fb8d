/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_clear_source:
 * @source: (inout) (transfer full): a source, or a place that holds %NULL
 *
 * Takes @source out of its main context, drops the reference and leaves %NULL.
 * GLib has this for ids of the default context only (g_clear_handle_id()).
 */
void stray_clear_source (GSource **source);

G_END_DECLS
