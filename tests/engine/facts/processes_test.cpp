// The processes of checks: which process a pidfile can name.
#include "engine/facts/processes.hpp"

#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

bool can_name(const std::string& pidfile) {
  PathResolver paths("/");
  HostFiles files("/");
  UnitFiles units(paths, files);
  ProcessTable processes(paths, units, 0);
  return processes.behind_pidfile(pidfile).has_value();
}

// Calls `answer` in a child process, and returns what it returned there.
template <class Answer>
int in_child(const Answer& answer) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(answer());
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr int kNamed = 10;
constexpr int kNotNamed = 11;
constexpr int kNoNamespace = 12;

// Asks in a process namespace whose first process is this program.
int asked_below_a_first_process(const std::string& pidfile) {
  return in_child([&] {
    if (::unshare(CLONE_NEWPID | CLONE_NEWNS) != 0) return kNoNamespace;
    return in_child([&] {
      if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
          ::mount("proc", "/proc", "proc", 0, nullptr) != 0) {
        return kNoNamespace;
      }
      return in_child([&] { return can_name(pidfile) ? kNamed : kNotNamed; });
    });
  });
}

// The daemon of a container writes "1", which on the host is the service manager.
TEST(ProcessBehindAPidfile, IsNeverTheFirstOfTheHost) {
  const test::TemporaryDirectory directory;
  const int answer = asked_below_a_first_process(directory.write("pid", "1\n", 0644));
  if (answer == kNoNamespace) GTEST_SKIP() << "no process namespaces to be had";
  EXPECT_EQ(answer, kNotNamed);
}

}  // namespace
}  // namespace pkgmap
