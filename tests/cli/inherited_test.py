#!/usr/bin/python3
"""What a hook inherits from its package manager: limits, streams, signals, environment, directory,
namespaces. In each case the check is suspended, the package manager dies, and the guard resumes the
check; or nothing is suspended, and a message says why."""

import contextlib
import fcntl
import os
import resource
import signal
import subprocess
import tempfile
import unittest

import mounts
from live import LiveTest

ALL_SIGNALS = set(range(1, signal.NSIG)) - {32, 33}
NO_OWN_NAMESPACES = "needs root and namespaces of its own"


def limit(kind, value):
    return lambda: resource.setrlimit(kind, (value, value))


def close(*descriptors):
    return lambda: [os.close(descriptor) for descriptor in descriptors]


def in_a_directory_that_is_gone():
    directory = tempfile.mkdtemp()
    os.chdir(directory)
    os.rmdir(directory)


def ignore(*signals):
    return lambda: [signal.signal(number, signal.SIG_IGN) for number in signals]


@contextlib.contextmanager
def full_pipe():
    """Yields a descriptor to which no byte can be written; a writer would wait for ever."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETFL, os.O_NONBLOCK)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, b"x" * 4096)
    fcntl.fcntl(writing, fcntl.F_SETFL, 0)
    yield writing
    os.close(reading)
    os.close(writing)


def has_namespaces():
    return subprocess.run(["unshare", "--mount", "--time", "true"], check=False,
                          stderr=subprocess.DEVNULL).returncode == 0


class AHook(LiveTest):
    def begin(self, before=(), environment=None, **options):
        """Suspends for a package manager of its own. Returns the answer and the package manager."""
        manager = subprocess.Popen(["sleep", "1000"])
        self.addCleanup(manager.wait)
        self.addCleanup(manager.kill)
        arguments = self.arguments(["suspend", "--transaction", self.transaction("alpha", pid=manager.pid)])
        answer = self.run_program([*before, *arguments], env=dict(self.environment, **(environment or {})),
                                  **options)
        return answer, manager

    def assert_suspends_and_the_guard_resumes(self, *before, **options):
        answer, manager = self.begin(before, **options)
        self.assertIn(answer.status, (0, 1), answer)
        self.assert_states(alphad=False, hosts=True)
        manager.kill()
        self.assert_states(alphad=True, hosts=True)

    def assert_refuses(self, words, **options):
        answer, _ = self.begin(**options)
        self.assertGreater(answer.status, 0, answer)
        self.assertIn(words, answer.err)
        self.assert_states(alphad=True, hosts=True)

    def test_with_limits_of_resources(self):
        for name, prepare in (("memory", limit(resource.RLIMIT_AS, 64 << 20)),
                              ("descriptors", limit(resource.RLIMIT_NOFILE, 16)),
                              ("a second of CPU", limit(resource.RLIMIT_CPU, 1)),
                              ("stack", limit(resource.RLIMIT_STACK, 256 << 10)),
                              ("locked memory", limit(resource.RLIMIT_MEMLOCK, 0)),
                              ("the lowest priority", lambda: os.nice(19))):
            with self.subTest(name):
                self.assert_suspends_and_the_guard_resumes(preexec_fn=prepare)

    def test_that_may_write_no_file(self):
        """The kernel kills a program by a signal that does not ignore it: then nobody hears why."""
        self.assert_refuses("error: cannot", preexec_fn=limit(resource.RLIMIT_FSIZE, 0))

    def test_with_too_few_descriptors(self):
        self.assert_refuses("Too many open files", preexec_fn=limit(resource.RLIMIT_NOFILE, 8))

    def test_with_odd_streams(self):
        for closed in ((0,), (1,), (2,), (0, 1, 2)):
            with self.subTest(closed=closed):
                self.assert_suspends_and_the_guard_resumes(preexec_fn=close(*closed))
        reading, writing = os.pipe()
        os.close(reading)
        with self.subTest("a pipe that nobody reads any more"):
            self.assert_suspends_and_the_guard_resumes(stdout=writing)
        os.close(writing)

    def test_with_a_full_pipe_for_what_goes_wrong(self):
        """A hook without trouble writes nothing there."""
        with full_pipe() as writing:
            manager = subprocess.Popen(["sleep", "1000"])
            self.addCleanup(manager.wait)
            self.addCleanup(manager.kill)
            words = ["suspend", "--transaction", self.transaction("alpha", pid=manager.pid)]
            done = subprocess.run(self.arguments(words), env=self.environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=writing, timeout=60, check=False)
        self.assertEqual(0, done.returncode)
        self.assert_states(alphad=False, hosts=True)
        manager.kill()
        self.assert_states(alphad=True, hosts=True)

    def test_with_odd_signals_umask_and_directory(self):
        for name, prepare in (("ignored", ignore(signal.SIGPIPE, signal.SIGHUP, signal.SIGCHLD, signal.SIGTERM,
                                                 signal.SIGUSR1, signal.SIGALRM)),
                              ("blocked", lambda: signal.pthread_sigmask(signal.SIG_BLOCK, ALL_SIGNALS)),
                              ("no right for anybody", lambda: os.umask(0o777)),
                              ("all rights for everybody", lambda: os.umask(0)),
                              ("a directory that is gone", in_a_directory_that_is_gone)):
            with self.subTest(name):
                self.assert_suspends_and_the_guard_resumes(preexec_fn=prepare)
        for name in os.listdir(self.state):
            self.assertEqual(0, os.stat(os.path.join(self.state, name)).st_mode & 0o077, name)

    def test_with_an_odd_environment(self):
        for environment in ({"TZ": ":/etc/shadow"}, {"TZ": "A" * 5000},
                            {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "%s%n", "IFS": "/"},
                            {"LD_PRELOAD": "/nonexistent.so", "LD_LIBRARY_PATH": self.directory},
                            {"GCONV_PATH": self.directory, "MALLOC_PERTURB_": "7", "OPENSSL_CONF": "/etc/shadow"},
                            {"PATH": ""}, {"HOME": ""}):
            with self.subTest(environment):
                self.assert_suspends_and_the_guard_resumes(environment=environment)

    @unittest.skipUnless(os.getuid() == 0 and has_namespaces(), NO_OWN_NAMESPACES)
    def test_in_namespaces_of_its_own(self):
        for name, before in (("no devices",
                              ["unshare", "--mount", "sh", "-c", "mount -t tmpfs x /dev; exec \"$@\"", "sh"]),
                             ("a clock of another day",
                              ["unshare", "--time", "--boottime", "86400", "--monotonic", "86400", "--fork"])):
            with self.subTest(name):
                self.assert_suspends_and_the_guard_resumes(*before)

    def test_with_a_control_file_that_everybody_may_write(self):
        os.chmod(self.monitrc, 0o777)
        self.assert_refuses("everybody can write it")

    def test_whose_control_file_everybody_may_write_meanwhile(self):
        """The guard goes by the checks that it knows, and by the address that it has in memory."""
        _, manager = self.begin()
        self.assert_states(alphad=False, hosts=True)
        os.chmod(self.monitrc, 0o777)
        manager.kill()
        self.assert_states(alphad=True, hosts=True)

    @unittest.skipUnless(os.getuid() == 0 and has_namespaces(), NO_OWN_NAMESPACES)
    def test_whose_state_directory_has_no_room_or_may_not_be_written_later(self):
        for options in ("remount,ro", "remount,size=4k"):
            with self.subTest(options):
                os.makedirs(self.state, 0o700, exist_ok=True)
                subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=700,noexec,nodev", "x", self.state],
                               check=True)
                try:
                    _, manager = self.begin()
                    self.assert_states(alphad=False, hosts=True)
                    subprocess.run(["mount", "-o", options, self.state], check=False, stderr=subprocess.DEVNULL)
                    manager.kill()
                    self.assert_states(alphad=True, hosts=True)
                finally:
                    self.kill_guards()
                    subprocess.run(["umount", "--lazy", self.state], check=True)

    def kill_guards(self):
        for pid in self.guards():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def guards(self):
        found = []
        for name in filter(str.isdigit, os.listdir("/proc")):
            with contextlib.suppress(OSError), open("/proc/%s/cmdline" % name, "rb") as file:
                words = file.read().split(b"\0")
                if b"guard" in words and self.state.encode() in words:
                    found.append(int(name))
        return found


if __name__ == "__main__":
    if has_namespaces():
        mounts.take_own()
    unittest.main()
