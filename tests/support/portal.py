# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Ubuntu's desktop portal has for add-ons in a sandbox, as far as tests need it.

    portal.py ADDRESS [ANSWER]    on the bus at ADDRESS; ANSWER is what was once answered

Written after its public interface: org.freedesktop.portal.WebExtensions of
xdg-desktop-portal's pull request 705, and the portals' permission store. The patched portal
itself is to be had on Ubuntu alone.
"""

import sys

import gi

gi.require_version("Gio", "2.0")

from gi.repository import Gio, GLib  # noqa: E402

INTERFACES = Gio.DBusNodeInfo.new_for_xml("""<node>
  <interface name="org.freedesktop.portal.WebExtensions">
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.impl.portal.PermissionStore">
    <method name="Lookup">
      <arg name="table" type="s" direction="in"/>
      <arg name="id" type="s" direction="in"/>
      <arg name="permissions" type="a{sas}" direction="out"/>
      <arg name="data" type="v" direction="out"/>
    </method>
  </interface>
</node>""")


def main(address, answer=None):
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    bus = Gio.DBusConnection.new_for_address_sync(address, flags)
    portal, store = INTERFACES.interfaces

    def look_up(connection, sender, path, interface, method, parameters, invocation):
        table, id = parameters.unpack()
        if answer is None or (table, id) != ("webextensions", "org.straymail.host"):
            invocation.return_dbus_error("org.freedesktop.portal.Error.NotFound", f"No entry for {id}")
            return
        invocation.return_value(GLib.Variant("(a{sas}v)", ({"snap.thunderbird": [answer]}, GLib.Variant("b", False))))

    bus.register_object("/org/freedesktop/portal/desktop", portal, None, lambda *_: GLib.Variant("u", 1), None)
    bus.register_object("/org/freedesktop/impl/portal/PermissionStore", store, look_up, None, None)
    for name in ("org.freedesktop.portal.Desktop", "org.freedesktop.impl.portal.PermissionStore"):
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                      GLib.Variant("(su)", (name, 0)), None, Gio.DBusCallFlags.NONE, -1)
    print("ready", flush=True)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main(*sys.argv[1:])
