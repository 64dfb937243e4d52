#!/usr/bin/python3
"""inside.py package DIRECTORY | host NAME DIRECTORY: what runs in a view of tests/e2e/overlay-run.

`package` makes a repository of rpm in DIRECTORY that has monit-pkgmap as a package, with the hook of dnf
4, and copies the collection of Ansible there as `cmake --install` puts it. `host` is one host of the
fleet: packages, daemons and a monit without an HTTP interface, but no monit-pkgmap. It makes the file
DIRECTORY/NAME when it is ready, and stays until somebody ends it.
"""

import hashlib
import os
import shutil
import signal
import socket
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from scene import host, manager, own_package  # noqa: E402

COLLECTIONS = "/usr/share/ansible/collections"
SPEC = """\
Name: monit-pkgmap
Version: 1
Release: 1.el9
Summary: monit-pkgmap as this tree has it
License: MIT
AutoReqProv: no
%%description
%%{summary}.
%%install
while read -r path; do
  mkdir -p "%%{buildroot}${path%%%%/*}"
  cp -P "$path" "%%{buildroot}$path"
done < %(list)s
%%files -f %(list)s
"""
# On every host.
REPOSITORY = "[own]\nname=own\nbaseurl=file://%s/repository\nmetadata_expire=1\ngpgcheck=0\n"
# The administrator of web1 has a check of the version of mysqld, which depends on mysqld.
LOCAL_SCRIPT = "#!/bin/sh\n# Our application knows this version alone.\ngrep -q 8.0.36 /usr/sbin/mysqld\n"
LOCAL_CHECK = """\
check program mysql_version with path "/usr/local/bin/mysql-version"
  if status != 0 then alert
  depends on mysqld
"""


# That of web3 has the sum of a unit in the control file.
SUM_CHECK = """\
check file mysql_sum with path /usr/lib/systemd/system/mysqld.service
  if failed checksum expect %s then alert
"""


def write_sum():
    with open("/usr/lib/systemd/system/mysqld.service", "rb") as file:
        host.write("/etc/monit.d/sum.conf", SUM_CHECK % hashlib.md5(file.read()).hexdigest())


def make_package(directory):
    host.install_program(os.environ["PKGMAP_BUILD"], manager.chosen())
    host.write("/run/list", "\n".join(path for path in own_package.installed_files()
                                      if not path.startswith(COLLECTIONS)) + "\n")
    host.write("/run/own.spec", SPEC % {"list": "/run/list"})
    host.run("rpmbuild", "-bb", "--quiet", "--define", "_topdir /run/own", "--define", "_build_id_links none",
             "--define", "_rpmdir %s/repository" % directory, "--define", "_dbpath /run/rpmdb",
             "--define", "__os_install_post %{nil}", "--define", "debug_package %{nil}",
             "--define", "_binary_payload w.ufdio", "/run/own.spec")
    host.run("createrepo_c", "--quiet", directory + "/repository")
    shutil.copytree(COLLECTIONS, directory + "/collections")


def be_host(name, directory):
    socket.sethostname(name)
    host.run("ip", "link", "set", "lo", "up")
    local = {}
    if name == "web1":
        local["/etc/monit.d/local.conf"] = LOCAL_CHECK
        host.write("/usr/local/bin/mysql-version", LOCAL_SCRIPT, 0o755)
    host.set_up(os.environ["PKGMAP_E2E_PACKAGES"], manager.chosen(), control_files=local,
                prepare=write_sum if name == "web3" else None)
    host.write("/etc/demo.repos.d/own.repo", REPOSITORY % directory)
    # From now on monit listens nowhere, until the role lets it.
    text = host.read("/etc/monitrc")
    begin = text.index("set httpd")
    host.write("/etc/monitrc", text[:begin] + text[text.index("\n\n", begin):], 0o600)
    host.write("%s/%s" % (directory, name), "")
    signal.pause()


def main(words):
    if words[:1] == ["package"] and len(words) == 2:
        make_package(words[1])
    elif words[:1] == ["host"] and len(words) == 3:
        be_host(words[1], words[2])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
