// Which processes count as the daemon of a check, and which only have its name in their command
// line.
#include "engine/session/host/processes.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/real_monit.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using std::chrono::milliseconds;

// Runs `sleep 60.SUFFIX` as a child of this test.
class Sleeper {
 public:
  explicit Sleeper(const std::string& suffix) : pid_(::fork()) {
    if (pid_ == 0) {
      ::prctl(PR_SET_PDEATHSIG, SIGKILL);
      ::execl("/bin/sleep", "sleep", ("60." + suffix).c_str(), nullptr);
      ::_exit(1);
    }
  }
  ~Sleeper() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  int pid() const { return pid_; }

 private:
  pid_t pid_;
};

monitrc::Check matching(const std::string& pattern) {
  monitrc::Check check;
  check.matching = pattern;
  return check;
}

monitrc::Check with_pidfile(const std::string& path, const std::string& content) {
  std::ofstream(path) << content;
  monitrc::Check check;
  check.pidfile = path;
  return check;
}

TEST(ProcessRuns, ByThePidInThePidfile) {
  test::TemporaryDirectory directory;
  const Sleeper sleeper("1");
  const auto check = with_pidfile(directory.file("pid"), std::to_string(sleeper.pid()) + "\n");
  EXPECT_TRUE(process_runs(check));
}

TEST(ProcessRuns, NotByAPidfileThatHoldsNoLivingPid) {
  test::TemporaryDirectory directory;
  for (const char* content : {"", "x", "0", "-1", "99999999999999", "4194304\n"}) {
    EXPECT_FALSE(process_runs(with_pidfile(directory.file("pid"), content))) << content;
  }
  EXPECT_FALSE(process_runs(with_pidfile(directory.file("no/such"), "1")));
}

TEST(ProcessRuns, ByACommandLineThatThePatternFits) {
  const Sleeper sleeper("20031");
  EXPECT_TRUE(test::eventually([] { return process_runs(matching("^sleep 60\\.20031$")); }));
  EXPECT_FALSE(process_runs(matching("^sleep 60\\.20032$")));
}

TEST(ProcessRuns, NotByThePackageManagerItsCallersOrItsChildren) {
  const Sleeper sleeper("20041");
  ASSERT_TRUE(test::eventually([] { return process_runs(matching("60\\.20041")); }));
  EXPECT_FALSE(process_runs(matching("60\\.20041"), sleeper.pid()));
  EXPECT_FALSE(process_runs(matching("60\\.20041"), ::getpid()));
}

TEST(ProcessRuns, NotByAPatternThatIsNone) {
  EXPECT_FALSE(process_runs(matching("(")));
}

}  // namespace
}  // namespace pkgmap
