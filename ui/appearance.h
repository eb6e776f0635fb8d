/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/**
 * stray_appearance_choose_renderer:
 *
 * Has GTK draw with cairo, and keeps it from GL and Vulkan: a window of text is
 * there in a third of the time and a quarter of the memory. Call it before
 * gtk_init(), while there is one thread.
 */
void stray_appearance_choose_renderer (void);

/**
 * stray_appearance_apply:
 *
 * Style sheet, application icon, and the desktop's preference for dark windows,
 * for the default display.
 */
void stray_appearance_apply (void);
