#include "engine/system/users.hpp"

#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <vector>

namespace pkgmap {
namespace {

constexpr std::size_t kMostOfAGroup = 1U << 20U;  // With the names of all members.

// The entry's texts lie in `buffer`. Null if there is no such user.
template <std::size_t N>
const passwd* look_up(unsigned int uid, passwd& entry, std::array<char, N>& buffer) {
  passwd* found = nullptr;
  ::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found);
  return found;
}

}  // namespace

std::string user_name(unsigned int uid) {
  std::array<char, 16384> buffer{};
  passwd entry{};
  const passwd* const found = look_up(uid, entry, buffer);
  return found != nullptr ? found->pw_name : std::to_string(uid);
}

bool is_in_group(const std::string& user, const std::string& group) {
  std::vector<char> texts(kMostOfAGroup);
  struct group entry {};
  struct group* found = nullptr;
  ::getgrnam_r(group.c_str(), &entry, texts.data(), texts.size(), &found);
  if (found == nullptr) return false;
  for (char** member = found->gr_mem; member != nullptr && *member != nullptr; ++member) {
    if (user == *member) return true;
  }
  std::array<char, 16384> buffer{};
  passwd account{};
  passwd* known = nullptr;
  ::getpwnam_r(user.c_str(), &account, buffer.data(), buffer.size(), &known);
  return known != nullptr && known->pw_gid == found->gr_gid;
}

std::string home_directory() {
  std::array<char, 16384> buffer{};
  passwd entry{};
  const passwd* const found = look_up(::geteuid(), entry, buffer);
  return found != nullptr && found->pw_dir != nullptr ? found->pw_dir : "/root";
}

}  // namespace pkgmap
