#!/usr/bin/python3
"""spec_test.py SPEC BUILD VERSION: the spec file is one, lists what is installed, and has a meaning on every
distribution that it names.

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
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# The macros that tell the distributions apart, and those that only some of them have.
SYSTEMD = {"_unitdir": "/usr/lib/systemd/system", "_presetdir": "/usr/lib/systemd/system-preset",
           "_tmpfilesdir": "/usr/lib/tmpfiles.d", "systemd_post()": "post_of_systemd %*",
           "systemd_preun()": "preun_of_systemd %*", "systemd_postun()": "postun_of_systemd %*",
           "tmpfiles_create()": "tmpfiles_of_systemd %*", "_isa": "(x86-64)"}
SUSE = {"systemd_pre()": "pre_of_systemd %*"}
DISTRIBUTIONS = {
    "Fedora 42": dict(SYSTEMD, fedora="42", dist=".fc42", python3_sitelib="/usr/lib/python3.13/site-packages"),
    "RHEL 10": dict(SYSTEMD, rhel="10", dist=".el10", python3_sitelib="/usr/lib/python3.12/site-packages"),
    "RHEL 9": dict(SYSTEMD, rhel="9", dist=".el9", python3_sitelib="/usr/lib/python3.9/site-packages"),
    "RHEL 8": dict(SYSTEMD, rhel="8", dist=".el8", python3_sitelib="/usr/lib/python3.6/site-packages"),
    "Tumbleweed": dict(SYSTEMD, **SUSE, suse_version="1699", python3_sitelib="/usr/lib/python3.13/site-packages"),
    "Leap 15": dict(SYSTEMD, **SUSE, suse_version="1500", python3_sitelib="/usr/lib/python3.6/site-packages",
                    _libexecdir="/usr/lib"),
    "Debian": {},
}
# What only some of them have in their preamble or in %build.
ONLY_SOME = {
    "gcc-toolset-13-gcc-c++": {"RHEL 8"},
    "/opt/rh/gcc-toolset-13/enable": {"RHEL 8"},
    "PKGMAP_SYSTEM_PYTHON=/usr/libexec/platform-python": {"RHEL 8"},
    "gcc13-c++": {"Leap 15"},
    "CXX=g++-13": {"Leap 15"},
    "libexec=/usr/lib\n": {"Leap 15"},
    "systemd-rpm-macros": set(DISTRIBUTIONS) - {"Debian"},
    "\npre_of_systemd monit-pkgmap-recover.service": {"Tumbleweed", "Leap 15"},
    "post_of_systemd monit-pkgmap-recover.service": set(DISTRIBUTIONS) - {"Debian"},
    "preset monit-pkgmap-recover.service": {"Debian"},
}
# The spec file switches the hook of apt off, which cmake installs on this host.
OF_APT = ("/etc/apt/", "/etc/dpkg/", "/monit-pkgmap-apt")
NO_HOOK_OF_APT = "-DPKGMAP_APT_CONF_DIR= -DPKGMAP_DPKG_CONF_DIR="
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
        with open(SPEC, encoding="utf-8") as file:
            without_apt = NO_HOOK_OF_APT in file.read()
        cls.installed = [path for path in installed()
                         if not (without_apt and any(part in path for part in OF_APT))]
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

    def test_every_distribution_understands_it(self):
        for name, macros in DISTRIBUTIONS.items():
            words = [word for macro, value in macros.items() for word in ("--define", "%s %s" % (macro, value))]
            text = run("rpmspec", "-P", *words, SPEC)
            with self.subTest(name):
                # A macro that is not known there stays as it is.
                self.assertEqual([], re.findall(r"%(?!dir|attr|config|license|doc)(?:[a-z]\w*\b.+|\{.*)",
                                                re.sub(r"(?m)^%\w+( -n \S+)?$", "", text)))
                for words_of_some, places in ONLY_SOME.items():
                    self.assertEqual(name in places, words_of_some in text, words_of_some)

    def test_every_hook_can_be_left_out(self):
        for condition, package in (("dnf4", "python3-dnf-plugin"), ("dnf5", "libdnf5-plugin"),
                                   ("rpm_plugin", "rpm-plugin"), ("zypp", "zypp-plugin")):
            text = run("rpmspec", "-P", "--define", "_without_%s 1" % condition, SPEC)
            self.assertNotIn(package + "-monit-pkgmap", text)

    def test_the_hook_of_yum_3_is_a_package_only_where_somebody_asks_for_it(self):
        without, with_it = (run("rpmspec", "-P", *words, SPEC) for words in ([], ["--with", "yum3"]))
        self.assertNotIn("yum-plugin-monit-pkgmap", without)
        self.assertIn("-DPKGMAP_YUM3_PLUGIN_DIR= ", without)
        self.assertIn("-DPKGMAP_YUM3_PLUGIN_DIR=/usr/lib/yum-plugins ", with_it)
        files = with_it.split("%files -n yum-plugin-monit-pkgmap")[1].split("%files")[0]
        for path in ("/usr/lib/yum-plugins/monit_pkgmap.py*", "/etc/yum/pluginconf.d/monit_pkgmap.conf",
                     "/usr/share/monit-pkgmap/python/monit_pkgmap_hook/*.py*", "/man8/monit-pkgmap-yum3.8*"):
            self.assertIn(path, files)

    def test_an_rpm_before_4_13_gets_no_dependency_that_it_cannot_read(self):
        newer = ("Recommends:", "Suggests:", "(zypp-plugin-monit-pkgmap if libzypp)")
        hooks = ["--with", "yum3"]
        for words, known in ((hooks, True), (hooks + ["--without", "rich_dependencies"], False),
                             (hooks + ["--define", "rhel 7"], False)):
            text = run("rpmspec", "-P", *words, SPEC)
            for word in newer:
                self.assertEqual(known, word in text, "%s %s" % (word, words))
            self.assertEqual(known, re.search(r"(?m)^Requires:\s+\(", text) is not None)

    def test_all_say_the_same_version(self):
        with open(TOP + "/debian/changelog", encoding="utf-8") as file:
            self.assertRegex(file.read(), r"\Amonit-pkgmap \(%s-\d+\) " % re.escape(VERSION))

    def test_the_state_directory_is_roots_alone(self):
        with open(SPEC, encoding="utf-8") as file:
            text = file.read()
        self.assertIn("%dir %attr(0700,root,root) %{statedir}", text)
        self.assertIn("%global statedir %{_localstatedir}/lib/%{name}", text)


if __name__ == "__main__":
    if not SPEC:
        sys.exit(__doc__)
    unittest.main()
