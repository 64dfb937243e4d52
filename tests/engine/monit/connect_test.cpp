// Connections before the first byte: full queues, names with several addresses, and a process that
// becomes another user.
#include "engine/monit/connect.hpp"

#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "engine/monit/identify.hpp"
#include "engine/monit/monit_process.hpp"
#include "engine/monit/socket_peer.hpp"
#include "engine/monit/tcp_socket.hpp"
#include "tests/engine/monit/peers.hpp"
#include "tests/support/impostor.hpp"
#include "tests/support/real_monit.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using test::eventually;
using test::Peers;
using test::text_of;
using Clock = std::chrono::steady_clock;

constexpr int kNonBlocking = SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK;

PeerAnswer believe(int /*fd*/, Clock::time_point /*until*/) {
  PeerAnswer answer;
  answer.result = PeerAnswer::Result::monit;
  return answer;
}

// A unix socket that listens, and whose queue of connections is full.
class FullSocket {
 public:
  FullSocket() : listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sun_family = AF_UNIX;
    std::strncpy(&address_.sun_path[0], path().c_str(), sizeof address_.sun_path - 1);
    EXPECT_EQ(::bind(listener_.get(), generic(), sizeof address_), 0);
    EXPECT_EQ(::listen(listener_.get(), 0), 0);
    for (Fd fd(::socket(AF_UNIX, kNonBlocking, 0));
         ::connect(fd.get(), generic(), sizeof address_) == 0;
         fd = Fd(::socket(AF_UNIX, kNonBlocking, 0))) {
      waiting_.push_back(std::move(fd));
    }
    EXPECT_EQ(errno, EAGAIN);
  }

  std::string path() const { return directory_.file("sock"); }
  void accept_one() const { accepted_ = Fd(::accept4(listener_.get(), nullptr, nullptr, 0)); }

 private:
  const sockaddr* generic() const { return reinterpret_cast<const sockaddr*>(&address_); }

  test::TemporaryDirectory directory_;
  sockaddr_un address_{};
  Fd listener_;
  std::vector<Fd> waiting_;
  mutable Fd accepted_;
};

TEST(AFullUnixSocket, IsAwaited) {
  const FullSocket full;
  const ConnectResult late =
      connect_to_monit({full.path()}, believe, Clock::now() + std::chrono::milliseconds(100));
  EXPECT_FALSE(late.fd);
  EXPECT_EQ(late.answer.result, PeerAnswer::Result::late);

  std::thread room([&] { full.accept_one(); });
  const ConnectResult connected =
      connect_to_monit({full.path()}, believe, Clock::now() + std::chrono::seconds(60));
  room.join();
  EXPECT_TRUE(connected.fd);
  EXPECT_EQ(connected.answer.result, PeerAnswer::Result::monit);
}

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = ::htons(static_cast<in_port_t>(port));
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  return address;
}

