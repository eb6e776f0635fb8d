/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/**
 * stray_session_bus_settle:
 * @argv: the program's own arguments, %NULL-terminated
 *
 * GTK asks the session bus for the accessibility bus before it shows anything,
 * and waits for the answer without limit or for 25 seconds. This asks first,
 * with a deadline. Where the bus is silent or broken, the program starts itself
 * afresh without a bus and without accessibility, since a question that nobody
 * sees protects nobody. (The environment cannot be changed once GDBus has
 * started its thread, hence the fresh start.)
 *
 * Call it before anything else uses GDBus, and before anything was read from the
 * host. Returns where GTK may go ahead.
 */
void stray_session_bus_settle (char **argv);
