# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other files in /etc, /usr and /var and below the tested prefix, for one process and its children.

    with Stage() as stage:
        stage.write("/etc/thunderbird/policies/policies.json", "{}")
        stage.remove("/usr/lib/thunderbird")
        subprocess.run(stage.command("straymail", "doctor"))

What is written lies in a folder of its own, which a mount namespace lays over
the real one: the program that is tested looks where it looks on every computer,
and this computer stays as it is.
"""

import os
import pathlib
import shutil
import stat
import subprocess
import tempfile

_MOUNT = """set -e
while [ "$1" != -- ]; do
  mount -t overlay overlay -o "lowerdir=$1:$2" "$2"
  shift 2
done
shift
exec "$@"
"""

SCHEMAS = pathlib.Path(os.environ["STRAY_TEST_DATADIR"]) / "glib-2.0/schemas"
PREFIX = pathlib.Path(os.environ["STRAY_TEST_BINDIR"]).parent
_POINTS = [pathlib.Path(point) for point in ("/etc", "/usr", "/var", "/opt")]
if not PREFIX.is_relative_to("/usr"):
    # All that an ordinary person's checkout is in: what belongs to root is nobody's in their own namespace.
    _POINTS.append(PREFIX if os.getuid() == 0 else pathlib.Path("/", PREFIX.parts[1]))


class Stage:
    def __init__(self):
        self._root = pathlib.Path(tempfile.mkdtemp(prefix="stray-stage-"))
        self._place(PREFIX)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        shutil.rmtree(self._root)

    def write(self, path, text="", mode=0o644):
        """Writes a file; returns where it really lies."""
        place = self._place(path)
        place.unlink(missing_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        place.chmod(mode)
        return place

    def copy(self, folder):
        """Copies everything below `folder` to the same place below /."""
        for source in sorted(folder.rglob("*")):
            if source.is_file():
                self.write("/" + source.relative_to(folder).as_posix(), source.read_bytes())

    def link(self, path, target):
        self._place(path).symlink_to(target)

    def folder(self, path, mode=0o755):
        place = self._place(path)
        place.mkdir(exist_ok=True)
        place.chmod(mode)
        return place

    def chmod(self, path, mode):
        """Changes what was written here."""
        self._place(path).chmod(mode)

    def remove(self, path):
        """Has a file or folder gone, with what was written there."""
        place = self._place(path)
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
        if os.path.lexists(path):
            os.mknod(place, stat.S_IFCHR, os.makedev(0, 0))

    def write_schema(self, text):
        """Has the schemas installed with Straymail be those of `text`."""
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "own.gschema.xml").write_text(text)
            subprocess.run(["glib-compile-schemas", folder], check=True)
            self.write(SCHEMAS / "gschemas.compiled", (pathlib.Path(folder) / "gschemas.compiled").read_bytes())

    def update_dconf(self):
        """Compiles what lies in /etc/dconf/db, as an administrator would."""
        subprocess.run(["dconf", "update", self._place("/etc/dconf/db")], check=True)

    def command(self, *command, root=True):
        """The command that runs `command` there; the process stays the same one.

        It takes itself, and so what was written here, for root's. With `root=False` it is who it
        is, as a bus outside wants it to be.
        """
        if not root:
            command = ["unshare", f"--map-user={os.getuid()}", f"--map-group={os.getgid()}", *command]
        mounts = [argument for i, point in enumerate(_POINTS) if (self._root / str(i)).exists()
                  for argument in (self._root / str(i), point)]
        return ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNT, "sh", *map(str, [*mounts, "--", *command])]

    def _place(self, path):
        number, point = next((i, point) for i, point in enumerate(_POINTS) if pathlib.Path(path).is_relative_to(point))
        place = self._root / str(number) / pathlib.Path(path).relative_to(point)
        for parent in reversed(place.relative_to(self._root).parents):
            (self._root / parent).mkdir(mode=0o755, exist_ok=True)
        return place