Fd connected_to(int port) {
  const sockaddr_in address = loopback(port);
  Fd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  EXPECT_EQ(::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  return fd;
}

// While no process listens, the kernel may choose the wanted port for our own end.
TEST(AConnectionToItself, IsNoPeer) {
  const Fd own(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  ASSERT_EQ(::bind(own.get(), generic, length), 0);
  ASSERT_EQ(::getsockname(own.get(), generic, &length), 0);
  ASSERT_EQ(::connect(own.get(), generic, length), 0);
  EXPECT_EQ(peer_of(own.get(), Clock::now() + std::chrono::seconds(60)).state,
            SocketPeer::State::hung_up);
}

// The kernel says that root accepted the connection. The process has been another user's since.
TEST_F(Peers, WhoeverBecomesAnotherUserIsRefusedWhateverThePolicySays) {
  const int port = test::free_port();
  const test::Impostor impostor(
      {.arguments = {"--port", text_of(port), "--user-after-accept", "nobody"}});
  const Fd fd = connected_to(port);
  ASSERT_TRUE(eventually([&] { return examine_monit(impostor.pid()).user == "nobody"; }));
  const std::string where = "127.0.0.1:" + text_of(port);
  for (const bool has_certificate : {false, true}) {
    const IdentifyPeer identify = identify_monit_as(
        {where, "/etc/monitrc", "/nonexistent/pid", has_certificate, rules::OnUnknownPeer::trust});
    const PeerAnswer answer = identify(fd.get(), Clock::now() + std::chrono::seconds(60));
    EXPECT_EQ(answer.result, PeerAnswer::Result::not_monit);
    EXPECT_EQ(answer.refusal.message, "process " + text_of(impostor.pid()) + " (" +
                                          impostor.executable() + ") of user nobody answers on " +
                                          where + " in place of monit" + test::kNothingSent);
  }
}

// For tests in which the search for a process must not begin.
Clock::time_point passed() {
  return Clock::now() - std::chrono::seconds(1);
}

bool is_accepted(const Fd& fd) {
  return eventually([&] { return find_tcp_peer(fd.get()).inode != 0; });
}

TEST_F(Peers, WhoeverIsNotFoundInTimeIsNotBelievedAndNamedByItsUser) {
  for (const char* const user : {"root", "nobody"}) {
    const int port = test::free_port();
    const test::Impostor impostor({.arguments = {"--port", text_of(port), "--user", user}});
    const Fd fd = connected_to(port);
    ASSERT_TRUE(is_accepted(fd));
    const IdentifyPeer identify = identify_monit_as(
        {"the port", "/etc/monitrc", "/nonexistent/pid", false, rules::OnUnknownPeer::trust});
    const PeerAnswer answer = identify(fd.get(), passed());
    if (std::string(user) == "root") {
      EXPECT_EQ(answer.result, PeerAnswer::Result::late);
    } else {
      EXPECT_EQ(answer.refusal.message,
                std::string("a process of user nobody answers on the port in place of monit") +
                    test::kNothingSent);
    }
  }
}

TEST_F(Peers, WhoeverIsBelievedOnceIsNotSearchedForAgain) {
  const int port = test::free_port();
  const test::Impostor forwarder({.arguments = {"--port", text_of(port)}});
  const Fd fd = connected_to(port);
  ASSERT_TRUE(is_accepted(fd));
  const IdentifyPeer identify = identify_monit_as(
      {"the port", "/etc/monitrc", "/nonexistent/pid", false, rules::OnUnknownPeer::trust});
  ASSERT_EQ(identify(fd.get(), Clock::now() + std::chrono::seconds(60)).result,
            PeerAnswer::Result::monit);
  EXPECT_EQ(identify(fd.get(), passed()).result, PeerAnswer::Result::monit);
}

TEST(WhoeverHasManyFilesOpen, IsNotSearchedForLong) {
  constexpr int kFiles = 300;
  std::vector<Fd> files;
  for (int i = 0; i < kFiles; ++i) files.emplace_back(::dup(STDERR_FILENO));
  constexpr std::uint32_t kNoSocket = 0;
  EXPECT_EQ(holds_socket(::getpid(), kNoSocket, passed()), Holding::late);
  EXPECT_EQ(holds_socket(::getpid(), kNoSocket, Clock::now() + std::chrono::seconds(60)),
            Holding::no);
}

// This process can open no file and no socket as long as the object lives.
class NoDescriptors {
 public:
  NoDescriptors() {
    EXPECT_EQ(::getrlimit(RLIMIT_NOFILE, &before_), 0);
    set(0);
  }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;
  ~NoDescriptors() { set(before_.rlim_cur); }

 private:
  void set(rlim_t most) const {
    const rlimit limit{most, before_.rlim_max};
    EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);
  }

  rlimit before_{};
};

TEST(WithoutDescriptors, NobodyKnowsWhoHasASocketOpen) {
  const Clock::time_point until = Clock::now() + std::chrono::seconds(60);
  const NoDescriptors none;
  EXPECT_EQ(holds_socket(::getpid(), 0, until), Holding::hidden);
  const Holders holders = holders_of(0, until);
  EXPECT_EQ(holders.pid, 0);
  EXPECT_TRUE(holders.has_hidden);
  EXPECT_FALSE(holders.is_late);
}

TEST(WithoutDescriptors, NobodyKnowsWhetherMonitListens) {
  const Clock::time_point until = Clock::now() + std::chrono::seconds(60);
  for (const char* const host : {"127.0.0.1", "localhost", "monit.invalid"}) {
    const NoDescriptors none;
    const ConnectResult result = connect_to_monit({.host = host, .port = 1}, believe, until);
    EXPECT_EQ(result.own_error, EMFILE) << host;
    EXPECT_EQ(result.answer.result, PeerAnswer::Result::hung_up) << host;
  }
}

Fd listener_at(const SocketAddress& address) {
  Fd fd(::socket(address.bytes.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  EXPECT_EQ(::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address.bytes), address.size), 0);
  EXPECT_EQ(::listen(fd.get(), 1), 0);
  return fd;
}

template <class Address>
SocketAddress socket_address(const Address& from) {
  SocketAddress address;
  std::memcpy(&address.bytes, &from, sizeof from);
  address.size = sizeof from;
  return address;
}

std::vector<SocketAddress> both_loopbacks(int port) {
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_port = ::htons(static_cast<in_port_t>(port));
  six.sin6_addr = in6addr_loopback;
  return {socket_address(six), socket_address(loopback(port))};
}

TEST(ANameWithTwoAddresses, GivesEachItsShareOfTheTime) {
  const std::vector<SocketAddress> addresses = both_loopbacks(test::free_port());
  const Fd silent = listener_at(addresses.front());
  const Fd monit = listener_at(addresses.back());
  std::vector<Clock::time_point> ends;
  const IdentifyPeer only_the_second = [&](int fd, Clock::time_point until) {
    ends.push_back(until);
    PeerAnswer late;
    late.result = PeerAnswer::Result::late;
    return ends.size() == 2 ? believe(fd, until) : late;
  };
  const Clock::time_point start = Clock::now();
  const Clock::time_point until = start + std::chrono::minutes(10);
  const ConnectResult connected = connect_to_first(addresses, only_the_second, until);
  EXPECT_EQ(connected.answer.result, PeerAnswer::Result::monit);
  ASSERT_EQ(ends.size(), 2U);
  EXPECT_GE(ends.front(), start + (until - start) / 2);
  EXPECT_LT(ends.front(), start + (until - start) * 3 / 4);
  EXPECT_EQ(ends.back(), until);
}

}  // namespace
}  // namespace pkgmap
