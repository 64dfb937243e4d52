"""What the pages of the browser's test show: a control file, packages of dpkg and a history."""

import json
import os

FILES = {
    "mariadb-server": ["/usr/sbin/mariadbd", "/etc/mysql/my.cnf", "/lib/systemd/system/mariadb.service"],
    "nginx": ["/usr/sbin/nginx", "/etc/nginx/nginx.conf", "/lib/systemd/system/nginx.service"],
    "postgresql-15": ["/usr/lib/postgresql/15/bin/postgres", "/etc/init.d/postgresql"],
    "openssh-server": ["/usr/sbin/sshd", "/lib/systemd/system/ssh.service"],
    "evil": ["/usr/bin/evil"],
    "many": ["/srv/many/%d" % i for i in range(0, 1000, 2)],
}

CONTROL_FILE = """\
set daemon 30
set httpd unixsocket @DIR@/sock allow localhost
check process mariadb with pidfile /run/mysqld/mysqld.pid
  start program = "/bin/systemctl start mariadb.service"
  depends on mariadb_bin, mariadb_conf
check file mariadb_bin with path /usr/sbin/mariadbd
  if failed checksum then alert
check file mariadb_conf with path /etc/mysql/my.cnf
  if changed checksum then alert
check process nginx with pidfile /run/nginx.pid
  start program = "/bin/systemctl start nginx.service"
  depends on nginx_bin
check file nginx_bin with path /usr/sbin/nginx
  if failed checksum then alert
check file nginx_conf with path /etc/nginx/nginx.conf
  if changed timestamp then exec "/usr/sbin/nginx -s reload"
check process postgres with pidfile /run/postgresql/15-main.pid
  start program = "/etc/init.d/postgresql start"
check process sshd with pidfile /run/sshd.pid
  start program = "/bin/systemctl start ssh.service"
check file hosts with path /etc/hosts
  if changed checksum then alert
check filesystem root with path /
  if space usage > 90% then alert
check system web1
  if loadavg (5min) > 4 then alert
"""

# Returns [contrast, text] of every text on a plain background.
CONTRASTS = """
const channels = (color) => color.match(/[\\d.]+/g).map(Number);
const luminance = (color) => channels(color).slice(0, 3).map((one) => one / 255)
  .map((one) => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
  .reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
const behind = (element) => {
  const color = getComputedStyle(element).backgroundColor;
  return channels(color)[3] === 0 ? behind(element.parentElement) : color;
};
return [...document.querySelectorAll("h1, h2, p, a, th, td, li, span, summary, label, select, button")].map((one) => {
  const [low, high] = [luminance(getComputedStyle(one).color), luminance(behind(one))].sort((a, b) => a - b);
  return [(high + 0.05) / (low + 0.05), one.textContent.slice(0, 60)];
});
"""


def write_database(directory):
    """Writes the database of a dpkg that has installed the packages, and returns the directory."""
    os.makedirs(os.path.join(directory, "info"))
    status = ""
    for name, files in FILES.items():
        status += ("Package: %s\nStatus: install ok installed\nPriority: optional\nSection: misc\n"
                   "Maintainer: Nobody <nobody@example.org>\nArchitecture: amd64\nVersion: 1.0-1\n"
                   "Description: %s\n\n" % (name, name))
        listed = "/.\n" + "".join("%s\n" % path for path in files)
        with open(os.path.join(directory, "info", name + ".list"), "w", encoding="utf-8") as file:
            file.write(listed)
    with open(os.path.join(directory, "status"), "w", encoding="utf-8") as file:
        file.write(status)
    return directory


def check(name, seconds, result="resumed", **more):
    return dict({"name": name, "unwatched_seconds": seconds, "result": result}, **more)


SESSIONS = [
    ("2026-09-03T04:10:00Z", "apt", "mariadb-server", [check("mariadb", 14), check("mariadb_bin", 15), check("mariadb_conf", 15)]),
    ("2026-09-19T04:12:30Z", "apt", "nginx", [check("nginx", 4), check("nginx_bin", 5), check("nginx_conf", 5)]),
    ("2026-10-02T12:30:11Z", "dpkg", "old-app", [check("old_app", 31, "kept", reason="its package is gone")]),
    ("2026-10-21T04:09:02Z", "apt", "openssh-server", [check("sshd", 3)]),
    ("2026-11-08T04:11:47Z", "apt", "mariadb-server", [check("mariadb", 12), check("mariadb_bin", 13), check("mariadb_conf", 13)]),
    ("2026-11-25T04:13:20Z", "apt", "nginx", [check("nginx", 5), check("nginx_bin", 6), check("nginx_conf", 6)]),
]
TIMES_OFF = sum(len(checks) for _, _, _, checks in SESSIONS)


def write_history(directory):
    os.mkdir(directory, 0o700)
    with open(os.path.join(directory, "history.jsonl"), "w", encoding="utf-8") as file:
        for number, (began, manager, package, checks) in enumerate(SESSIONS):
            drift = [{"check": "nginx_conf", "path": "/etc/nginx/nginx.conf", "kept_as": None,
                      "by_transaction": False}] if number == 5 else []
            file.write(json.dumps({"id": "%016x" % (number + 0xa1b2c3), "began": began, "ended": began[:-3] + "59Z",
                                   "manager": manager, "packages": [package + ":amd64=1.0-1"], "checks": checks,
                                   "reload": False, "baselines": [], "drift": drift, "alarms_ended": []}) + "\n")


def hostile_names():
    return ["<script>attacked=1</script>", "<img src=x onerror=attacked=1>", "x' onmouseover='attacked=1",
            "</style></script><script>attacked=1</script>", "&lt;b&gt;", "<!--", "]]>", "\u202egpj.exe"]


def control_file_of(names):
    return "".join("check file \"%s\" with path /usr/bin/evil\n" % name for name in names)


def many_checks(count):
    return "".join("check file file_%d with path /srv/many/%d\n  if failed checksum then alert\n" % (i, i)
                   for i in range(count))
