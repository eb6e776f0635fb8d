/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Whether @name is a kind of look-alike that is off unless a policy asks for it. */
gboolean stray_kind_is_optional (const char *name);

G_END_DECLS
