# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of one's own: X server, window manager, session bus, home.

    with Desktop() as desktop:
        process = desktop.start(["thunderbird", …])
        window = accessible.wait_for_window("Straymail")

Nothing of the desktop the tests are started from is seen or touched: every
process gets the environment in `desktop.env`, and a home that is thrown away.
Everything started here ends with the test process, also when that is killed.

`SwayDesktop` and `MutterDesktop` are the same on Wayland.

`Desktop()` also points this process at the new session bus, since libatspi
knows one bus a process only. Use `accessible=False` for a second desktop.
"""

import ctypes
import itertools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

from gi.repository import Gio, GLib

from keyboard import Keyboard, strokes
from waiting import DEADLINE, wait_until

PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None)

_OPENBOX = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <placement><policy>Smart</policy><center>yes</center></placement>
  <theme><name>Onyx</name><titleLayout>LC</titleLayout></theme>
  <desktops><number>1</number></desktops>
</openbox_config>
"""

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  {services}
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow own="*"/><allow eavesdrop="true"/></policy>
</busconfig>
"""


_REMOTE_DESKTOP = "org.gnome.Mutter.RemoteDesktop"


def bus_config(path, services=None):
    """For dbus-daemon: a session bus at `path` that can start what lies in the folder `services`, if any."""
    return _BUS.format(path=path, services=f"<servicedir>{services}</servicedir>" if services else "")


def die_with_parent():
    """For preexec_fn: the child ends when the thread that started it ends."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _read_line(fd, process, what):
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(fd, 1)
        if not byte:
            raise RuntimeError(f"{what} ended with {process.wait()}")
        line += byte
    return line.decode().strip()


