"""Ten packages of different shapes, made by the real rpmbuild; the same each time.

build(directory) answers a list of Package. Each has one file at PATH % name, whose MD5
sum a control file can ask for, so that its payload is read.
"""

import os
import subprocess

PATH = "/opt/%s/first"

HEAD = """Name: %(name)s
%(epoch)sVersion: 1
Release: 1
Summary: x
License: MIT
BuildArch: noarch
AutoReqProv: no
%%global __os_install_post %%{nil}
%%global _binary_payload %(payload)s
%%global source_date_epoch_from_changelog 0
%%description
x
%(sections)s
%%install
mkdir -p %%{buildroot}/opt/%(name)s
echo '%(name)s' > %%{buildroot}/opt/%(name)s/first
cd %%{buildroot}/opt/%(name)s
%(install)s
%%files
%(files)s
"""

# name: (payload, what %install adds, the file list or "", other sections, epoch)
SHAPES = {
    "gzip": ("w9.gzdio", "seq 3000 > second", "", "", ""),
    "xz": ("w2.xzdio", "seq 3000 > second", "", "", ""),
    "zstd": ("w3.zstdio", "seq 3000 > second", "", "", ""),
    "plain": ("w.ufdio", "seq 300 > second\nmkdir third\necho x > third/fourth", "", "", ""),
    "large": ("w1.gzdio", "head -c 50000000 /dev/zero > second", "", "", ""),
    "many": ("w3.zstdio", "mkdir d\nfor i in $(seq 2000); do echo > d/$i; done", "", "", ""),
    "linked": ("w9.gzdio", "seq 99 > second\nfor i in 3 4 5 6; do ln second $i; done\nln -s first soft\n"
               ": > empty\nln empty empty2", "", "", ""),
    "long": ("w9.gzdio", "d=$(printf 'n%.0s' $(seq 200))\nmkdir -p $d/$d/$d\n"
             "for i in 1 2 3; do echo $i > $d/$d/$d/$(printf 'f%.0s' $(seq 250))$i; done", "", "", ""),
    "ghosts": ("w2.xzdio", "mkdir etc run\necho a > etc/config\necho b > etc/other",
               "/opt/ghosts/first\n%dir /opt/ghosts/etc\n%config /opt/ghosts/etc/config\n"
               "%config(noreplace) %attr(0640,root,mail) /opt/ghosts/etc/other\n%ghost /opt/ghosts/run/pid\n"
               "%ghost %dir /opt/ghosts/run\n%doc %attr(4755,root,root) /opt/ghosts/first", "", "Epoch: 7\n"),
    "scripts": ("w9.gzdio", "echo x > second", "",
                "%pre\nexit 0\n%post -p /sbin/ldconfig\n%preun\necho bye\n%posttrans\n:\n"
                "%triggerin -- bash, other > 2\n:\n%triggerun -- bash\n:\n%filetriggerin -- /usr/lib\n:\n"
                "%transfiletriggerin -- /opt\n:", ""),
}


class Package:
    def __init__(self, name, path):
        self.name = name
        self.path = path
        with open(path, "rb") as file:
            self.bytes = file.read()


def spec_of(name):
    payload, install, files, sections, epoch = SHAPES[name]
    return HEAD % {"name": name, "payload": payload, "install": install, "sections": sections,
                   "files": files or "/opt/" + name, "epoch": epoch}


def build(directory):
    environment = dict(os.environ, SOURCE_DATE_EPOCH="1700000000", HOME=directory, LC_ALL="C")
    packages = []
    for name in SHAPES:
        spec = os.path.join(directory, name + ".spec")
        with open(spec, "w", encoding="utf-8") as file:
            file.write(spec_of(name))
        done = subprocess.run(["rpmbuild", "-bb", "--quiet", "--define", "_topdir " + directory, "--define",
                               "_dbpath " + os.path.join(directory, "builddb"), "--define", "_buildhost localhost",
                               "--define", "use_source_date_epoch_as_buildtime 1", "--define",
                               "clamp_mtime_to_source_date_epoch 1", spec],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True,
                              env=environment, check=False)
        path = os.path.join(directory, "RPMS", "noarch", name + "-1-1.noarch.rpm")
        if done.returncode != 0:
            raise RuntimeError("rpmbuild of %s: %s" % (name, done.stdout))
        packages.append(Package(name, path))
    return packages


def real_packages(data):
    """Those of PKGMAP_DATA, if there are any."""
    found = []
    for directory, _, names in os.walk(os.path.join(data, "rpms")) if data else ():
        found += [os.path.join(directory, name) for name in names if name.endswith(".rpm")]
    return [Package(os.path.basename(path)[:-4], path) for path in sorted(found)]
