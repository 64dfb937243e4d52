"""Runs one upgrade, and measures what monit does meanwhile."""

import datetime
import glob
import os
import re
import subprocess
import time

from scene import host, manager, monit, processes

AFTERWARDS = 10  # seconds after the end of the package manager that are also measured

# The words of monit 5 in its log for what monit does by itself. monit does not log that it
# switches a check off by itself: see Upgrade.switched_off_by_monit().
ACTIONS = (
    ("ran", re.compile(r"'[^']+' (?:start|stop|restart|exec): ")),
    ("checksum", re.compile(r"'[^']+' checksum (?:failed|changed)")),
)
ASKED = re.compile(r"'([^']+)' unmonitor on user request")
CHECK = re.compile(r"^check \w+ (\S+)|^ *depends on (.+)", re.MULTILINE)


def moment(line):
    """Returns the time of a line of monit's log, in whole seconds since the epoch."""
    return datetime.datetime.strptime(line[1:25], "%Y-%m-%dT%H:%M:%S%z").timestamp()


def below(names):
    """Returns the checks with all their dependents, as monit's cascade takes them."""
    parents, current = {}, None
    for path in ["/etc/monitrc"] + glob.glob("/etc/monit.d/*.conf"):
        for match in CHECK.finditer(host.read(path)):
            current = match.group(1) or current
            if match.group(2):
                parents[current] = {name.strip() for name in match.group(2).split(",")}
    found = set(names)
    while True:
        more = {child for child, above in parents.items() if above & found} - found
        if not more:
            return found
        found |= more


class Upgrade:
    """Runs the package manager and samples monit's status; `log` is what monit wrote from the start of
    the package manager to finish()."""

    def __init__(self, *words):
        self.command = manager.chosen().command(*words)
        self.before = monit.states()
        self._log_start = os.path.getsize(monit.LOG)
        self._sampler = monit.Sampler()
        self.arguments = processes.ArgumentWatch("canary")
        self.own_group = True  # False: as a command of a script
        self.process = None
        self.output = ""
        self.began = self.ended = None

    def start(self):
        self._sampler.start()
        self.arguments.start()
        self.began = time.time()
        self.process = subprocess.Popen(
            self.command, env=host.ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, universal_newlines=True, start_new_session=self.own_group)

    def wait(self, seconds=180):
        """Waits until the package manager has ended and no process holds its output open any more. Raises
        SceneError after so many seconds."""
        try:
            self.output, _ = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.output, _ = self.process.communicate()
            raise host.SceneError("the package manager did not end in %d s\n%s" % (seconds, self.output)) from None
        self.ended = time.time()

    def finish(self, seconds=AFTERWARDS):
        """Samples until so many seconds after the end of dnf, then stops."""
        time.sleep(max(0, self.ended + seconds - time.time()))
        self.samples = self._sampler.stop()
        self.arguments.stop()
        with open(monit.LOG, encoding="utf-8", errors="replace") as log:
            log.seek(self._log_start)
            self.log = log.read()
        self.after = monit.states_or_none() or {}

    def run(self):
        self.start()
        self.wait()
        self.finish()
        return self

    def was_on(self):
        return {name for name, state in self.before.items() if state.monitor != 0}

    def lost(self):
        """Returns the checks that were monitored before the upgrade and are not monitored at its end."""
        return sorted(name for name in self.was_on()
                      if name not in self.after or self.after[name].monitor == 0)

    def switched_on(self):
        """Returns the checks that were off before the upgrade and are monitored at its end."""
        return sorted(name for name, state in self.before.items()
                      if state.monitor == 0 and name in self.after and self.after[name].monitor != 0)

    def own_actions(self):
        """Returns what monit did by itself: kind -> lines of its log."""
        found = {kind: [] for kind, _ in ACTIONS}
        for line in self.log.splitlines():
            for kind, pattern in ACTIONS:
                if pattern.search(line):
                    found[kind].append(line)
                    break
        return found

    def seen_off(self):
        """Returns the monitored checks that some answer of monit shows as off."""
        return sorted({name for _, states in self.samples if states for name in self.was_on()
                       if name in states and states[name].monitor == 0})

    def switched_off_by_monit(self):
        """Returns the checks that went off without a request to unmonitor them or a prerequisite."""
        return sorted(set(self.seen_off()) - below(ASKED.findall(self.log)))

    def unwatched(self):
        """Returns for how many seconds each monitored check was not watched."""
        seconds = dict.fromkeys(self.was_on(), 0.0)
        for (begin, states), (end, _) in zip(self.samples, self.samples[1:]):
            for name in seconds:
                if states is None or name not in states or states[name].monitor == 0:
                    seconds[name] += end - begin
        return seconds

    def ever_off(self):
        """Returns the monitored checks that some sample shows as off, or does not show."""
        return sorted(name for name, seconds in self.unwatched().items() if seconds > 0)

    def all_on(self):
        """Whether monit now monitors every check that it monitored before the upgrade."""
        now = monit.states_or_none()
        return bool(now) and all(name in now and now[name].on for name in self.was_on())

    def lines(self, words):
        return [line for line in self.log.splitlines() if words in line]

    def result(self):
        """Returns all figures as values for JSON."""
        unwatched = self.unwatched()
        return {
            "status": self.process.returncode,
            "seconds": round(self.ended - self.began, 2),
            "checks": len(self.before),
            "monitored_before": len(self.was_on()),
            "actions": dict(self.own_actions(), unmonitor=self.switched_off_by_monit()),
            "lost": self.lost(),
            "switched_on": self.switched_on(),
            "unwatched_checks": self.ever_off(),
            "unwatched_seconds": round(sum(unwatched.values()), 1),
            "awakened": len(self.lines("Awakened")),
            "reinitialized": len(self.lines("Reinitializing")),
            "samples": len(self.samples),
        }
