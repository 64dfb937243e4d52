#include "engine/facts/listening_sockets.hpp"

#include <charconv>
#include <sstream>
#include <string_view>

#include "engine/system/process/proc.hpp"

namespace pkgmap {
namespace {

// Returns 0 unless these are the four digits of a port.
int port_in_hex(std::string_view digits) {
  constexpr std::size_t kDigits = 4;
  int port = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, port, 16);
  return digits.size() == kDigits && error == std::errc() && stop == end ? port : 0;
}

std::vector<std::string> words_of_line(const std::string& line) {
  std::istringstream words(line);
  std::vector<std::string> result;
  for (std::string word; words >> word;) result.push_back(std::move(word));
  return result;
}

template <class Key>
void add_all(const std::multimap<Key, std::string>& known, const Key& key,
             std::vector<std::string>& inodes) {
  const auto [begin, end] = known.equal_range(key);
  for (auto one = begin; one != end; ++one) inodes.push_back(one->second);
}

}  // namespace

std::multimap<int, std::string> inodes_by_port(const std::string& table) {
  std::multimap<int, std::string> inodes;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    const auto words = words_of_line(line);
    constexpr std::size_t kInode = 9;
    if (words.size() <= kInode || words[3] != "0A") continue;  // TCP_LISTEN
    const std::string_view local = words[1];
    if (const int port = port_in_hex(local.substr(local.rfind(':') + 1)); port != 0) {
      inodes.emplace(port, words[kInode]);
    }
  }
  return inodes;
}

std::multimap<std::string, std::string> inodes_by_path(const std::string& table) {
  std::multimap<std::string, std::string> inodes;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    const auto words = words_of_line(line);
    // __SO_ACCEPTCON: the socket listens.
    if (words.size() < 8 || words[3] != "00010000") continue;
    const std::size_t slash = line.find('/');
    // An abstract socket has no path.
    if (slash != std::string::npos) inodes.emplace(line.substr(slash), words[6]);
  }
  return inodes;
}

std::vector<std::string> ListeningSockets::inodes(int port, const std::vector<std::string>& paths) {
  std::vector<std::string> found;
  if (!paths.empty()) {
    if (!by_path_) by_path_ = inodes_by_path(proc_text("net/unix"));
    for (const std::string& path : paths) {
      add_all(*by_path_, path, found);
      // Older programs write /var/run.
      if (path.starts_with("/run/")) add_all(*by_path_, "/var" + path, found);
    }
  } else if (port != 0) {
    if (!by_port_) {
      by_port_ = inodes_by_port(proc_text("net/tcp"));
      by_port_->merge(inodes_by_port(proc_text("net/tcp6")));
    }
    add_all(*by_port_, port, found);
  }
  return found;
}

}  // namespace pkgmap
