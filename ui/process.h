/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/**
 * stray_process_follow_parent:
 *
 * Ties this process to the one that started it: it is killed when its parent's
 * thread ends. Call it on the main thread, early.
 */
void stray_process_follow_parent (void);
