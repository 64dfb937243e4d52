// A program that is asked over a socket: well-behaved and not.
#include "engine/system/process/helper.hpp"

#include <fcntl.h>
#include <signal.h>

#include <chrono>

#include <gtest/gtest.h>

#include "engine/system/process/process.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using HelperState = Helper::Progress;
using namespace std::chrono_literals;

Helper::Clock::time_point in(std::chrono::milliseconds time) {
  return Helper::Clock::now() + time;
}

// The helper's standard input is a socket to us, over which the helper also answers.
class ForHelper : public testing::Test {
 protected:
  std::unique_ptr<Helper> python(const std::string& text) {
    const std::string script = directory_.write(
        "helper",
        "#!/usr/bin/python3\nimport os, socket, sys, time\ns = socket.socket(fileno=0)\n" + text +
            "\n",
        0755);
    auto started = Helper::start({script});
    EXPECT_TRUE(started) << started.error().message;
    return started ? std::move(*started) : nullptr;
  }

  test::TemporaryDirectory directory_;
  std::string answer_;
};

TEST_F(ForHelper, MessagesGoBothWaysOneAfterAnother) {
  const auto helper = python("while True:\n  m = s.recv(4096)\n  if not m: break\n  s.sendall(m)");
  for (const std::string& text : {std::string("one"), std::string(), std::string(300, 'x')}) {
    ASSERT_EQ(helper->send(text, -1, in(10s)), HelperState::well);
    ASSERT_EQ(helper->receive(answer_, 1000, in(10s)), HelperState::well);
    EXPECT_EQ(answer_, text);
  }
}

TEST_F(ForHelper, ADescriptorComesAlong) {
  const Fd file(::open(directory_.write("file", "content").c_str(), O_RDONLY | O_CLOEXEC));
  const auto helper = python(
      "m, fds, flags, peer = socket.recv_fds(s, 4096, 1)\n"
      "t = os.read(fds[0], 99)\ns.sendall(len(t).to_bytes(4, 'little') + t)\ntime.sleep(60)");
  ASSERT_EQ(helper->send("read", file.get(), in(10s)), HelperState::well);
  ASSERT_EQ(helper->receive(answer_, 1000, in(10s)), HelperState::well);
  EXPECT_EQ(answer_, "content");
}

TEST_F(ForHelper, ItHasNoOtherDescriptorAndNoEnvironmentOfOurs) {
  const auto helper = python(
      "t = (repr(sorted(os.listdir('/proc/self/fd'))) + repr(sorted(os.environ))).encode()\n"
      "s.sendall(len(t).to_bytes(4, 'little') + t)\ntime.sleep(60)");
  ASSERT_EQ(helper->receive(answer_, 1000, in(10s)), HelperState::well);
  // Descriptor 3 is the directory that is being listed.
  EXPECT_EQ(answer_, "['0', '1', '2', '3']['HOME', 'LC_ALL', 'PATH']");
}

TEST_F(ForHelper, WhoeverDiesIsSeenAtOnce) {
  const auto killed = python("s.recv(1)\nos.kill(os.getpid(), 11)");
  ASSERT_EQ(killed->send("x", -1, in(10s)), HelperState::well);
  EXPECT_EQ(killed->receive(answer_, 1000, in(10s)), HelperState::ended);
  EXPECT_EQ(killed->end(5s), "signal 11");

  const auto left = python("s.sendall(b'\\x05\\x00\\x00\\x00abc')\nsys.exit(3)");
  EXPECT_EQ(left->receive(answer_, 1000, in(10s)), HelperState::ended);
  EXPECT_EQ(left->end(5s), "exit status 3");
}

TEST_F(ForHelper, NobodyIsWaitedForLongerThanTheDeadline) {
  const auto silent = python("time.sleep(600)");
  const auto begin = Helper::Clock::now();
  EXPECT_EQ(silent->receive(answer_, 1000, in(100ms)), HelperState::late);
  EXPECT_EQ(silent->send(std::string(std::size_t{8} << 20U, 'x'), -1, in(100ms)),
            HelperState::late);
  EXPECT_EQ(silent->end(), "signal 9");
  EXPECT_LT(Helper::Clock::now() - begin, 5s);
}

TEST_F(ForHelper, ALengthBeyondTheLimitIsRefusedBeforeAnythingIsRead) {
  const auto helper = python("s.sendall(b'\\xff\\xff\\xff\\xff')\ntime.sleep(60)");
  EXPECT_EQ(helper->receive(answer_, 1000, in(10s)), HelperState::too_long);
}

TEST_F(ForHelper, ItsEndIsKnownThoughOurParentIgnoredChildren) {
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  struct sigaction before {};
  ::sigaction(SIGCHLD, &ignore, &before);
  {
    const auto helper = python("sys.exit(4)");
    EXPECT_EQ(helper->receive(answer_, 1000, in(10s)), HelperState::ended);
    const auto other = run_process({"/bin/true"});
    EXPECT_TRUE(other && other->succeeded());
    EXPECT_EQ(helper->end(5s), "exit status 4");
  }
  struct sigaction after {};
  ::sigaction(SIGCHLD, &before, &after);
  EXPECT_EQ(after.sa_handler, SIG_IGN);
}

TEST_F(ForHelper, AProgramThatIsNotThereIsAnError) {
  const auto started = Helper::start({"/no/such/program"});
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().message, "cannot run /no/such/program: No such file or directory");
}

}  // namespace
}  // namespace pkgmap
