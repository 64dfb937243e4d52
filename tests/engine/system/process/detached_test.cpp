// A program that outlives the one that started it: which descriptors, environment and directory it
// gets.
#include "engine/system/process/detached.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/fd.hpp"
#include "tests/support/real_monit.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using test::TemporaryDirectory;
using testing::HasSubstr;
using testing::Not;

class DetachedProgram : public testing::Test {
 protected:
  Detached shell(const std::string& text) const {
    Detached detached;
    detached.program = "/bin/sh";
    detached.argv = {"a name", "-c", text + "\nmv new told"};
    detached.environment = {"PATH=/usr/bin:/bin", "WORD=a b"};
    detached.directory = directory_.path();
    return detached;
  }

  /// Returns what the script wrote into the file `new`.
  std::string told_by(const Detached& detached) {
    const auto started = start_detached(detached);
    EXPECT_TRUE(started.ok());
    EXPECT_TRUE(
        test::eventually([&] { return ::access(directory_.file("told").c_str(), F_OK) == 0; }));
    return test::read_file(directory_.file("told"));
  }

  TemporaryDirectory directory_;
};

TEST_F(DetachedProgram, GetsItsEnvironmentAndNothingElse) {
  ::setenv("PKGMAP_DETACHED", "inherited", 1);
  const std::string told = told_by(shell("env >new"));
  ::unsetenv("PKGMAP_DETACHED");
  EXPECT_THAT(told, HasSubstr("WORD=a b\n"));
  EXPECT_THAT(told, Not(HasSubstr("inherited")));
}

TEST_F(DetachedProgram, IsNobodysChildInASessionOfItsOwn) {
  const std::string told = told_by(shell("ps -o ppid=,sid= -p $$ >new"));
  std::istringstream words(told);
  int parent = 0;
  int session = 0;
  words >> parent >> session;
  EXPECT_NE(parent, ::getpid());
  EXPECT_NE(session, ::getsid(0));
}

TEST_F(DetachedProgram, ReadsAndWritesNothingOfTheCallers) {
  const std::string told =
      told_by(shell("for fd in 0 1 2; do readlink /proc/$$/fd/$fd; done >new"));
  EXPECT_EQ(told.substr(0, 10), "/dev/null\n");
  EXPECT_EQ(told.substr(told.size() - 10), "/dev/null\n");
}

TEST_F(DetachedProgram, InheritsNoDescriptor) {
  const Fd leaking(::open("/etc/passwd", O_RDONLY));
  const std::string told = told_by(shell("ls -l /proc/$$/fd >new"));
  EXPECT_THAT(told, Not(HasSubstr("/etc/passwd")));
}

TEST_F(DetachedProgram, GetsTheOneDescriptorUnderItsNumber) {
  std::array<int, 2> ends{-1, -1};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const Fd reading(ends[0]);
  Fd writing(ends[1]);
  Detached detached = shell("echo word >&3; echo >new");
  detached.descriptor = writing.get();
  told_by(detached);
  std::array<char, 8> word{};
  ASSERT_EQ(::read(reading.get(), word.data(), word.size()), 5);
  EXPECT_STREQ(word.data(), "word\n");
}

TEST_F(DetachedProgram, BeginsWithPlainSignalsAndAPrivateUmask) {
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  struct sigaction before {};
  ::sigaction(SIGTERM, &ignore, &before);
  sigset_t blocked;
  sigset_t old;
  ::sigemptyset(&blocked);
  ::sigaddset(&blocked, SIGHUP);
  ::sigprocmask(SIG_BLOCK, &blocked, &old);
  const mode_t mask = ::umask(0);
  const std::string told =
      told_by(shell("{ umask; grep -E '^Sig(Ign|Blk)' /proc/self/status; } >new"));
  ::umask(mask);
  ::sigprocmask(SIG_SETMASK, &old, nullptr);
  ::sigaction(SIGTERM, &before, nullptr);
  EXPECT_EQ(told, "0077\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
}

// A guard must not end in the middle of its work because its caller was limited.
TEST_F(DetachedProgram, IsNotLimitedAsItsCaller) {
  std::array<std::pair<__rlimit_resource_t, rlimit>, 3> before{
      {{RLIMIT_CPU, {}}, {RLIMIT_FSIZE, {}}, {RLIMIT_AS, {}}}};
  for (auto& [resource, limit] : before) {
    ASSERT_EQ(::getrlimit(resource, &limit), 0);
    const rlimit low{std::min<rlim_t>(limit.rlim_max, 1U << 30U), limit.rlim_max};
    ASSERT_EQ(::setrlimit(resource, &low), 0);
  }
  const std::string told =
      told_by(shell("for r in t f v; do "
                    "[ \"$(ulimit -S -$r)\" = \"$(ulimit -H -$r)\" ] || echo $r; "
                    "done >new"));
  for (const auto& [resource, limit] : before) ::setrlimit(resource, &limit);
  EXPECT_EQ(told, "");
}

TEST_F(DetachedProgram, GoesToTheRootWhenItsDirectoryIsGone) {
  const std::string file = directory_.file("told");
  Detached detached;
  detached.program = "/bin/sh";
  detached.argv = {
      "sh", "-c", "pwd >" + directory_.file("new") + "; mv " + directory_.file("new") + " " + file};
  detached.environment = {"PATH=/usr/bin:/bin"};
  detached.directory = "/no/such/directory";
  EXPECT_EQ(told_by(detached), "/\n");
}

TEST_F(DetachedProgram, ThatCannotBeExecutedEndsSilently) {
  Detached detached;
  detached.program = "/no/such/program";
  detached.argv = {"program"};
  EXPECT_TRUE(start_detached(detached).ok());
}

}  // namespace
}  // namespace pkgmap
