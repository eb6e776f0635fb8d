/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/**
 * stray_process_confine:
 *
 * Ties this process to the one that started it and takes away what it never
 * needs: it is killed when its parent's thread ends, leaves no core file (those
 * would hold addresses), and can gain no privileges. Call it on the main thread,
 * first of all. Where the kernel knows one of these not, the others still hold.
 */
void stray_process_confine (void);
