#include "engine/monit/net_tcp.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <cstdio>
#include <sstream>
#include <string>

#include "engine/system/process/proc.hpp"

namespace pkgmap {
namespace {

std::string in_hex(const char* format, unsigned int number) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), format, number);
  return text.data();
}

// Returns an address as /proc/net/tcp has it: each word printed as a number in host byte order.
std::string as_printed(const SocketEnd& end) {
  std::string text;
  const std::size_t words = end.family == AF_INET ? 1 : 4;
  for (std::size_t i = 0; i < words; ++i) text += in_hex("%08X", end.address[i]);
  return text + ":" + in_hex("%04X", ::ntohs(end.port));
}

// Returns the form in which an IPv6 socket shows an IPv4 connection: "::ffff:127.0.0.1".
SocketEnd mapped(const SocketEnd& end) {
  SocketEnd six = end;
  six.family = AF_INET6;
  six.address = {0, 0, ::htonl(0xffff), end.address[0]};
  return six;
}

TcpSocket find_row(const char* table, const SocketEnd& local, const SocketEnd& remote) {
  const std::string wanted = as_printed(local) + " " + as_printed(remote) + " ";
  const std::string text = proc_text(std::string("thread-self/net/") + table);
  const std::size_t at = text.find(wanted);
  TcpSocket socket;
  if (at == std::string::npos) return socket;
  // st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode
  std::istringstream rest(text.substr(at + wanted.size(), 160));
  std::string skipped;
  rest >> skipped >> skipped >> skipped >> skipped >> socket.uid >> skipped >> socket.inode;
  if (rest) socket.state = TcpSocket::State::found;
  return socket;
}

TcpSocket find_end(const SocketEnd& local, const SocketEnd& remote) {
  if (local.family == AF_INET6) return find_row("tcp6", local, remote);
  const TcpSocket four = find_row("tcp", local, remote);
  return four.state == TcpSocket::State::found ? four
                                               : find_row("tcp6", mapped(local), mapped(remote));
}

}  // namespace

TcpSocket find_in_net_tcp(const Connection& ends) {
  TcpSocket peer = find_end(ends.there, ends.here);
  const bool is_known = peer.state == TcpSocket::State::found ||
                        find_end(ends.here, ends.there).state == TcpSocket::State::found;
  if (is_known && peer.state != TcpSocket::State::found) peer.state = TcpSocket::State::not_here;
  return peer;
}

}  // namespace pkgmap
