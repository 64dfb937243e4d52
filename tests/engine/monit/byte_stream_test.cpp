// A stream in the clear whose other end has hung up.
#include "engine/monit/byte_stream.hpp"

#include <sys/socket.h>

#include <array>
#include <chrono>
#include <csignal>
#include <ctime>

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

// SIGPIPE has its default action, but is held back: a test can see the signal and goes on.
class HeldSigpipe {
 public:
  HeldSigpipe() {
    struct sigaction usual {};
    usual.sa_handler = SIG_DFL;
    ::sigaction(SIGPIPE, &usual, &action_);
    ::sigemptyset(&pipe_);
    ::sigaddset(&pipe_, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe_, &mask_);
  }
  HeldSigpipe(const HeldSigpipe&) = delete;
  HeldSigpipe& operator=(const HeldSigpipe&) = delete;
  ~HeldSigpipe() {
    take();
    ::pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
    ::sigaction(SIGPIPE, &action_, nullptr);
  }

  // Returns whether a SIGPIPE has come, which is then no longer pending.
  bool take() {
    const timespec at_once{};
    return ::sigtimedwait(&pipe_, nullptr, &at_once) == SIGPIPE;
  }

 private:
  sigset_t pipe_{};
  sigset_t mask_{};
  struct sigaction action_ {};
};

TEST(PlainStream, FailsWithoutASignalIfItsPeerHasHungUp) {
  HeldSigpipe sigpipe;
  std::array<int, 2> ends{};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()), 0);
  const auto stream = plain_stream(Fd(ends[0]));
  Fd(ends[1]).reset();
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  EXPECT_EQ(stream->write("POST /_doaction HTTP/1.0\r\n", until), StreamResult::broken);
  EXPECT_FALSE(sigpipe.take());
}

}  // namespace
}  // namespace pkgmap
