"""The rows of the drift matrix: when and how somebody changes the file."""

import threading
import time

from drifting import row
from scene import host, manager, monit, testing

JAR = "/opt/app/app.jar"


def say_in_app(old, new):
    text = host.read("/etc/monit.d/app.conf")
    assert old in text, old
    host.write("/etc/monit.d/app.conf", text.replace(old, new, 1))


class Untouched(row.Row):
    name = "untouched"
    what = "nobody changes anything"
    paths = checks = ()


class LongBefore(row.Row):
    name = "long-before"
    what = "long before the upgrade; its check has unmonitored itself"
    was_off = ("app_jar",)

    def prepare(self):
        say_in_app("if failed checksum then alert", "if failed checksum then unmonitor")

    def before(self):
        row.append(JAR)
        if not host.wait_until(lambda: monit.states()["app_jar"].off, 20):
            raise host.SceneError("app_jar did not go off")


class ForThreeCycles(row.Row):
    name = "for-3-cycles"
    what = "just before the upgrade, under a test `for 3 cycles`"

    def prepare(self):
        say_in_app("if failed checksum then alert", "if failed checksum for 3 cycles then alert")

    def before(self):
        row.append(JAR)


class BetweenPolls(row.Row):
    name = "between-polls"
    what = "just before the upgrade, between two cycles of monit"

    def before(self):
        row.append(JAR)


class InScriptlet(row.Row):
    name = "in-scriptlet"
    what = "while a scriptlet runs"

    def strike(self):
        row.append(JAR)


class Replacing(row.Row):
    name = "replaced-again-and-again"
    what = "by a loop that replaces it all the time, also between the gate and monit's reading"

    def before(self):
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.replace)

    def replace(self):
        good = row.content(JAR)
        while not self.stop.is_set():
            for text in (b"evil\n", good):
                with open(JAR + ".x", "wb") as file:
                    file.write(text)
                row.os.rename(JAR + ".x", JAR)
                time.sleep(0.03)

    def strike(self):
        self.thread.start()

    def after(self):
        time.sleep(4)
        self.stop.set()
        self.thread.join()
        row.append(JAR)


class AfterUnpacking(row.Row):
    name = "packaged-binary"
    what = "while a scriptlet runs; it is a binary that the package has just shipped"
    paths = ("/usr/sbin/mysqld",)
    checks = ("mysql_bin",)

    def save(self):
        pass

    def strike(self):
        super().save()
        row.append("/usr/sbin/mysqld")


class ConfigEdited(row.Row):
    name = "config-edited"
    what = "by the administrator, on purpose; it is a configuration file"
    paths = checks = ()

    def before(self):
        row.append("/etc/tunneld/tunneld.conf")
        time.sleep(row.CYCLES)


class Unsigned(row.Row):
    name = "unsigned"
    what = ("by a package that is not signed, as no .deb is, with `require_signature: yes`; the administrator then "
            "accepts it")
    paths = ("/usr/sbin/mysqld", "/usr/lib/systemd/system/mysqld.service", "/etc/my.cnf")
    checks = ("mysql_bin", "mysql_unit", "mysql_conf")
    policy = "version: 1\ndefaults: {require_signature: yes}\n"

    def bring_back(self):
        testing.pkgmap("accept", *self.paths)


class SomebodyReloads(row.Row):
    name = "somebody-reloads"
    what = "while a scriptlet runs; somebody then reloads monit"

    def strike(self):
        row.append(JAR)
        host.run("monit", "reload")


class Reinstalled(row.Row):
    name = "reinstalled"
    what = "before the upgrade; it is a packaged file, and `reinstall` of dnf or apt-get brings it back"
    paths = ("/usr/sbin/tunneld",)
    checks = ("tunneld_bin",)

    def before(self):
        row.append(self.paths[0])

    def bring_back(self):
        host.run(*manager.chosen().command("reinstall", "tunneld"))


class Accepted(row.Row):
    name = "accepted"
    what = "before the upgrade; the administrator accepts it"

    def before(self):
        row.append(JAR)

    def bring_back(self):
        testing.pkgmap("accept", *self.paths)


class GoesOffAgain(row.Row):
    name = "goes-off-over-the-good"
    what = "while a scriptlet runs; the check unmonitors itself when the good content is back"

    def prepare(self):
        say_in_app("if failed checksum then alert", "if failed checksum for 9 cycles then unmonitor")

    def strike(self):
        row.append(JAR)

    def bring_back(self):
        row.shutil.copy2(row.SAVED + JAR, JAR + ".new")
        row.os.rename(JAR + ".new", JAR)
        if not host.wait_until(lambda: monit.states()["app_jar"].off, 20):
            raise host.SceneError("app_jar did not go off")
        testing.pkgmap("recover")


ROWS = (Untouched, LongBefore, ForThreeCycles, BetweenPolls, InScriptlet, Replacing, AfterUnpacking,
        ConfigEdited, Unsigned, SomebodyReloads, Reinstalled, Accepted, GoesOffAgain)
