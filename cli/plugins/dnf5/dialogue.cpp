#include "cli/plugins/dnf5/dialogue.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

namespace pkgmap::dnf5 {
namespace {

// A distribution upgrade of 10,000 packages has about 3 MB. A longer reply is read and dropped.
constexpr std::size_t kLongestReply = 64U << 20U;
constexpr std::size_t kBlock = 1U << 16U;

ssize_t again_read(int fd, std::vector<char>& block) {
  ssize_t got = 0;
  do got = ::read(fd, block.data(), block.size());
  while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

bool Dialogue::write_line(const std::string& line) {
  for (std::size_t sent = 0; sent < line.size();) {
    const ssize_t count = ::write(requests_, line.data() + sent, line.size() - sent);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      gone_ = true;
      problem_ = "dnf 5 has closed the pipe";
      return false;
    }
    sent += static_cast<std::size_t>(count);
  }
  return true;
}

std::optional<std::string> Dialogue::read_line() {
  std::string line = std::move(rest_);
  rest_.clear();
  bool too_long = false;
  std::vector<char> block(kBlock);
  for (std::size_t looked = 0;;) {
    const std::size_t end = line.find('\n', looked);
    if (end != std::string::npos) {
      rest_ = line.substr(end + 1);
      line.resize(end);
      if (too_long) problem_ = "a reply of dnf 5 is longer than 64 MiB";
      return too_long ? std::nullopt : std::optional(std::move(line));
    }
    too_long = too_long || line.size() > kLongestReply;
    if (too_long) line.clear();
    looked = line.size();
    const ssize_t got = again_read(replies_, block);
    if (got <= 0) {
      gone_ = true;
      problem_ = "dnf 5 has ended";
      return std::nullopt;
    }
    line.append(block.data(), static_cast<std::size_t>(got));
  }
}

std::optional<Json> Dialogue::ask(const Json& request) {
  if (gone_ || !write_line(request.dump(-1) + "\n")) return std::nullopt;
  const auto line = read_line();
  if (!line) return std::nullopt;
  const auto reply = Json::parse(*line);
  if (!reply || !reply->is_object()) {
    problem_ = "a reply of dnf 5 is not a JSON object";
    return std::nullopt;
  }
  if ((*reply)["status"].string_or("") != "OK") {
    problem_ = "dnf 5 refuses a request: " + (*reply)["message"].string_or("no reason was given");
    return std::nullopt;
  }
  return (*reply)["return"];
}

}  // namespace pkgmap::dnf5
