#include "engine/system/users.hpp"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace pkgmap {
namespace {

constexpr std::size_t kUsual = 16U << 10U;  // Bytes; the entry of a user has far less.
constexpr std::size_t kMost = 64U << 20U;   // Bytes; a group comes with the names of all members.

// Calls `ask`, a function such as getpwnam_r() without its key, with room for the texts of the
// entry. Null if there is no such entry; `entry` and `texts` hold what is returned.
template <class Entry, class Ask>
const Entry* look_up(Entry& entry, std::vector<char>& texts, Ask ask) {
  for (texts.resize(kUsual); texts.size() <= kMost;) {
    Entry* found = nullptr;
    const int failure = ask(&entry, texts.data(), texts.size(), &found);
    if (failure == EINTR) continue;
    if (failure != ERANGE) return found;
    texts.resize(texts.size() * 4);
  }
  return nullptr;
}

const passwd* find_user(unsigned int uid, passwd& entry, std::vector<char>& texts) {
  return look_up(entry, texts, [&](auto... into) { return ::getpwuid_r(uid, into...); });
}

const passwd* find_user(const std::string& name, passwd& entry, std::vector<char>& texts) {
  return look_up(entry, texts, [&](auto... into) { return ::getpwnam_r(name.c_str(), into...); });
}

const group* find_group(unsigned int gid, group& entry, std::vector<char>& texts) {
  return look_up(entry, texts, [&](auto... into) { return ::getgrgid_r(gid, into...); });
}

const group* find_group(const std::string& name, group& entry, std::vector<char>& texts) {
  return look_up(entry, texts, [&](auto... into) { return ::getgrnam_r(name.c_str(), into...); });
}

template <class Key>
bool is_user(const Key& key) {
  passwd entry{};
  std::vector<char> texts;
  return find_user(key, entry, texts) != nullptr;
}

template <class Key>
bool is_group(const Key& key) {
  group entry{};
  std::vector<char> texts;
  return find_group(key, entry, texts) != nullptr;
}

}  // namespace

bool has_user(const std::string& name) {
  return is_user(name);
}

bool has_user(unsigned int uid) {
  return is_user(uid);
}

bool has_group(const std::string& name) {
  return is_group(name);
}

bool has_group(unsigned int gid) {
  return is_group(gid);
}

std::string user_name(unsigned int uid) {
  std::vector<char> texts;
  passwd entry{};
  const passwd* const found = find_user(uid, entry, texts);
  return found != nullptr ? found->pw_name : std::to_string(uid);
}

bool is_in_group(const std::string& user, const std::string& group) {
  std::vector<char> texts;
  struct group entry {};
  const struct group* const found = find_group(group, entry, texts);
  if (found == nullptr) return false;
  for (char** member = found->gr_mem; member != nullptr && *member != nullptr; ++member) {
    if (user == *member) return true;
  }
  std::vector<char> more;
  passwd account{};
  const passwd* const known = find_user(user, account, more);
  return known != nullptr && known->pw_gid == found->gr_gid;
}

std::string home_directory() {
  std::vector<char> texts;
  passwd entry{};
  const passwd* const found = find_user(::geteuid(), entry, texts);
  return found != nullptr && found->pw_dir != nullptr ? found->pw_dir : "/root";
}

}  // namespace pkgmap
