// What counts as left behind by a dead package manager, on real processes.
#include "engine/session/host/orphans.hpp"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "engine/system/process/proc.hpp"
#include "tests/support/clock_tick.hpp"
#include "tests/support/real_monit.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

constexpr unsigned kNobody = 65534;

// Runs `tail --follow=name --retry FILE` as a child of this test, for some user; in this root if
// one is given.
class Tail {
 public:
  Tail(const std::string& file, unsigned user) : Tail(file, user, user) {}
  Tail(const std::string& file, unsigned real, unsigned effective, const std::string& root = {})
      : pid_(::fork()) {
    if (pid_ == 0) {
      if (!root.empty() && (::chroot(root.c_str()) != 0 || ::chdir("/") != 0)) ::_exit(1);
      if (::setresuid(real, effective, effective) != 0) ::_exit(1);
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::execl("/usr/bin/tail", "tail", "--follow=name", "--retry", file.c_str(), nullptr);
      ::_exit(1);
    }
    EXPECT_TRUE(test::eventually([&] { return command_line(pid_).size() == 4; }));
  }
  Tail(const Tail&) = delete;
  Tail& operator=(const Tail&) = delete;
  ~Tail() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  pid_t pid() const { return pid_; }
  std::uint64_t start_time() const { return process_facts(pid_).value().start_time; }

 private:
  pid_t pid_;
};

TEST(Scriptlets, AreProcessesOfRootAloneWithAScriptOfRpm) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root's processes are scriptlets";
  const test::TemporaryDirectory directory;
  ASSERT_EQ(::chmod(directory.path().c_str(), 0755), 0);
  const std::string script = directory.write("rpm-tmp.aBc123", "");
  const std::string of_nobody = directory.write("rpm-tmp.aBc124", "");
  ASSERT_EQ(::chown(of_nobody.c_str(), kNobody, kNobody), 0);
  ASSERT_EQ(::mkfifo(directory.file("rpm-tmp.aBc125").c_str(), 0600), 0);
  const auto seen = [](const Tail& tail) { return is_scriptlet(tail.pid()); };
  EXPECT_TRUE(seen(Tail(script, 0)));
  EXPECT_FALSE(seen(Tail(script, kNobody)));
  // As after exec of a program that is setuid: another user has started the process.
  EXPECT_FALSE(seen(Tail(script, kNobody, 0)));
  EXPECT_FALSE(seen(Tail(of_nobody, 0)));
  EXPECT_FALSE(seen(Tail(directory.file("rpm-tmp.aBc125"), 0)));
  EXPECT_FALSE(seen(Tail(directory.write("my-rpm-tmp.aBc123", ""), 0)));
  EXPECT_FALSE(seen(Tail(directory.file("rpm-tmp.gone"), 0)));
  const std::string second = directory.file("rpm-tmp.aBc126");
  ASSERT_EQ(::link(directory.write("of-root", "").c_str(), second.c_str()), 0);
  EXPECT_FALSE(seen(Tail(second, 0)));
  // The file lies in another root, or only its name is given.
  EXPECT_FALSE(seen(Tail("rpm-tmp.aBc123", 0)));
}

// The machine's own scripts stand for those that dpkg runs: the rule is about the place.
TEST(Scriptlets, AreProcessesOfRootAloneWithAMaintainerScript) {
  const std::string script = "/var/lib/dpkg/info/dpkg.postrm";
  if (::geteuid() != 0 || ::access(script.c_str(), F_OK) != 0) GTEST_SKIP() << "no host of dpkg";
  const test::TemporaryDirectory directory;
  ASSERT_EQ(::chmod(directory.path().c_str(), 0755), 0);
  const auto seen = [](const std::string& path, uid_t user = 0) {
    return is_scriptlet(Tail(path, user).pid());
  };
  EXPECT_TRUE(seen(script));
  EXPECT_FALSE(seen(script, kNobody));
  EXPECT_FALSE(seen("/var/lib/dpkg/info/dpkg.list"));
  EXPECT_FALSE(seen("/var/lib/dpkg/info/dpkg.gone.postinst"));
  EXPECT_FALSE(seen("/var/lib/dpkg/info/../info/dpkg.postrm"));
  EXPECT_FALSE(seen(directory.write("dpkg.postinst", "")));
}

