/* SPDX-FileCopyrightText: 2026 The Straymail authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * stray_bus_address_paths:
 * @address: (nullable): a D-Bus address, as in DBUS_SESSION_BUS_ADDRESS; D-Bus
 *   Specification, "Server Addresses"
 *
 * Returns: (transfer full) (array zero-terminated): the sockets in the file system it
 *   names
 */
char **stray_bus_address_paths (const char *address);

/** Whether @address, which may be %NULL, names a socket that is not in the file system. */
gboolean stray_bus_address_is_abstract (const char *address);

G_END_DECLS
