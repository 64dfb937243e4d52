"""A package of rpm that owns monit-pkgmap as it is installed on this host."""

import glob
import os

from scene import host

NAME = "selfremover"


def installed_files():
    """The files that `cmake --install` has put here, and that are still there."""
    listed = host.read(os.environ["PKGMAP_BUILD"] + "/install_manifest.txt").split("\n")
    return [path for path in listed if path and os.path.lexists(path)]


def build(files, version):
    """Returns the file of the package."""
    host.write("/run/list", "\n".join(files) + "\n")
    top = "/run/own/%s" % version
    host.run("rpmbuild", "-bb", "--quiet", "--define", "_topdir " + top, "--define", "list /run/list",
             "--define", "number %s" % version, "--define", "_build_id_links none",
             "--define", "__os_install_post %{nil}", "--define", "debug_package %{nil}", "--define", "_binary_payload w.ufdio",
             host.SOURCE + "/fixtures/packages/selfremover.spec")
    return glob.glob(top + "/RPMS/*/*.rpm")[0]


def install(files):
    """Builds and installs the first version."""
    host.dnf("--noplugins", "install", build(files, "1"))
