/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/**
 * stray_preferences_run:
 *
 * Shows the preferences until they are closed. Neither a host nor a socket is
 * needed.
 *
 * Returns: what the process is to exit with: 0, or %STRAY_UI_EXIT_NO_DISPLAY
 *   after a word about it on standard error
 */
int stray_preferences_run (void);
