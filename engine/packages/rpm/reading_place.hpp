// Where librpm opens a database so that reading leaves no file beside it and waits for no lock
// without a bound.
//
// librpm makes the files that it misses beside a database even if it only reads: Index.db of ndb,
// the environment (__db.001, …) of a Berkeley DB. Reading then takes place in a directory of our
// own with links to the files of the database, which goes away with the object. Not thread-safe.
#pragma once

#include <chrono>
#include <string>

#include "engine/packages/rpm/location.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::rpm {

class ReadingPlace {
 public:
  /// Makes a directory of links in /tmp if librpm would make files beside the database. If that
  /// fails, the place is the directory of the database: to read it is worth more.
  static ReadingPlace of(const Location& location);
  /// Removes the directory of links.
  ~ReadingPlace();
  ReadingPlace(ReadingPlace&& other) noexcept;
  ReadingPlace& operator=(ReadingPlace&&) = delete;

  /// Returns the directory that librpm shall open: that of the database, or the one of links.
  const std::string& directory() const { return directory_; }
  /// Returns whether the directory has links.
  bool linked() const { return linked_; }

 private:
  ReadingPlace(std::string directory, bool linked)
      : directory_(std::move(directory)), linked_(linked) {}

  std::string directory_;
  bool linked_ = false;
};

/// Waits until no other process locks the file of an ndb database, which librpm would wait for
/// without a bound; `exclusively` if librpm is going to write an index. Fails if a lock is still
/// held after `bound`. Returns at once for the other kinds, whose locks librpm bounds itself.
Done wait_for_locks(const Location& location, bool exclusively, std::chrono::milliseconds bound);

}  // namespace pkgmap::rpm
