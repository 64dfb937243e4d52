#include "engine/headers/serve.hpp"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "engine/packages/header_protocol.hpp"
#include "engine/system/fd.hpp"

namespace pkgmap::headers {
namespace {

constexpr std::size_t kLength = 4;
constexpr std::size_t kPiece = std::size_t{64} << 10U;

struct Message {
  std::string bytes;
  Fd file;
};

// Takes one descriptor. The kernel drops more than one, since the control data has no room for it.
Fd descriptor_in(msghdr& message) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
    const bool one = header->cmsg_len == CMSG_LEN(sizeof(int));
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS || !one) continue;
    int fd = -1;
    std::memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return Fd(fd);
  }
  return {};
}

// Returns false at the end of the socket, or if reading fails.
bool read_bytes(std::size_t size, Message& message) {
  message.bytes.clear();
  while (message.bytes.size() < size) {
    std::array<char, kPiece> buffer;
    iovec piece{buffer.data(), std::min(buffer.size(), size - message.bytes.size())};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &piece;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    const ssize_t got = ::recvmsg(STDIN_FILENO, &header, MSG_CMSG_CLOEXEC);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    if (Fd file = descriptor_in(header)) message.file = std::move(file);
    message.bytes.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return true;
}

std::optional<Message> receive() {
  Message message;
  if (!read_bytes(kLength, message)) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = kLength; i-- > 0;) {
    size = size << 8U | static_cast<unsigned char>(message.bytes[i]);
  }
  if (size > kLongestRequest || !read_bytes(size, message)) return std::nullopt;
  return message;
}

bool send(const std::string& answer) {
  std::string whole;
  for (std::size_t i = 0, size = answer.size(); i < kLength; ++i, size >>= 8U) {
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

std::string answer_to(const Read& read, const Fd& file, const FileFilter& filter,
                      const ReadPackage& read_package) {
  const auto package = read_package(file.get(), read.wanted_only ? &filter : nullptr);
  if (!package) return encode(Refusal{package.error().message});
  return encode(*package);
}

}  // namespace

int serve(const ReadPackage& read) {
  FileFilter filter;
  while (const auto message = receive()) {
    auto request = decode_request(message->bytes);
    if (!request) return 1;
    if (auto* wanted = std::get_if<Filter>(&*request)) {
      filter = std::move(wanted->files);
    } else if (!send(answer_to(std::get<Read>(*request), message->file, filter, read))) {
      return 1;
    }
  }
  return 0;
}

}  // namespace pkgmap::headers
