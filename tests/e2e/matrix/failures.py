"""Rows in which a scriptlet fails, the disk is full, or monit-pkgmap itself is removed."""

import glob
import os

from matrix import row
from scene import host, own_package, testing

CHECK = """check file bad_worker with path /usr/libexec/%s/worker
  if failed checksum then alert
"""


class _FailingScriptlet(row.Row):
    package = None

    def check(self):
        self.expect(self.watched.ever_off() == ["bad_worker"], "off in it: %s", self.watched.ever_off())


def _failing(stage, consequence):
    package = "bad" + stage
    return type("Failing" + stage.capitalize(), (_FailingScriptlet,), {
        "name": "failing-" + stage,
        "what": "%%%s fails: %s" % (stage, consequence),
        "also": (package,),
        "control_files": {"/etc/monit.d/bad.conf": CHECK % package},
        "transaction": ("upgrade", package),
    })


class _SmallDisk(row.Row):
    """Mounts a small file system on the state directory."""

    def prepare(self):
        super().prepare()
        os.makedirs(testing.STATE, exist_ok=True)
        os.chmod(testing.STATE, 0o700)
        host.run("mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "state", testing.STATE)

    @staticmethod
    def fill():
        try:
            with open(testing.STATE + "/ballast", "wb", buffering=0) as ballast:
                while True:
                    ballast.write(b"x" * 512)
        except OSError:
            return


class DiskFullLater(_SmallDisk):
    name = "disk-full-later"
    what = "the disk of the state directory is full from %post on"

    def strike(self):
        self.fill()
        free = os.statvfs(testing.STATE).f_bfree
        self.expect(free == 0, "%d blocks are free", free)

    def check(self):
        self.expect(self.watched.process.returncode == 0, "exit status %d", self.watched.process.returncode)
        said = testing.hook_lines(self.watched.output)
        words = ("suspended 5 of", "resum", "No space left")
        self.expect(len(said) == 3 and all(word in line for word, line in zip(words, said)), "the screen: %s", said)


class DiskFullBefore(_SmallDisk):
    name = "disk-full-before"
    what = ("the disk of the state directory is full before the transaction: no check is suspended, and "
            "dnf's screen says so")
    transaction = ("upgrade", "tunneld")
    package = None

    def prepared(self):
        self.fill()

    def check(self):
        told = [line for line in testing.hook_lines(self.watched.output) if "space" in line]
        self.expect(told, "dnf's screen does not name it: %s", testing.hook_lines(self.watched.output))
        self.expect(not self.watched.ever_off(), "off in it: %s", self.watched.ever_off())


class PluginRemoved(row.Row):
    name = "plugin-removed"
    what = "monit-pkgmap's own package, with dnf's plugin, is removed in the same transaction"
    transaction = ("shell", "/run/transaction")

    def prepared(self):
        # The transaction removes the installed program, so the one of the build directory answers.
        self.program = os.environ["PKGMAP_BUILD"] + "/cli/monit-pkgmap"
        plugins = glob.glob("/usr/lib/python3/dist-packages/dnf-plugins/monit_pkgmap.py") + \
            glob.glob("/usr/lib/python3*/site-packages/dnf-plugins/monit_pkgmap.py")
        own_package.install(["/usr/bin/monit-pkgmap"] + plugins)
        host.write("/run/transaction", "remove %s\nupgrade mysql-server\nrun\n" % own_package.NAME)

    def check(self):
        self.expect(not os.path.exists("/usr/bin/monit-pkgmap"), "it is still there")


ROWS = (
    _failing("pre", "the old version stays"),
    _failing("post", "the new version is there all the same"),
    _failing("preun", "both versions stay"),
    DiskFullLater, DiskFullBefore, PluginRemoved,
)
