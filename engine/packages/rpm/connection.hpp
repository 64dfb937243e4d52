// One open package database of librpm, for reading only: look-ups that tell "none" from "failed".
//
// Not thread-safe (librpm is not). The signal handlers of the process stay as they were.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "engine/packages/rpm/handles.hpp"
#include "engine/packages/rpm/location.hpp"

namespace pkgmap::rpm {

class RpmConnection {
 public:
  static Result<std::unique_ptr<RpmConnection>> open(Location location);
  ~RpmConnection();
  RpmConnection(const RpmConnection&) = delete;
  RpmConnection& operator=(const RpmConnection&) = delete;

  /// The index of the found file in the header's list is given for the indexes of paths only.
  /// The header lives as long as the call.
  using Visit = std::function<void(Header header, int file)>;

  /// Every package with this key; RPMDBI_NAME, RPMDBI_PROVIDENAME, RPMDBI_INSTFILENAMES, ...
  Done visit_index(rpmDbiTagVal index, const std::string& key, const Visit& visit);
  /// The package with this record number, if there is one.
  Done visit_instance(unsigned int instance, const Visit& visit);
  Done visit_all(const Visit& visit);
  /// Without checking digests, three times as fast: for finding out which headers to look at. What
  /// gives an answer must be read again with visit_instance().
  Done visit_all_unverified(const Visit& visit);

  /// While it lives, all look-ups see the database as it is now, and do not lock it one by one.
  MatchIterator one_moment();

  const Location& location() const { return location_; }
  rpmts transaction_set() const { return transaction_set_.get(); }
  /// What is wrong with this database, with its path.
  Error error(const std::string& why) const;

 private:
  explicit RpmConnection(Location location) : location_(std::move(location)) {}
  Done connect();
  Done refuse_empty_beside_another();
  Done visit(rpmDbiTagVal index, const void* key, std::size_t size, const Visit& visit);
  Done visit(const MatchIterator& iterator, int expected, const Visit& visit);

  Location location_;
  TransactionSet transaction_set_;
};

}  // namespace pkgmap::rpm
