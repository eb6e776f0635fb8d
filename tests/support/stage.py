# SPDX-FileCopyrightText: 2026 The Straymail authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Other files in /etc, /usr and /var, for one process and its children.

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
stage=$1; shift
for folder in "$stage"/*; do
  name=/${folder##*/}
  mount -t overlay overlay -o "lowerdir=$folder:$name" "$name"
done
exec "$@"
"""


class Stage:
    def __init__(self):
        self._root = pathlib.Path(tempfile.mkdtemp(prefix="stray-stage-"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        shutil.rmtree(self._root)

    def write(self, path, text="", mode=0o644):
        """Writes a file; returns where it really lies."""
        place = self._place(path)
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

    def remove(self, path):
        """Has a file or folder of this computer gone."""
        if os.path.lexists(path):
            os.mknod(self._place(path), stat.S_IFCHR, os.makedev(0, 0))

    def update_dconf(self):
        """Compiles what lies in /etc/dconf/db, as an administrator would."""
        subprocess.run(["dconf", "update", self._place("/etc/dconf/db")], check=True)

    def command(self, *command):
        """The command that runs `command` there; the process stays the same one."""
        return ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNT, "sh", str(self._root), *map(str, command)]

    def _place(self, path):
        place = self._root / str(path).lstrip("/")
        for parent in reversed(place.relative_to(self._root).parents):
            (self._root / parent).mkdir(mode=0o755, exist_ok=True)
        return place
