/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_display_find:
 *
 * Where the environment says nothing of a display, looks for one of this user's own, and names it
 * there: a portal or a proxy that starts the host for a sandboxed Thunderbird hands on the
 * environment of the session bus, which not every desktop tells its display. It is the first
 * of Wayland's sockets in `XDG_RUNTIME_DIR` (`/run/user/UID` where that is not set) that
 * belongs to this user and is answered. X has its sockets where everybody's are, and may ask
 * for a cookie: no X display is guessed. A variable that is empty says that there is none.
 *
 * To be called while there is no other thread.
 */
void stray_display_find (void);

G_END_DECLS