class Desktop:
    """One X server with what belongs to a session around it."""

    def __init__(self, size="1024x600", *, accessible=True, window_manager=True, env=None):
        self.size = size
        self.accessible = accessible
        self.window_manager = window_manager
        self.processes = []
        self.display = None
        self._extra = env or {}
        self._saved = {}

    def __enter__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="straymail-desktop-"))
        try:
            self._make_home()
            self._start_display()
            self._start_bus()
            if self.window_manager:
                self._start_window_manager()
            if self.accessible:
                self._enter_bus()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends every process of this desktop and removes its home."""
        for process in reversed(self.processes):
            stop(process)
        self.processes.clear()
        for name, value in self._saved.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self._saved.clear()
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self, command, *, env=None, **options):
        """Starts a process in this desktop; it is ended with the desktop.

        `env` adds to the environment; a value of None takes a variable away.
        """
        environment = self.environment(env)
        options.setdefault("stdin", subprocess.DEVNULL)
        options.setdefault("stdout", subprocess.DEVNULL)
        options.setdefault("stderr", None if os.environ.get("STRAY_TEST_VERBOSE") else subprocess.DEVNULL)
        options.setdefault("preexec_fn", die_with_parent)
        process = subprocess.Popen(command, env=environment, **options)
        self.processes.append(process)
        return process

    def run(self, command, *, env=None, **options):
        """Runs a short command in this desktop and returns what it printed."""
        return subprocess.run(command, env=self.environment(env), check=True, timeout=DEADLINE,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, **options).stdout

    def environment(self, changes=None):
        """This desktop's environment with `changes` made."""
        environment = dict(self.env)
        for name, value in (changes or {}).items():
            if value is None:
                environment.pop(name, None)
            else:
                environment[name] = str(value)
        return environment

    def start_bare_bus(self, name):
        """Starts a session bus that knows of no service; returns its address and its process."""
        path, config = self.home / f"{name}.bus", self.home / f"{name}.conf"
        config.write_text(bus_config(path))
        process = self.start(["dbus-daemon", "--nofork", f"--config-file={config}"])
        wait_until(path.exists, "the bus listens")
        return f"unix:path={path}", process

    def screenshot(self, path, window="root"):
        """Writes a PNG of the whole screen or of one X window id."""
        self.run(["import", "-window", str(window), f"png:{path}"])

    def key(self, *keys):
        """Presses keys of the keyboard one after the other: `Escape`, `shift+Tab` …"""
        self.run(["xdotool", "key", *keys])

    def set_text_scale(self, percent):
        """Sets the size of text for programs that start from now on; 100 is the ordinary one."""
        self.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER",
                  f"Xft.dpi:\t{96 * percent // 100}\n"])

    def active_window(self):
        """The X id of the window that has the focus by the window manager's word, or None."""
        return self._ask_active()

    def active_pid(self):
        """The process of that window, or None."""
        told = self._ask_active("getwindowpid")
        return int(told) if told else None

    def active_name(self):
        """The title of that window; empty where there is none."""
        return self._ask_active("getwindowname") or ""

    def _ask_active(self, *question):
        done = subprocess.run(["xdotool", "getactivewindow", *question], env=self.env, timeout=DEADLINE,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else None

    def kill_display(self):
        """Takes the X server away under everybody's feet."""
        self._xvfb.kill()
        self._xvfb.wait()

    def _make_home(self):
        home = self.home
        runtime = home / "run"
        for folder in (home / ".config/openbox", home / ".cache", home / ".local/share", runtime):
            folder.mkdir(parents=True)
        runtime.chmod(0o700)
        (home / ".config/openbox/rc.xml").write_text(_OPENBOX)
        self.env = {
            "HOME": str(home),
            "USER": os.environ.get("USER", "tester"),
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "LANG": "C.UTF-8",
            "TMPDIR": str(runtime),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_DATA_DIRS": "/usr/local/share:/usr/share",
            "XDG_SESSION_TYPE": "x11",
            "GDK_BACKEND": "x11",
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "0",
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]
        datadir = os.environ.get("STRAY_TEST_DATADIR")
        if datadir and datadir not in ("/usr/share", "/usr/local/share"):
            self.env["XDG_DATA_DIRS"] = f"{datadir}:{self.env['XDG_DATA_DIRS']}"
        self.env.update({name: str(value) for name, value in self._extra.items()})

    def _start_display(self):
        read, write = os.pipe()
        # Xvfb picks a free number itself and says which; nothing else can race it there.
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24",
                   "-nolisten", "tcp", "-noreset", "-dpi", "96"]
        self._xvfb = self.start(command, pass_fds=[write])
        os.close(write)
        try:
            self.display = ":" + _read_line(read, self._xvfb, "Xvfb")
        finally:
            os.close(read)
        self.env["DISPLAY"] = self.display

    def _start_bus(self):
        # It starts the accessibility bus on demand, with the environment it has itself.
        read, write = os.pipe()
        process = self.start(["dbus-daemon", "--session", "--nofork", "--nopidfile",
                              f"--print-address={write}"], pass_fds=[write])
        os.close(write)
        try:
            self.env["DBUS_SESSION_BUS_ADDRESS"] = _read_line(read, process, "dbus-daemon")
        finally:
            os.close(read)
        # The first to ask for that bus waits until it runs, and a dialog does not wait for long.
        self.run(["dbus-send", "--session", "--print-reply", f"--reply-timeout={DEADLINE * 1000}",
                  "--dest=org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress"])

    def _start_window_manager(self):
        manager = self.start(["openbox", "--sm-disable"])

        def managed():
            if manager.poll() is not None:
                raise RuntimeError(f"openbox ended with {manager.returncode}")
            root = self.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"])
            return "window id" in root
        wait_until(managed, "openbox manages the screen")

    def _enter_bus(self):
        for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "AT_SPI_BUS_ADDRESS"):
            self._saved[name] = os.environ.pop(name, None)
            if name in self.env:
                os.environ[name] = self.env[name]


class WaylandDesktop(Desktop):
    """The same on Wayland, without a screen, whichever compositor."""

    def kill_display(self):
        self._compositor.kill()
        self._compositor.wait()

    def _make_home(self):
        super()._make_home()
        self.env.update(XDG_SESSION_TYPE="wayland", GDK_BACKEND="wayland")