TEST(Scriptlets, CountFromAStartOn) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root's processes are scriptlets";
  const test::TemporaryDirectory directory;
  const Tail scriptlet(directory.write("rpm-tmp.aBc123", ""), 0);
  EXPECT_TRUE(is_scriptlet_left(scriptlet.start_time()));
  EXPECT_FALSE(is_scriptlet_left(std::numeric_limits<std::uint64_t>::max()));
}

// For a process with mounts of its own. Shows this machine in another directory, and returns what
// is wrong there; 0 if all is right.
int seen_from_outside_of_a_chroot(const std::string& script, const std::string& root) {
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return 10;
  if (::mount("/", root.c_str(), nullptr, MS_BIND | MS_REC, nullptr) != 0) return 11;
  if (!is_scriptlet(Tail(script, 0).pid())) return 1;
  const Tail inside(script, 0, 0, root);
  return is_scriptlet(inside.pid()) ? 2 : 0;
}

// As when `chroot ROOT dpkg --configure` runs a script of the same name. chroot(2) keeps the mount
// namespace.
TEST(Scriptlets, AreNoProcessesWithAnotherRoot) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root's processes are scriptlets";
  const test::TemporaryDirectory directory;
  const std::string script = directory.write("rpm-tmp.aBc123", "");
  const std::string root = directory.file("root");
  ASSERT_EQ(::mkdir(root.c_str(), 0755), 0);
  const pid_t outside = ::fork();
  if (outside == 0) {
    if (::unshare(CLONE_NEWNS) != 0) ::_exit(99);
    ::_exit(seen_from_outside_of_a_chroot(script, root));
  }
  int status = 0;
  ASSERT_EQ(::waitpid(outside, &status, 0), outside);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 99) GTEST_SKIP() << "no mount namespace can be made";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

// A manager that has started a scriptlet in its group. Returns the pids of both.
std::array<pid_t, 2> manager_with_scriptlet() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
  const pid_t manager = ::fork();
  if (manager == 0) {
    test::leave_tick(process_facts(::getpid()).value().start_time);
    const pid_t scriptlet = ::fork();
    if (scriptlet == 0) ::pause();
    if (::write(ends[1], &scriptlet, sizeof scriptlet) > 0) ::pause();
    ::_exit(1);
  }
  pid_t scriptlet = 0;
  const bool told = ::read(ends[0], &scriptlet, sizeof scriptlet) == sizeof scriptlet;
  ::close(ends[0]);
  ::close(ends[1]);
  return {manager, told ? scriptlet : 0};
}

// For process 1 of a pid namespace. Returns what is wrong; 0 if all is right.
int seen_from_inside() {
  if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return 10;
  if (::mount("proc", "/proc", "proc", 0, nullptr) != 0) return 11;
  const auto [manager, scriptlet] = manager_with_scriptlet();
  const auto left = process_facts(scriptlet);
  if (!left || left->process_group != 0) return 1;
  if (is_orphan_left(0, left->start_time)) return 2;
  ::kill(manager, SIGKILL);
  ::waitpid(manager, nullptr, 0);
  if (!test::eventually([&] { return is_orphan_left(0, left->start_time); })) return 3;
  if (is_orphan_left(0, left->start_time + 1)) return 4;
  ::kill(scriptlet, SIGKILL);
  ::waitpid(scriptlet, nullptr, 0);
  return is_orphan_left(0, left->start_time) ? 5 : 0;
}

// As after lxc-attach, nsenter, or `unshare --pid` in a script: the group and the session of the
// package manager read 0.
TEST(Orphans, AreFoundWhereTheGroupOfTheirManagerIsOutsideOfTheNamespace) {
  const pid_t outside = ::fork();
  if (outside == 0) {
    if (::unshare(CLONE_NEWPID | CLONE_NEWNS) != 0) ::_exit(99);
    const pid_t inside = ::fork();
    if (inside == 0) ::_exit(seen_from_inside());
    int status = 0;
    ::waitpid(inside, &status, 0);
    ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 98);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(outside, &status, 0), outside);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 99) GTEST_SKIP() << "only root can make a pid namespace";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace pkgmap
