// One open package database of librpm, for reading. Look-ups distinguish "no such package"
// (success) from a failure.
//
// Not thread-safe, as librpm is not. Leaves the signal handlers of the process unchanged.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "engine/packages/rpm/handles.hpp"
#include "engine/packages/rpm/location.hpp"
#include "engine/packages/rpm/reading_place.hpp"

namespace pkgmap::rpm {

class RpmConnection {
 public:
  /// Opens the database that locate_database() found. Fails if librpm cannot read it.
  static Result<std::unique_ptr<RpmConnection>> open(Location location);
  ~RpmConnection();
  RpmConnection(const RpmConnection&) = delete;
  RpmConnection& operator=(const RpmConnection&) = delete;

  /// A visit calls this function once for each header. `file` is the index of the
  /// found file in the header's list if the look-up is by path. The header lives only during the
  /// call.
  using Visit = std::function<void(Header header, int file)>;

  /// Visits every package with this key; RPMDBI_NAME, RPMDBI_PROVIDENAME, RPMDBI_INSTFILENAMES, ...
  Done visit_index(rpmDbiTagVal index, const std::string& key, const Visit& visit);
  /// Visits the package with this record number, if there is one.
  Done visit_instance(unsigned int instance, const Visit& visit);
  /// Visits every package; `file` has no meaning.
  Done visit_all(const Visit& visit);
  /// As visit_all(), but does not verify digests and is three times as fast: for choosing headers.
  /// The caller must read a chosen header again with visit_instance().
  Done visit_all_unverified(const Visit& visit);

  /// Returns an object. While it lives, all look-ups see the same state of the database, and do not
  /// lock the database one by one. The connection must outlive the object.
  MatchIterator one_moment();

  /// See PackageDatabase::cookie() and PackageDatabase::in_transaction().
  std::string cookie();
  bool in_transaction() const;

  /// Returns the location that open() got.
  const Location& location() const { return location_; }
  /// Returns the handle of librpm, which this object owns.
  rpmts transaction_set() const { return transaction_set_.get(); }
  /// Returns an Error about this database, with its path and the clause `why`.
  Error error(const std::string& why) const;

 private:
  explicit RpmConnection(Location location) : location_(std::move(location)) {}
  Done connect();
  Done refuse_empty_beside_another();
  Done visit(rpmDbiTagVal index, const void* key, std::size_t size, const Visit& visit);
  Done visit(const MatchIterator& iterator, int expected, const Visit& visit);

  Location location_;
  std::optional<ReadingPlace> place_;  // Outlives the transaction set.
  TransactionSet transaction_set_;
};

}  // namespace pkgmap::rpm