class SwayDesktop(WaylandDesktop):
    """With sway, which says of every window what it knows.

    `configuration` adds to its own; with `xwayland` there is a DISPLAY, too.
    """

    def __init__(self, size="1024x600", *, accessible=True, env=None, configuration="", xwayland=False):
        super().__init__(size, accessible=accessible, window_manager=False, env=env)
        self._configuration = configuration
        self._xwayland = xwayland
        self._keyboard = None

    def set_scale(self, scale):
        """How many pixels of the screen one of a window is; may be a fraction."""
        self._sway("output", "*", "scale", str(scale))

    def close(self):
        if self._keyboard:
            self._keyboard.close()
        super().close()

    def screenshot(self, path):
        """Writes a PNG of the whole screen."""
        self.run(["grim", str(path)])

    def key(self, *keys):
        for key in keys:
            self._keyboard.press(key)

    def active_window(self):
        """What sway knows of the window that has the focus; or None."""
        return next((window for window in self.windows() if window["focused"]), None)

    def active_pid(self):
        return (self.active_window() or {}).get("pid")

    def active_name(self):
        return (self.active_window() or {}).get("name", "")

    def windows(self):
        """What sway knows of every window."""
        return [node for node in _nodes(json.loads(self._sway("-t", "get_tree"))) if node.get("pid")]

    def activate(self, pid):
        """Gives a window the focus, as a person does in the taskbar."""
        self._sway(f"[pid={pid}]", "focus")

    def _make_home(self):
        super()._make_home()
        self.env.update(WLR_BACKENDS="headless", WLR_LIBINPUT_NO_DEVICES="1", WLR_RENDERER="pixman",
                        SWAYSOCK=str(self.home / "run/sway"))

    def _start_display(self):
        names = self.home / "display"
        config = self.home / ".config/sway.conf"
        config.write_text(f"""
output * resolution {self.size}
xwayland {"enable" if self._xwayland else "disable"}
for_window [app_id=".*"] floating enable
for_window [class=".*"] floating enable
{self._configuration}
exec echo "$WAYLAND_DISPLAY:$DISPLAY" >{names}.new && mv {names}.new {names}
""")
        # sway refuses to be root's, whom this has it take for nobody, as its X server does all others.
        somebody = ["unshare", "--map-user=nobody", "--map-group=nogroup"] if os.getuid() == 0 else []
        self._compositor = self.start([*somebody, "sway", "--config", str(config)])

        def named():
            if self._compositor.poll() is not None:
                raise RuntimeError(f"sway ended with {self._compositor.returncode}")
            return names.exists()
        wait_until(named, "sway says which display it is")
        wayland, self.display = names.read_text().strip().split(":", 1)
        self.env["WAYLAND_DISPLAY"] = wayland
        if self._xwayland:
            self.env["DISPLAY"] = self.display
        self._keyboard = Keyboard(self.home / "run" / wayland)

    def _sway(self, *words):
        return self.run(["swaymsg", "--raw", *words])


class MutterDesktop(WaylandDesktop):
    """With GNOME's compositor, which draws no decorations."""

    def key(self, *keys):
        for code, is_down in itertools.chain(*map(strokes, keys)):
            self._remote("NotifyKeyboardKeycode", GLib.Variant("(ub)", (code, is_down)))

    def _start_display(self):
        self.env["WAYLAND_DISPLAY"] = "wayland-mutter"

    def _start_window_manager(self):
        self._compositor = self.start(["mutter", "--headless", "--wayland", "--no-x11", f"--virtual-monitor={self.size}",
                                       f"--wayland-display={self.env['WAYLAND_DISPLAY']}"])
        self._bus = Gio.DBusConnection.new_for_address_sync(
            self.env["DBUS_SESSION_BUS_ADDRESS"], Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        wait_until(self._open_session, "mutter takes input")
        self._remote("Start")
        # The keyboard is there once a key was pressed.
        self.key("shift")

    def _open_session(self):
        if self._compositor.poll() is not None:
            raise RuntimeError(f"mutter ended with {self._compositor.returncode}")
        self._session = "/org/gnome/Mutter/RemoteDesktop"
        try:
            [self._session] = self._remote("CreateSession", interface=_REMOTE_DESKTOP)
        except GLib.Error:  # it is not on the bus yet
            return False
        return True

    def _remote(self, method, arguments=None, *, interface=f"{_REMOTE_DESKTOP}.Session"):
        return self._bus.call_sync(_REMOTE_DESKTOP, self._session, interface, method, arguments, None,
                                   Gio.DBusCallFlags.NONE, DEADLINE * 1000, None).unpack()


def _nodes(node):
    yield node
    for child in node["nodes"] + node["floating_nodes"]:
        yield from _nodes(child)


def stop(process, signal_number=signal.SIGTERM, patience=5):
    """Ends one process: asked first, then made to."""
    if process.poll() is None:
        process.send_signal(signal_number)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream:
            stream.close()
