#include "engine/facts/accounts.hpp"

#include <grp.h>
#include <pwd.h>

#include <charconv>

#include "engine/system/files/host_files.hpp"
#include "engine/system/users.hpp"

namespace pkgmap {
namespace {

using IdsByName = std::map<std::string, std::uint32_t>;

std::optional<std::uint32_t> find(const IdsByName& numbers, const std::string& name) {
  const auto found = numbers.find(name);
  if (found == numbers.end()) return std::nullopt;
  return found->second;
}

std::string name_in(const IdsByName& numbers, std::uint32_t id) {
  for (const auto& [name, number] : numbers) {
    if (number == id) return name;
  }
  return std::to_string(id);
}

// Reads a line "name:x:0:…" of passwd(5) or group(5).
void add_line(const std::string& line, IdsByName& numbers) {
  const std::size_t first = line.find(':');
  const std::size_t second = line.find(':', first + 1);
  if (first == std::string::npos || second == std::string::npos) return;
  std::uint32_t id = 0;
  const char* begin = line.data() + second + 1;
  const auto [end, error] = std::from_chars(begin, line.data() + line.size(), id);
  if (error == std::errc() && end != begin) numbers.emplace(line.substr(0, first), id);
}

}  // namespace

AccountLookup::AccountLookup(const std::string& root) : live_(root == "/") {
  if (live_) return;
  users_ = read(root, "/etc/passwd");
  groups_ = read(root, "/etc/group");
}

IdsByName AccountLookup::read(const std::string& root, const std::string& path) {
  IdsByName numbers;
  const FileReader::Answer answer = HostFiles(root).read(path);
  for (std::size_t begin = 0; begin < answer.bytes.size();) {
    const std::size_t newline = answer.bytes.find('\n', begin);
    const std::size_t end = newline == std::string::npos ? answer.bytes.size() : newline;
    add_line(answer.bytes.substr(begin, end - begin), numbers);
    begin = end + 1;
  }
  return numbers;
}

std::optional<std::uint32_t> AccountLookup::user(const std::string& name) const {
  if (!live_) return find(users_, name);
  const auto [known, is_new] = known_users_.try_emplace(name);
  if (!is_new) return known->second;
  if (const passwd* entry = ::getpwnam(name.c_str())) known->second = entry->pw_uid;
  return known->second;
}

std::optional<std::uint32_t> AccountLookup::group(const std::string& name) const {
  if (!live_) return find(groups_, name);
  const auto [known, is_new] = known_groups_.try_emplace(name);
  if (!is_new) return known->second;
  if (const ::group* entry = ::getgrnam(name.c_str())) known->second = entry->gr_gid;
  return known->second;
}

std::string AccountLookup::user_name(std::uint32_t id) const {
  if (!live_) return name_in(users_, id);
  return pkgmap::user_name(id);
}

std::string AccountLookup::group_name(std::uint32_t id) const {
  if (!live_) return name_in(groups_, id);
  const ::group* entry = ::getgrgid(id);
  return entry ? entry->gr_name : std::to_string(id);
}

}  // namespace pkgmap
