/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * stray_resources_check:
 *
 * Whether the system still has what a conversation needs: some file descriptors, and
 * some threads. GLib ends the program with abort() where it gets none. Everything is
 * given back, so call it early, and before the process gives up anything.
 *
 * Returns: %FALSE with a #GIOErrorEnum whose message says what to do where there is
 *   too little
 */
gboolean stray_resources_check (GError **error);

G_END_DECLS
