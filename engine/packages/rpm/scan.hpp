// The records and provides of all packages, read once, for a database without indexes.
//
// An object does not change, so several threads may read it.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/packages/rpm/connection.hpp"

namespace pkgmap::rpm {

class Scan {
 public:
  /// Reads all headers and verifies their digests. Leaves out the headers of keys (pseudo_package()
  /// in header_reader.hpp). Fails if a header cannot be read or its digest is wrong.
  static Result<Scan> of(RpmConnection& connection);

  /// Returns all packages in the order of the database.
  const std::vector<PackageRecord>& packages() const { return packages_; }
  /// Returns PackageRecord::instance of the packages with this provide, a name without a version;
  /// may be empty.
  std::vector<std::uint32_t> with_provide(const std::string& provide) const;

 private:
  using Records = std::unordered_map<std::string, std::vector<std::uint32_t>>;
  void add(Header header);

  std::vector<PackageRecord> packages_;
  Records by_provide_;
};

}  // namespace pkgmap::rpm
