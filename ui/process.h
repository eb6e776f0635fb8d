/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/**
 * stray_process_confine:
 *
 * Takes away what this process never needs: it leaves no core file (those would
 * hold addresses), and can gain no privileges. Call it first of all. Where the
 * kernel knows one of these not, the other still holds.
 */
void stray_process_confine (void);

/**
 * stray_process_follow_parent:
 *
 * Ties this process to the one that started it: it is killed when its parent's
 * thread ends. Call it on the main thread, early.
 */
void stray_process_follow_parent (void);
