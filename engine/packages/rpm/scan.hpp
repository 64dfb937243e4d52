// All headers read once, for what librpm's indexes cannot answer: a database without indexes, and
// paths inside a foreign root, whose links librpm would look up on the running system.
//
// A memory of the moment when it was built; it lives as long as the opened database.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/packages/rpm/connection.hpp"

namespace pkgmap::rpm {

class Scan {
 public:
  static Result<Scan> of(Connection& connection);

  const std::vector<PackageRecord>& packages() const { return packages_; }
  /// Records with an installed file of this base name, in the database's order.
  std::vector<std::uint32_t> with_base_name(const std::string& base_name) const;
  std::vector<std::uint32_t> with_provide(const std::string& provide) const;

 private:
  using Records = std::unordered_map<std::string, std::vector<std::uint32_t>>;
  Done add(Header header, const Connection& connection);

  std::vector<PackageRecord> packages_;
  Records by_base_name_;
  Records by_provide_;
};

}  // namespace pkgmap::rpm
