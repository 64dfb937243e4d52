#include "engine/monit/sock_diag.hpp"

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "engine/system/fd.hpp"

namespace pkgmap {
namespace {

struct SocketQuestion {
  nlmsghdr header;
  inet_diag_req_v2 socket;
};

// Numbers of network devices. The kernel's loopback is the first of every network namespace.
constexpr __u32 kNoDevice = 0;
constexpr __u32 kLoopback = 1;

SocketQuestion question_about(const SocketEnd& local, const SocketEnd& remote, __u32 device) {
  SocketQuestion question{};
  question.header.nlmsg_len = sizeof question;
  question.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
  question.header.nlmsg_flags = NLM_F_REQUEST;
  question.socket.sdiag_family = static_cast<__u8>(local.family);
  question.socket.sdiag_protocol = IPPROTO_TCP;
  inet_diag_sockid& id = question.socket.id;
  id.idiag_if = device;
  id.idiag_sport = local.port;
  id.idiag_dport = remote.port;
  std::memcpy(&id.idiag_src[0], local.address.data(), sizeof id.idiag_src);
  std::memcpy(&id.idiag_dst[0], remote.address.data(), sizeof id.idiag_dst);
  id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
  id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
  return question;
}

// The kernel answers during send(2); the time limit is for kernels that do not.
Fd open_sock_diag() {
  Fd fd(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG));
  const timeval bound{1, 0};
  if (fd) ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof bound);
  return fd;
}

TcpSocket socket_in_state(TcpSocket::State state) {
  TcpSocket socket;
  socket.state = state;
  return socket;
}

TcpSocket read_socket_answer(const char* bytes, std::size_t size, const SocketEnd& remote) {
  nlmsghdr header{};
  if (size < NLMSG_HDRLEN) return {};
  std::memcpy(&header, bytes, sizeof header);
  const char* const body = bytes + NLMSG_HDRLEN;
  const std::size_t length = size - NLMSG_HDRLEN;
  if (header.nlmsg_type == NLMSG_ERROR && length >= sizeof(int)) {
    int error = 0;
    std::memcpy(&error, body, sizeof error);
    return error == -ENOENT ? socket_in_state(TcpSocket::State::not_here) : TcpSocket{};
  }
  inet_diag_msg message{};
  if (header.nlmsg_type != SOCK_DIAG_BY_FAMILY || length < sizeof message) return {};
  std::memcpy(&message, body, sizeof message);
  // If there is no such connection, the kernel shows the socket that listens on this port.
  if (message.idiag_state == TCP_LISTEN || message.id.idiag_dport != remote.port) {
    return socket_in_state(TcpSocket::State::not_here);
  }
  TcpSocket found = socket_in_state(TcpSocket::State::found);
  found.uid = message.idiag_uid;
  found.inode = message.idiag_inode;
  return found;
}

TcpSocket find_socket(const SocketEnd& local, const SocketEnd& remote, __u32 device) {
  const SocketQuestion question = question_about(local, remote, device);
  const Fd kernel = open_sock_diag();
  if (!kernel || ::send(kernel.get(), &question, sizeof question, 0) < 0) return {};
  std::array<char, 4096> answer{};
  const ssize_t got = ::recv(kernel.get(), answer.data(), answer.size(), 0);
  return got < 0 ? TcpSocket{}
                 : read_socket_answer(answer.data(), static_cast<std::size_t>(got), remote);
}

// The kernel shows a socket that is bound to a device only to who names this device, and any user
// may bind one since Linux 5.7. Within a host every connection uses the loopback device, also to
// the address of another one.
TcpSocket find_socket_of_any_device(const SocketEnd& local, const SocketEnd& remote) {
  const TcpSocket found = find_socket(local, remote, kNoDevice);
  return found.state == TcpSocket::State::not_here ? find_socket(local, remote, kLoopback) : found;
}

}  // namespace

TcpSocket find_by_sock_diag(const Connection& ends) {
  TcpSocket peer = find_socket_of_any_device(ends.there, ends.here);
  // A kernel without sock_diag for TCP also answers "not found". It finds our own end of the
  // connection neither.
  if (peer.state == TcpSocket::State::not_here &&
      find_socket_of_any_device(ends.here, ends.there).state != TcpSocket::State::found) {
    peer.state = TcpSocket::State::unknown;
  }
  return peer;
}

}  // namespace pkgmap
