# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows as a screen reader sees them, through AT-SPI.

Import this only once a `desktop.Desktop` is there: libatspi connects to the
session bus it finds, once a process.
"""

import gi

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi, GLib  # noqa: E402

from waiting import wait_until  # noqa: E402

# libatspi warns where an application comes or goes while it is asked; under
# G_DEBUG=fatal-warnings, meant for the programs under test, that would end the test.
GLib.log_set_always_fatal(GLib.LogLevelFlags(GLib.LogLevelFlags.LEVEL_ERROR))
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)

# Else what is busy for a moment looks as if it had gone.
PATIENCE_MS = 15000
Atspi.set_timeout(PATIENCE_MS, PATIENCE_MS)


def _fresh(accessible):
    # libatspi's cache is kept up to date by a main loop that tests do not run.
    accessible.clear_cache()
    return accessible


def children(accessible):
    """The children there are now; what vanishes meanwhile is left out."""
    try:
        _fresh(accessible)
        found = [accessible.get_child_at_index(i) for i in range(accessible.get_child_count())]
    except GLib.Error:
        return []
    return [child for child in found if child is not None]


def descendants(accessible):
    """Everything below `accessible`, in reading order."""
    for child in children(accessible):
        yield child
        yield from descendants(child)


# What tests call a role, in ARIA's words, and what toolkits do, GTK 4.8 first; what is not here has one name.
_ROLES = {
    "alert": ("alert", "notification"),
    "alert dialog": ("dialog", "alert"),
    "button": ("push button", "button", "toggle button"),
    "group": ("panel", "grouping"),
    "radio group": ("grouping",),
    "switch": ("check box", "switch"),
}


def role(accessible):
    """The role by its toolkit's name."""
    try:
        return accessible.get_role_name()
    except GLib.Error:
        return ""


def is_a(accessible, wanted_role):
    return role(accessible) in _ROLES.get(wanted_role, (wanted_role,))


def name(accessible):
    try:
        return accessible.get_name() or ""
    except GLib.Error:
        return ""


def description(accessible):
    """What describes it: a text, or, where there is none, what it is related to as screen readers read it out."""
    try:
        told = accessible.get_description() or ""
        related = [relation.get_target(i) for relation in accessible.get_relation_set()
                   if relation.get_relation_type() == Atspi.RelationType.DESCRIBED_BY
                   for i in range(relation.get_n_targets())]
        return told or " ".join(map(name, related))
    except GLib.Error:
        return ""


def text(accessible):
    """The text of a label as it stands on the screen, else its name."""
    try:
        interface = accessible.get_text_iface()
        if interface is None:
            return name(accessible)
        return Atspi.Text.get_text(interface, 0, Atspi.Text.get_character_count(interface))
    except GLib.Error:
        return ""


def characters(accessible):
    """Each character of a label, as it stands on the screen, and what it looks like in particular:
    `underline`, `weight` …"""
    interface = accessible.get_text_iface()
    return [(character, Atspi.Text.get_attribute_run(interface, i, False)[0])
            for i, character in enumerate(text(accessible))]


def has_state(accessible, state):
    """`state` as in `Atspi.StateType`, by its lower-case name: `sensitive`, `focused` … What is not there has none."""
    if accessible is None:
        return False
    try:
        states = _fresh(accessible).get_state_set()
    except GLib.Error:
        return False
    return states.contains(getattr(Atspi.StateType, state.upper()))


def position(accessible):
    """Where its upper left corner is in its window, in pixels."""
    point = Atspi.Component.get_position(accessible.get_component_iface(), Atspi.CoordType.WINDOW)
    return point.x, point.y


def windows(application=None):
    """Every window on the accessibility bus, or those of applications so named, or of one pid."""
    found = []
    for app in children(Atspi.get_desktop(0)):
        try:
            matches = application in (None, app.get_name(), app.get_process_id())
        except GLib.Error:
            continue
        if matches:
            found += children(app)
    return found


def wait_for_window(application, process=None):
    """The first window of the application with this name or pid."""
    def window():
        if process is not None and process.poll() is not None:
            raise AssertionError(f"the process ended with {process.returncode} before its window came")
        return next(iter(windows(application)), None)
    return wait_until(window, f"a window of {application}")


