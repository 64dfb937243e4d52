"""The directories in memory in which monit-pkgmap keeps what it reads of an archive."""

import glob
import os
import subprocess

import mounts
from program import ProgramTest, eventually


def take_own():
    """Gives the process a /dev/shm of its own: other tests read archives at the same time."""
    if mounts.take_own():
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", "/dev/shm"], check=True)


def directories():
    return set(glob.glob("/dev/shm/monit-pkgmap.*"))


class RootTest(ProgramTest):
    """A root in a directory, of which archives are made; nothing of them stays in memory."""

    def setUp(self):
        super().setUp()
        self.before = directories()
        self.root = self.path("root")

    def tearDown(self):
        self.assertTrue(eventually(lambda: directories() <= self.before),
                        "files of an archive stayed in memory")
        super().tearDown()

    def put(self, name, text, mode=0o644):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)
