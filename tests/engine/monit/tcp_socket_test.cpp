// The other end of a TCP connection: sock_diag and /proc/net/tcp must give the same answer, and it
// must be that of the accepted socket.
#include "engine/monit/tcp_socket.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "engine/monit/net_tcp.hpp"
#include "engine/monit/sock_diag.hpp"
#include "engine/system/fd.hpp"

namespace pkgmap {
namespace {

sockaddr_storage address_of(const char* text, in_port_t port, socklen_t& length) {
  sockaddr_storage address{};
  sockaddr_in four{};
  sockaddr_in6 six{};
  if (::inet_pton(AF_INET, text, &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    four.sin_port = port;
    length = sizeof four;
    std::memcpy(&address, &four, sizeof four);
  } else if (::inet_pton(AF_INET6, text, &six.sin6_addr) == 1) {
    six.sin6_family = AF_INET6;
    six.sin6_port = port;
    length = sizeof six;
    std::memcpy(&address, &six, sizeof six);
  }
  return address;
}

struct ConnectionCase {
  const char* listens;
  const char* connects;
  std::string device{};  ///< To which the listener is bound; empty: to none.
};

void PrintTo(const ConnectionCase& connection, std::ostream* out) {
  *out << connection.listens << " from " << connection.connects << ' ' << connection.device;
}

class TcpPeer : public testing::TestWithParam<ConnectionCase> {
 protected:
  void SetUp() override {
    socklen_t length = 0;
    sockaddr_storage address = address_of(GetParam().listens, 0, length);
    listener_ = Fd(::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const std::string& device = GetParam().device;
    ASSERT_EQ(::setsockopt(listener_.get(), SOL_SOCKET, SO_BINDTODEVICE, device.data(),
                           static_cast<socklen_t>(device.size())),
              0);
    ASSERT_EQ(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), length), 0);
    ASSERT_EQ(::listen(listener_.get(), 1), 0);
    sockaddr_in6 bound{};
    length = sizeof bound;
    ASSERT_EQ(::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&bound), &length), 0);
    // The port has the same offset in sockaddr_in and sockaddr_in6.
    address = address_of(GetParam().connects, bound.sin6_port, length);
    ours_ = Fd(::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    ASSERT_EQ(::connect(ours_.get(), reinterpret_cast<sockaddr*>(&address), length), 0);
  }

  Fd listener_;
  Fd ours_;
};

TEST_P(TcpPeer, IsNobodysBeforeTheConnectionIsAccepted) {
  const Connection ends = ends_of(ours_.get());
  for (const TcpSocket& peer : {find_by_sock_diag(ends), find_in_net_tcp(ends)}) {
    EXPECT_EQ(peer.state, TcpSocket::State::found);
    EXPECT_EQ(peer.inode, 0U);
  }
}

TEST_P(TcpPeer, IsTheSocketThatWasAccepted) {
  const Fd theirs(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
  struct stat accepted {};
  ASSERT_EQ(::fstat(theirs.get(), &accepted), 0);
  const Connection ends = ends_of(ours_.get());
  for (const TcpSocket& peer :
       {find_tcp_peer(ours_.get()), find_by_sock_diag(ends), find_in_net_tcp(ends)}) {
    EXPECT_EQ(peer.state, TcpSocket::State::found);
    EXPECT_EQ(peer.inode, accepted.st_ino);
    EXPECT_EQ(peer.uid, ::geteuid());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Families, TcpPeer,
    testing::Values(ConnectionCase{"127.0.0.1", "127.0.0.1"}, ConnectionCase{"::1", "::1"},
                    ConnectionCase{"::", "127.0.0.1"}, ConnectionCase{"::", "::1"},
                    ConnectionCase{"127.0.0.1", "127.0.0.1", "lo"},
                    ConnectionCase{"::1", "::1", "lo"}, ConnectionCase{"::", "127.0.0.1", "lo"}));

TEST(TcpPeerOf, IsUnknownWhereNoConnectionIs) {
  const Fd fresh(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  EXPECT_EQ(find_tcp_peer(fresh.get()).state, TcpSocket::State::unknown);
  Connection nowhere;
  nowhere.here = {AF_INET, {::htonl(INADDR_LOOPBACK)}, ::htons(1)};
  nowhere.there = {AF_INET, {::htonl(INADDR_LOOPBACK)}, ::htons(2)};
  EXPECT_EQ(find_by_sock_diag(nowhere).state, TcpSocket::State::unknown);
  EXPECT_EQ(find_in_net_tcp(nowhere).state, TcpSocket::State::unknown);
}

}  // namespace
}  // namespace pkgmap
