#include "engine/system/process/helper.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "engine/system/pulse.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kLength = 4;
constexpr std::size_t kPiece = std::size_t{64} << 10U;
constexpr std::chrono::milliseconds kLongestSilence{500};  // The longest wait without a pulse.

std::string length_of(std::size_t size) {
  std::string bytes(kLength, '\0');
  for (char& byte : bytes) {
    byte = static_cast<char>(size & 0xffU);
    size >>= 8U;
  }
  return bytes;
}

std::size_t length_in(const std::string& bytes) {
  std::size_t size = 0;
  for (std::size_t i = kLength; i-- > 0;) size = size << 8U | static_cast<unsigned char>(bytes[i]);
  return size;
}

// Sends the descriptor with the first byte.
ssize_t send_some(int socket, const char* data, std::size_t size, int fd) {
  iovec piece{const_cast<char*>(data), size};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  if (fd >= 0) {
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr* const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(header), &fd, sizeof fd);
  }
  return ::sendmsg(socket, &message, MSG_NOSIGNAL);
}

bool again(int error) {
  return error == EINTR || error == EAGAIN;
}

}  // namespace

Result<std::unique_ptr<Helper>> Helper::begin(const std::vector<std::string>& argv) {
  std::unique_ptr<Helper> helper(new Helper);
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return system_error("cannot make a socket");
  }
  helper->socket_.reset(ends[0]);
  const Fd theirs(ends[1]);
  const Fd null(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  if (!null) return system_error("cannot open /dev/null");
  if (::fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) return system_error("cannot use a socket");
  auto child = Child::begin({argv, theirs.get(), null.get()});
  if (!child) return child.error();
  helper->child_ = std::move(*child);
  return helper;
}

Result<std::unique_ptr<Helper>> Helper::start(const std::vector<std::string>& argv) {
  auto helper = begin(argv);
  if (!helper) return helper;
  if (Done runs = (*helper)->runs(); !runs) return runs.error();
  return helper;
}

Helper::~Helper() {
  end();
}

bool Helper::wait_for(short events, Clock::time_point deadline) const {
  for (;;) {
    pulse();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    const long slice = std::clamp<long>(left.count(), 0, kLongestSilence.count());
    pollfd waiting{socket_.get(), events, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(slice));
    if (ready > 0 || (ready < 0 && errno != EINTR)) return ready > 0;
    if (ready == 0 && slice == std::max<long>(left.count(), 0)) return false;
  }
}

Helper::Progress Helper::send(const std::string& message, int fd, Clock::time_point deadline) {
  const std::string whole = length_of(message.size()) + message;
  for (std::size_t sent = 0; sent < whole.size();) {
    const ssize_t more =
        send_some(socket_.get(), whole.data() + sent, whole.size() - sent, sent == 0 ? fd : -1);
    if (more < 0 && !again(errno)) return Progress::ended;
    if (more > 0) sent += static_cast<std::size_t>(more);
    if (more < 0 && !wait_for(POLLOUT, deadline)) return Progress::late;
  }
  return Progress::well;
}

Helper::Progress Helper::read_bytes(std::string& into, std::size_t size,
                                    Clock::time_point deadline) {
  into.clear();
  std::vector<char> piece(std::min(size, kPiece));
  while (into.size() < size) {
    if (!wait_for(POLLIN, deadline)) return Progress::late;
    const std::size_t wanted = std::min(piece.size(), size - into.size());
    const ssize_t got = ::read(socket_.get(), piece.data(), wanted);
    if (got == 0 || (got < 0 && !again(errno))) return Progress::ended;
    if (got > 0) into.append(piece.data(), static_cast<std::size_t>(got));
  }
  return Progress::well;
}

Helper::Progress Helper::receive(std::string& answer, std::size_t limit,
                                 Clock::time_point deadline) {
  if (const Progress state = read_bytes(answer, kLength, deadline); state != Progress::well)
    return state;
  const std::size_t size = length_in(answer);
  return size > limit ? Progress::too_long : read_bytes(answer, size, deadline);
}

std::string Helper::end(std::chrono::milliseconds grace) {
  if (!socket_ || child_.pid() <= 0) return {};
  if (!child_.ends_before(Clock::now() + grace)) {
    child_.kill();
    child_.await();
  }
  socket_.reset();
  if (const int signal = child_.signal(); signal != 0) return "signal " + std::to_string(signal);
  return "exit status " + std::to_string(child_.exit_status());
}

}  // namespace pkgmap
