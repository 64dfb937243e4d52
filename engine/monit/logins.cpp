#include "engine/monit/logins.hpp"

#include <algorithm>
#include <utility>

#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/io.hpp"
#include "engine/system/users.hpp"
#include "parsers/monitrc/password_file.hpp"
#include "parsers/source/ascii.hpp"

namespace pkgmap {
namespace {

using monitrc::Credentials;
using monitrc::HttpdAccess;

constexpr std::size_t kMostOfAPasswordFile = 1U << 20U;

std::string read_passwords(const std::string& path, const std::string& root) {
  const RegularFile file = open_regular(RootDirectory(root), path);
  return file ? read_to_end(file.fd.get(), kMostOfAPasswordFile).value_or("") : std::string();
}

// The users so far, and the groups of PAM that stand before the next one.
struct Logins {
  std::vector<Login> users{};
  std::vector<std::string> groups{};
};

// monit lets a member of a group in by PAM alone, and ignores a later `allow` for this user.
void add(Logins& known_so_far, Login login) {
  std::vector<Login>& logins = known_so_far.users;
  const std::vector<std::string>& groups = known_so_far.groups;
  const bool is_member = std::any_of(groups.begin(), groups.end(), [&](const std::string& group) {
    return is_in_group(login.user, group);
  });
  if (is_member) return;
  const bool is_known = std::any_of(logins.begin(), logins.end(), [&](const Login& known) {
    return equal_without_case(known.user, login.user);
  });
  if (!is_known) logins.push_back(std::move(login));
}

void add_file(Logins& logins, const HttpdAccess& file, const std::string& root) {
  const std::string text = read_passwords(file.name, root);
  for (Credentials& user : monitrc::parse_password_file(text, file.users)) {
    Login login{std::move(user.user), std::nullopt, false};
    if (file.encryption == "cleartext") login.password = std::move(user.password);
    add(logins, std::move(login));
  }
}

}  // namespace

std::vector<Login> logins_of(const monitrc::Httpd& httpd, const std::string& root) {
  Logins logins;
  auto next = httpd.credentials.begin();
  const auto add_next = [&] {
    add(logins, {next->user, next->password, next->read_only});
    ++next;
  };
  for (const HttpdAccess& rule : httpd.access) {
    if (rule.kind == HttpdAccess::Kind::user && next != httpd.credentials.end()) add_next();
    if (rule.kind == HttpdAccess::Kind::file) add_file(logins, rule, root);
    if (rule.kind == HttpdAccess::Kind::group) logins.groups.push_back(rule.name);
  }
  while (next != httpd.credentials.end()) add_next();
  return logins.users;
}

}  // namespace pkgmap
