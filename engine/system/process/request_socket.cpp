#include "engine/system/process/request_socket.hpp"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace pkgmap {
namespace {

constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kMostAtOnce = std::size_t{64} << 10U;

// Takes one descriptor. The kernel drops more than one, since the control data has no room for it.
Fd descriptor_in(msghdr& request) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&request); header; header = CMSG_NXTHDR(&request, header)) {
    const bool one = header->cmsg_len == CMSG_LEN(sizeof(int));
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS || !one) continue;
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return Fd(fd);
  }
  return {};
}

// Returns false at the end of the socket, or if reading fails.
bool read_bytes(std::size_t size, Request& request) {
  request.bytes.clear();
  while (request.bytes.size() < size) {
    std::array<char, kMostAtOnce> buffer;
    iovec piece{buffer.data(), std::min(buffer.size(), size - request.bytes.size())};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    const ssize_t got = ::recvmsg(STDIN_FILENO, &header, MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    if (Fd file = descriptor_in(header)) request.file = std::move(file);
    request.bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return true;
}

}  // namespace

std::optional<Request> receive_request(std::size_t limit) {
  Request request;
  if (!read_bytes(kLengthBytes, request)) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = kLengthBytes; i-- > 0;) {
    size = size << 8U | static_cast<unsigned char>(request.bytes[i]);
  }
  if (size > limit || !read_bytes(size, request)) return std::nullopt;
  return request;
}

bool send_answer(const std::string& answer) {
  std::string whole;
  for (std::size_t i = 0, size = answer.size(); i < kLengthBytes; ++i, size >>= 8U) {
    whole += static_cast<char>(size & 0xffU);
  }
  whole += answer;
  for (std::size_t sent = 0; sent < whole.size();) {
    const ssize_t more = ::write(STDIN_FILENO, whole.data() + sent, whole.size() - sent);
    if (more < 0 && errno != EINTR) return false;
    if (more > 0) sent += static_cast<std::size_t>(more);
  }
  return true;
}

}  // namespace pkgmap
