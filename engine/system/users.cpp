#include "engine/system/users.hpp"

#include <pwd.h>
#include <unistd.h>

#include <array>

namespace pkgmap {
namespace {

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

std::string home_directory() {
  std::array<char, 16384> buffer{};
  passwd entry{};
  const passwd* const found = look_up(::geteuid(), entry, buffer);
  return found != nullptr && found->pw_dir != nullptr ? found->pw_dir : "/root";
}

}  // namespace pkgmap
