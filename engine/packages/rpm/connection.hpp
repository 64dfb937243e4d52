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
  /// Opens the database that locate_database() found. Fails if librpm cannot read it, if another
  /// process locks it too long, or if it has no packages and Location::other names another
  /// database.
  static Result<std::unique_ptr<RpmConnection>> open(Location location);
  ~RpmConnection();
  RpmConnection(const RpmConnection&) = delete;
  RpmConnection& operator=(const RpmConnection&) = delete;

  /// A function of the caller, which a visit calls once for each header. In visit_index() by path,
  /// `file` is the index of the found file in the header's list, from 0; in every other visit
  /// `file` has no meaning. The header lives only during the call.
  using Visit = std::function<void(Header header, int file)>;

  // Each visit_… fails if the database cannot be read or a visited header is damaged; the function
  // of the caller may have got headers before. A visit also includes the headers of keys
  // (pseudo_package() in header_reader.hpp).

  /// Visits every header that has `key` in this index (RPMDBI_NAME, RPMDBI_PROVIDENAME,
  /// RPMDBI_INSTFILENAMES, ...). If there is none, or `key` is empty, succeeds without a visit.
  Done visit_index(rpmDbiTagVal index, const std::string& key, const Visit& visit);
  /// Visits the header with this record number. If there is none, succeeds without a visit.
  Done visit_instance(unsigned int instance, const Visit& visit);
  /// Visits every header.
  Done visit_all(const Visit& visit);
  /// Visits every header without verifying digests, three times as fast as visit_all(). A caller
  /// that needs verified headers only chooses headers by such a visit, and reads each chosen header
  /// again with visit_instance(), by its headerGetInstance().
  Done visit_all_unverified(const Visit& visit);

  /// Returns an object that holds the lock of an sqlite database: while the object lives, all
  /// look-ups see the same state of the database. The connection must outlive the object. For
  /// another kind of database, and if librpm fails, the object need not hold a lock.
  MatchIterator one_moment();

  /// Returns a text that differs after every installation and erasure; empty if librpm gives none,
  /// or if the indexes are missing.
  std::string cookie();
  /// Returns whether a process holds the lock of a transaction.
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
