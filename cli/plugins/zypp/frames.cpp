#include "cli/plugins/zypp/frames.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace pkgmap::zypp {
namespace {

// A distribution upgrade of 10,000 packages has about 2 MB.
constexpr std::size_t kLongestFrame = 64U << 20U;

// Removes the first line from `text` and returns it without its line end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

Frame frame_of(std::string_view text) {
  // Some versions send a line end after the zero byte.
  while (text.starts_with('\n')) text.remove_prefix(1);
  Frame frame;
  frame.command = take_line(text);
  while (!text.empty() && !take_line(text).empty()) {
  }
  frame.body = text;
  return frame;
}

std::optional<Frame> Frames::taken() {
  const std::size_t end = pending_.find('\0');
  if (end == std::string::npos) return std::nullopt;
  Frame frame = frame_of(std::string_view(pending_).substr(0, end));
  pending_.erase(0, end + 1);
  return frame;
}

void Frames::read_some() {
  std::array<char, 1U << 16U> block{};
  const ssize_t got = ::read(requests_, block.data(), block.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  ended_ = got <= 0 || pending_.size() > kLongestFrame;
  if (!ended_) pending_.append(block.data(), static_cast<std::size_t>(got));
}

std::optional<Frame> Frames::next(std::chrono::milliseconds wait) {
  const auto deadline = std::chrono::steady_clock::now() + wait;
  for (;;) {
    if (auto frame = taken()) return frame;
    if (ended_) return std::nullopt;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd ready{requests_, POLLIN, 0};
    const int polled = ::poll(&ready, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (polled > 0) read_some();
    if (polled == 0) return std::nullopt;
  }
}

void Frames::answer(std::string_view command) {
  std::string frame(command);
  frame.append("\n\n");
  frame.push_back('\0');
  for (std::string_view rest = frame; !rest.empty();) {
    const ssize_t sent = ::write(answers_, rest.data(), rest.size());
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) {
      ended_ = true;
      return;
    }
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
}

}  // namespace pkgmap::zypp
