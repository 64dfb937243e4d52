#!/usr/bin/python3
"""spec_test.py SPEC BUILD VERSION: the spec file is one, and lists what is installed.

BUILD is a build directory with every target built.
"""

import fnmatch
import os
import re
import subprocess
import sys
import tempfile
import unittest

SPEC, BUILD, VERSION = (sys.argv.pop(1), sys.argv.pop(1), sys.argv.pop(1)) if len(sys.argv) > 3 else ("", "", "")
PLUGIN = "/dnf-plugins/monit_pkgmap.py"
# Not put there by cmake: rpmbuild and the spec file itself do.
BY_RPM = ("/usr/share/licenses", "/usr/share/doc", "__pycache__")


def run(*command, **options):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          universal_newlines=True, timeout=60, check=False, **options)
    if done.returncode != 0:
        raise AssertionError("%s: %s%s" % (" ".join(command), done.stdout, done.stderr))
    return done.stdout


def installed():
    """Every file that `cmake --install --prefix /usr` puts somewhere."""
    with tempfile.TemporaryDirectory() as stage:
        run(os.environ.get("PKGMAP_CMAKE", "cmake"), "--install", BUILD, "--prefix", "/usr",
            env=dict(os.environ, DESTDIR=stage))
        return sorted(os.path.join(directory, name)[len(stage):]
                      for directory, _, names in os.walk(stage) for name in names)


def listed(plugin_directory):
    """Package -> the patterns of its %files. Macros of Fedora that others may lack are given."""
    text = run("rpmspec", "-P", "--define", "python3_sitelib " + os.path.dirname(plugin_directory),
               "--define", "_libexecdir /usr/libexec",
               "--define", "_unitdir /usr/lib/systemd/system", "--define", "dist .fc", SPEC)
    sections = re.split(r"^%(?=[a-z])(?!dir|attr|config|license|doc)", text, flags=re.M)
    files = {}
    for section in sections:
        if section.startswith("files"):
            first, *lines = section.splitlines()
            files[first[len("files"):].strip()] = [line.split()[-1] for line in lines
                                                   if line.strip() and not line.startswith(("%dir", "%license", "%doc"))]
    return files


class Spec(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.installed = installed()
        plugin = [path for path in cls.installed if path.endswith(PLUGIN)]
        cls.files = listed(os.path.dirname(plugin[0]))

    def test_rpm_reads_it_with_a_package_for_each_hook(self):
        packages = run("rpmspec", "-q", "--qf", "%{NAME} %{VERSION}\n", SPEC).splitlines()
        self.assertEqual([name + " " + VERSION for name in (
            "monit-pkgmap", "python3-dnf-plugin-monit-pkgmap", "libdnf5-plugin-monit-pkgmap", "rpm-plugin-monit-pkgmap",
            "zypp-plugin-monit-pkgmap")], packages)

    def test_every_installed_file_is_in_one_package(self):
        for path in self.installed:
            owners = [package for package, patterns in self.files.items()
                      if any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)]
            self.assertEqual(1, len(owners), path)

    def test_every_listed_file_is_installed(self):
        for patterns in self.files.values():
            for pattern in patterns:
                if not any(part in pattern for part in BY_RPM):
                    self.assertTrue(fnmatch.filter(self.installed, pattern), pattern)

    def test_the_hook_is_a_package_of_its_own(self):
        self.assertTrue(any(path.endswith(PLUGIN) for path in self.files["-n python3-dnf-plugin-monit-pkgmap"]))

    def test_the_actions_file_goes_with_the_version_of_dnf_5(self):
        for words, needed in (([], ">= 5.2.6.2"), (["--define", "_with_dnf5_plain 1"], "< 5.2.6.2")):
            text = run("rpmspec", "-P", *words, SPEC)
            self.assertIn("Requires:       libdnf5-plugin-actions " + needed, text)

    def test_the_state_directory_is_roots_alone(self):
        with open(SPEC, encoding="utf-8") as file:
            self.assertIn("%dir %attr(0700,root,root) /var/lib/%{name}", file.read())


if __name__ == "__main__":
    if not SPEC:
        sys.exit(__doc__)
    unittest.main()
