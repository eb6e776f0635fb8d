/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_confine:
 *
 * Gives up what the host never needs, for itself and for the dialogs it starts:
 * gaining privileges by running a program, and core files, which would hold
 * addresses. A kernel that refuses changes nothing for the person.
 */
void stray_confine (void);

G_END_DECLS
