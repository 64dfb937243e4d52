#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <utility>

#include "engine/monit/socket_bytes.hpp"
#include "engine/monit/wait.hpp"

namespace pkgmap {
namespace {

bool has_to_wait(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

class PlainStream : public ByteStream {
 public:
  explicit PlainStream(Fd fd) : fd_(std::move(fd)) {}

  StreamResult open(Moment /*until*/) override { return StreamResult::ok; }
  std::string key() const override { return {}; }
  StreamResult write(std::string_view bytes, Moment until) override {
    return write_all(fd_.get(), bytes, until);
  }
  StreamResult read(std::string& into, Moment until) override {
    return read_some(fd_.get(), into, until);
  }

 private:
  Fd fd_;
};

}  // namespace

StreamResult write_all(int fd, std::string_view bytes, ByteStream::Moment until) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (!has_to_wait(errno)) {
      return StreamResult::broken;
    } else if (!wait_for(fd, POLLOUT, until)) {
      return StreamResult::late;
    }
  }
  return StreamResult::ok;
}

StreamResult read_some(int fd, std::string& into, ByteStream::Moment until) {
  std::array<char, 16384> buffer{};
  for (;;) {
    // Ends in time also if bytes keep coming, since `until` holds for all of them together.
    if (!wait_for(fd, POLLIN, until) || std::chrono::steady_clock::now() >= until) {
      return StreamResult::late;
    }
    const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
    if (got == 0) return StreamResult::ended;
    if (got > 0) {
      into.append(buffer.data(), static_cast<std::size_t>(got));
      return StreamResult::ok;
    }
    if (!has_to_wait(errno)) return StreamResult::broken;
  }
}

std::unique_ptr<ByteStream> plain_stream(Fd fd) {
  return std::make_unique<PlainStream>(std::move(fd));
}

}  // namespace pkgmap