def find(accessible, wanted_role, wanted_name=None):
    """The first descendant with this role and name, or None."""
    for candidate in descendants(accessible):
        try:
            if is_a(candidate, wanted_role) and wanted_name in (None, name(candidate)):
                return candidate
        except GLib.Error:
            continue
    return None


def find_all(accessible, wanted_role):
    return [found for found in descendants(accessible) if is_a(found, wanted_role)]


def button(window, label):
    """The button with this label; fails where there is none."""
    found = find(window, "button", label)
    if found is None:
        raise AssertionError(f"no button “{label}” in the window")
    return found


def can_be_pressed(window, label):
    """Whether the button with this label is there, and sensitive."""
    return has_state(find(window, "button", label), "sensitive")


def activate(accessible):
    """Does the one thing a control is there for, once it is sensitive: presses a button, turns a switch."""
    wait_until(lambda: has_state(accessible, "sensitive"), "the control is sensitive")
    _act(accessible)


def press(window, label):
    """Presses a button that answers its window, until the window is gone.

    As a person would: the dialog stops listening when it loses the focus, so a
    press can come too late by a moment and has to be done again.
    """
    pressed = False

    def answered():
        nonlocal pressed
        target = find(window, "button", label)
        if target is None:
            return pressed
        if has_state(target, "sensitive"):
            pressed = _act(target) or pressed  # else it went away while it was pressed
        return False
    wait_until(answered, f"“{label}” is pressed and the window goes")


def _act(target):
    """Does the one thing a control is there for; False where it went away."""
    try:
        action = target.get_action_iface()
        if action is None:
            return False
        Atspi.Action.do_action(action, 0)
        return True
    except GLib.Error:
        return False


_ACTIONS = {"Correct": "choice.correct", "Keep": "choice.keep", "Leave": "choice.leave-out", "Don’t": "choice.except"}


def choose(window, label):
    """Chooses what has this label, or all that begins with it where it ends in a star.

    GTK offers no action for a check button; the group it is in has one for each.
    """
    def is_meant(found):
        return name(found) == label or (label.endswith("*") and name(found).startswith(label[:-1]))

    def meant():
        return [(group, found) for group in choices(window) for found in descendants(group)
                if role(found) in ("radio button", "check box") and is_meant(found)]
    for group, target in wait_until(meant, f"“{label}” can be chosen"):
        act(group, _ACTIONS[label.split()[0]])
        wait_until(lambda: has_state(target, "checked"), f"“{label}” is chosen")


def choices(window):
    """The groups of choices in a window; newer GTK gives their role to other groups, too."""
    return [group for group in find_all(window, "radio group") if _ACTIONS["Keep"] in _actions(group)]


def act(accessible, action):
    """Does the action with this name."""
    Atspi.Action.do_action(accessible.get_action_iface(), _actions(accessible).index(action))


def _actions(accessible):
    interface = accessible.get_action_iface()
    return [Atspi.Action.get_action_name(interface, i) for i in range(Atspi.Action.get_n_actions(interface))]


def send_anyway(window):
    """Keeps every recipient and sends; until the window is gone."""
    choose(window, "Keep *")
    label = wait_until(lambda: next((name(found) for found in find_all(window, "button")
                                     if name(found).endswith("Anyway")), None), "the button says so")
    press(window, label)


def extents(accessible):
    """Left, top, width and height in its window, in pixels; newer GTK forgets the padding of what is
    around it, so to click there ask a probe."""
    box = Atspi.Component.get_extents(accessible.get_component_iface(), Atspi.CoordType.WINDOW)
    return box.x, box.y, box.width, box.height


def settled_size(window):
    """The width and height of what is in a window, once they stay as they are."""
    sizes = []

    def settled():
        sizes.append(next((extents(child)[2:] for child in children(window)), (0, 0)))
        return sizes[-1][0] > 0 and sizes[-3:] == sizes[-1:] * 3
    wait_until(settled, "the window has its size")
    return sizes[-1]
