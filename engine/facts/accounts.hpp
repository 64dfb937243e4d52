// Looks up users and groups: for this host in its name service, for another root in its files
// /etc/passwd and /etc/group. Looks up each name once, and keeps the answer.
//
// Never fails. A file that cannot be read counts as empty. If the name service fails, the name or
// number counts as unknown. Not thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace pkgmap {

class AccountLookup {
 public:
  /// `root` is an absolute path; "/" is this host. For another root, the constructor reads the
  /// files.
  explicit AccountLookup(const std::string& root);

  /// Returns the number of the user with this name; nullopt if there is none.
  std::optional<std::uint32_t> user(const std::string& name) const;
  /// Does the same for a group.
  std::optional<std::uint32_t> group(const std::string& name) const;
  /// Returns the name of the user with this number; the number as text if no user has it.
  std::string user_name(std::uint32_t id) const;
  /// Does the same for a group.
  std::string group_name(std::uint32_t id) const;

 private:
  using Numbers = std::map<std::string, std::uint32_t>;
  using Known = std::map<std::string, std::optional<std::uint32_t>>;
  static Numbers read(const std::string& root, const std::string& path);

  bool live_;
  Numbers users_;  ///< Only for another root.
  Numbers groups_;
  mutable Known known_users_;  ///< Of this host.
  mutable Known known_groups_;
};

}  // namespace pkgmap
