#include "engine/facts/monit_host.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <cstdint>

#include "engine/system/users.hpp"

namespace pkgmap {
namespace {

using monitrc::HostQuestion;

constexpr unsigned kForOthers = 077;
constexpr unsigned kNotForKeys = 027;

/// monit uses the lowest 32 bits of a number.
std::uint32_t id_of(const std::string& name) {
  std::int64_t number = 0;
  std::from_chars(name.data(), name.data() + name.size(), number);
  return static_cast<std::uint32_t>(number);
}

template <class Known, class Ask>
bool asked_once(Known& known, const std::string& name, bool is_number, Ask ask) {
  const auto [found, is_new] = known.try_emplace({name, is_number});
  if (is_new) found->second = is_number ? ask(id_of(name)) : ask(name);
  return found->second;
}

bool is_of_type(const std::string& path, mode_t type) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (status.st_mode & S_IFMT) == type;
}

bool is_readable(const std::string& path, mode_t type) {
  return is_of_type(path, type) && ::access(path.c_str(), R_OK) == 0;
}

bool is_own_key(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && status.st_uid == ::geteuid() &&
         (status.st_mode & kNotForKeys) == 0;
}

bool can_be_log(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return !is_of_type(path, S_IFDIR) &&
         is_of_type(slash == 0 ? "/" : path.substr(0, slash), S_IFDIR);
}

std::string octal(mode_t mode) {
  std::string text(4, '0');
  for (std::size_t i = 4; i-- > 0; mode >>= 3U) text[i] = static_cast<char>('0' + (mode & 7U));
  return text;
}

}  // namespace

bool MonitHost::has(HostQuestion question, const std::string& name, bool is_number) const {
  switch (question) {
    case HostQuestion::user:
      return asked_once(users_, name, is_number, [](const auto& who) { return has_user(who); });
    case HostQuestion::group:
      return asked_once(groups_, name, is_number, [](const auto& who) { return has_group(who); });
    case HostQuestion::program:
      return ::access(name.c_str(), X_OK) == 0;
    case HostQuestion::directory:
      return is_readable(name, S_IFDIR);
    case HostQuestion::log_file:
      return can_be_log(name);
    case HostQuestion::server_key:
      return is_own_key(name);
    case HostQuestion::certificate:
    case HostQuestion::password_file:
    case HostQuestion::pattern_file:
      return is_readable(name, S_IFREG);
  }
  return true;
}

std::optional<Diagnostic> refusal_of_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  if (status.st_uid != ::geteuid()) {
    return Diagnostic{Severity::error, std::nullopt, path,
                      "it belongs to another user; monit reads only a file of its own user",
                      "change its owner to the user that runs monit"};
  }
  if ((status.st_mode & kForOthers) == 0) return std::nullopt;
  return Diagnostic{Severity::error, std::nullopt, path,
                    "its mode is " + octal(status.st_mode & 07777U) +
                        "; monit refuses a file that others may read, write or execute",
                    "change its mode to 0600"};
}

}  // namespace pkgmap
