"""Rows in which a person gives monit a command during the transaction."""

from matrix import row
from scene import host, monit


class SomebodyMonitors(row.Row):
    name = "somebody-monitors"
    what = "somebody monitors a suspended check in %post: it stays on"
    turned = "mysql_conf"

    def strike(self):
        host.run("monit", "monitor", self.turned)
        host.wait_until(lambda: monit.states()[self.turned].on, 20)

    def check(self):
        seen_on = False
        for _, states in self.watched.samples:
            if states and self.turned in states:
                if states[self.turned].off and seen_on:
                    self.fail("%s was suspended again", self.turned)
                    return
                seen_on = states[self.turned].on and any(states[name].off for name in ("mysqld",))


class AdministratorUnmonitors(row.Row):
    name = "administrator-unmonitors"
    what = "the administrator unmonitors a kept check in %post: it stays off"
    goes_off = ("app_jar",)

    def strike(self):
        host.run("monit", "unmonitor", "app_jar")
        host.wait_until(lambda: monit.states()["app_jar"].off, 20)


class MonitReloaded(row.Row):
    name = "monit-reloaded"
    what = "somebody reloads monit in %post"

    def strike(self):
        host.run("monit", "reload")


ROWS = (SomebodyMonitors, AdministratorUnmonitors, MonitReloaded)
