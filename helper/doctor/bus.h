/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StrayBus:
 *
 * The session bus, to ask what is there. No call waits longer than the doctor does for
 * anything else.
 */
typedef struct _StrayBus StrayBus;

/**
 * stray_bus_find_address:
 *
 * Returns: (transfer full) (nullable): where the session bus is; %NULL where there is none. Without
 *   an address GLib would start a bus of its own, which nobody would ever end.
 */
char *stray_bus_find_address (void);

/**
 * stray_bus_new:
 * @address: as stray_bus_find_address() has it
 *
 * Returns: (transfer full) (nullable): the bus; %NULL where nothing greets at @address
 */
StrayBus *stray_bus_new (const char *address);

/**
 * stray_bus_call:
 * @parameters: (transfer floating) (nullable)
 * @type: of the reply
 *
 * Calls @method of @interface at @name, which the bus may start for it.
 *
 * Returns: (transfer full) (nullable): the reply; %NULL for an error, another type, or none in time
 */
GVariant *stray_bus_call (StrayBus *self, const char *name, const char *path, const char *interface,
                          const char *method, GVariant *parameters, const char *type);

void stray_bus_free (StrayBus *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrayBus, stray_bus_free)

G_END_DECLS
