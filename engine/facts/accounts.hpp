// Users and groups: of this host by its name service, of another root by its passwd and group
// files.
//
// Look-ups of an unknown name return nullopt. Not thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace pkgmap {

class AccountLookup {
 public:
  explicit AccountLookup(const std::string& root);

  std::optional<std::uint32_t> user(const std::string& name) const;
  std::optional<std::uint32_t> group(const std::string& name) const;
  /// The name, or the number as text if it has none.
  std::string user_name(std::uint32_t id) const;
  std::string group_name(std::uint32_t id) const;

 private:
  using Numbers = std::map<std::string, std::uint32_t>;
  static Numbers read(const std::string& root, const std::string& path);

  bool live_;
  Numbers users_;  ///< Only for another root.
  Numbers groups_;
};

}  // namespace pkgmap
