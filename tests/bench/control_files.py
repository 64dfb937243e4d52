"""Control files of any size, as hosts have them: made from a seed, with included files.

The same seed gives the same bytes. No test compares a checksum, since `monit -t` reads the whole
file for such a test, and its time would be that of the disk.
"""

import os
import random

MOST_INCLUDED = 1000  # monit reads at most 1,024 included files.
CHECKS_IN_A_FILE = 8
PROGRAMS = ("/bin/true", "/bin/ls", "/bin/cat", "/usr/bin/env")


def command(draw, word, name):
    verb = {"start": "start", "stop": "stop", "restart": "restart"}[word]
    forms = ('"/usr/bin/systemctl %s %s.service"', '"/usr/sbin/service %s %s"',
             '"/bin/sh -c \'/usr/bin/env LANG=C /usr/bin/systemctl %s %s\'" with timeout 60 seconds')
    form = draw.choice(forms)
    return "  %s program = " % word + form % ((name, verb) if "sbin/service" in form else (verb, name))


def process(draw, name, names, _paths):
    if draw.random() < 0.3:
        lines = ['check process %s matching "^/usr/sbin/%sd( |$)"' % (name, name)]
    else:
        lines = ["check process %s with pidfile /run/%s/%s.pid" % (name, name, name)]
    lines += [command(draw, "start", name), command(draw, "stop", name)]
    tests = ["if cpu > %d%% for 5 cycles then alert", "if total memory > %d MB for 3 cycles then restart",
             "if children > %d then alert", "if %d restarts within 100 cycles then unmonitor",
             "if failed port %d protocol http request \"/status\" with timeout 10 seconds for 2 cycles then restart",
             "if failed unixsocket /run/app-%d.sock then alert", "if uptime < %d minutes then alert"]
    lines += ["  " + test % draw.randint(2, 90) for test in draw.sample(tests, draw.randint(2, 6))]
    if names and draw.random() < 0.5:
        lines.append("  depends on " + ", ".join(sorted(set(draw.choices(names[-40:], k=2)))))
    return lines + ["  group " + draw.choice(("web", "database", "mail")), "  mode active"]


def file(draw, name, _names, paths):
    lines = ["check file %s with path %s" % (name, draw.choice(paths))]
    tests = ["if failed permission 0644 then alert", "if failed uid root then unmonitor", "if failed gid root then alert",
             "if changed timestamp then exec \"/usr/bin/systemctl reload %s\"" % name, "if size > 10 MB then alert",
             "if timestamp > 15 minutes for 2 cycles then alert", "if match \"(error|fatal): [a-z]+\" then alert",
             "if does not exist for 3 cycles then restart"]
    return lines + ["  " + test for test in draw.sample(tests, draw.randint(1, 5))]


def directory(draw, name, _names, _paths):
    return ["check directory %s with path /srv/%s" % (name, name), "  if failed permission 755 then alert",
            "  if changed timestamp for %d cycles then alert" % draw.randint(1, 9)]


def host(draw, name, _names, _paths):
    return ["check host %s with address 127.0.0.%d" % (name, draw.randint(1, 250)),
            "  if failed ping count 3 with timeout 5 seconds then alert",
            "  if failed port %d type tcp protocol %s for 3 times within 5 cycles then alert" %
            (draw.randint(1, 65000), draw.choice(("http", "smtp", "ssh", "imap", "redis")))]


def program(draw, name, _names, _paths):
    return ["check program %s with path \"%s --of %s\" with timeout 30 seconds" % (name, draw.choice(PROGRAMS), name),
            "  every %d cycles" % draw.randint(2, 30), "  if status != 0 for 2 cycles then alert"]


KINDS = (process, file, directory, host, program)
WEIGHTS = (45, 35, 6, 8, 6)


def checks(draw, count, paths):
    """Returns the text of each check."""
    names, texts = [], []
    for number in range(count):
        kind = draw.choices(KINDS, WEIGHTS)[0]
        name = "%s%s%d" % (draw.choice(("app", "db", "web", "queue-", "mail_")), kind.__name__[:4], number)
        texts.append("\n".join(kind(draw, name, names, paths)) + "\n")
        names.append(name)
    return texts


def write(path, text, mode=0o600):
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    os.chmod(path, mode)


def make(place, count, seed, paths=("/etc/hosts", "/etc/passwd", "/etc/fstab")):
    """Makes a control file with `count` checks and its included files in the directory `place`.
    Returns its path."""
    draw = random.Random(seed * 100003 + count)
    os.makedirs(os.path.join(place, "conf.d"))
    texts = checks(draw, count, paths)
    files = min(MOST_INCLUDED, max(1, count // CHECKS_IN_A_FILE))
    for number in range(files):
        write(os.path.join(place, "conf.d", "%04d.conf" % number), "# part %d\n" % number +
              "\n".join(texts[number::files]))
    head = ["set daemon %d" % draw.randint(20, 120), "set log syslog", "set alert ops@example.org not on { instance }",
            "set mailserver 127.0.0.1 port 25 with timeout 10 seconds",
            "set httpd unixsocket %s/sock allow operator:of-nobody" % place, "set idfile %s/id" % place,
            "set statefile %s/state" % place, "set pidfile %s/pid" % place, "check system bench-host",
            "  if loadavg (5min) > 8 then alert", "include %s/conf.d/*.conf" % place]
    path = os.path.join(place, "monitrc")
    write(path, "\n".join(head) + "\n")
    return path
