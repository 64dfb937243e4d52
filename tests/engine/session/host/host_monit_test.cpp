// How a real monit is found and started that cannot be asked.
#include "engine/session/host/host_monit.hpp"

#include <linux/capability.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include <gtest/gtest.h>

#include "engine/monit/daemon.hpp"
#include "engine/system/process/proc.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

using test::RealMonit;

constexpr const char* kNoTests = "check file itself path @DIR@/monitrc\n";

// A relative name of a control file, or of what it includes, has a meaning only there.
TEST(StartMonit, StartsItInTheDirectoryInWhichItRan) {
  const RealMonit files({.checks = kNoTests, .start = false});
  StoppedMonit stopped;
  stopped.argv = {"/usr/bin/monit", "-c", "monitrc", "-d", "7"};
  stopped.directory = files.directory().path();
  const Done started = start_monit(stopped, files.model(), std::chrono::milliseconds(0));
  ASSERT_TRUE(started.ok()) << started.error().message;
  const auto find = [&] { return find_monit_daemon({0, files.pidfile(), "/"}); };
  const auto daemon = find();
  ASSERT_TRUE(daemon);
  ::kill(daemon->pid, SIGKILL);
  EXPECT_TRUE(test::eventually([&] { return !find(); }));
}

// Gives up the right to look at processes with more rights. Returns whether that succeeded.
bool look_at_nobody() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> rights{};
  if (::syscall(SYS_capget, &header, rights.data()) != 0) return false;
  rights[0].effective &= ~(1U << CAP_SYS_PTRACE);
  rights[0].permitted &= ~(1U << CAP_SYS_PTRACE);
  return ::syscall(SYS_capset, &header, rights.data()) == 0;
}

// As in a container whose monit has more rights than this program: nobody could start it again.
TEST(IdentifyMonit, DoesNotNameAMonitWhoseExecutableIsHidden) {
  const RealMonit monit({.checks = kNoTests});
  ASSERT_TRUE(identify_monit(monit.model()));
  constexpr int kIsVisible = 2;
  const pid_t child = ::fork();
  if (child == 0) {
    if (!look_at_nobody() || !executable_of(monit.pid()).empty()) ::_exit(kIsVisible);
    const bool is_found = find_monit_daemon({0, monit.pidfile(), "/"}).has_value();
    ::_exit(is_found && !identify_monit(monit.model()) ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  if (WEXITSTATUS(status) == kIsVisible) GTEST_SKIP() << "this user sees every executable";
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace pkgmap
