// Lets librpm open a database so that reading leaves no new file beside the database, and never
// waits for a lock without a bound.
//
// Even if librpm only reads, it makes files that it misses beside a database: Index.db of ndb, the
// environment (__db.001, …) of a Berkeley DB. So librpm opens a temporary directory with links to
// the files of the database instead; the destructor removes this directory. Not thread-safe.
#pragma once

#include <chrono>
#include <string>

#include "engine/packages/rpm/location.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::rpm {

class ReadingPlace {
 public:
  /// If librpm would make files beside the database, makes a directory in /tmp with links to the
  /// files of the database. Otherwise, or if that fails, the place is the directory of the database
  /// itself: it is better to leave a file there than not to read the database. Never fails.
  static ReadingPlace of(const Location& location);
  /// Removes the directory with links, if there is one.
  ~ReadingPlace();
  ReadingPlace(ReadingPlace&& other) noexcept;
  ReadingPlace& operator=(ReadingPlace&&) = delete;

  /// Returns the directory that librpm must open: that of the database, or that with the links.
  const std::string& directory() const { return directory_; }
  /// Returns whether directory() is the temporary directory with the links.
  bool linked() const { return linked_; }

 private:
  ReadingPlace(std::string directory, bool linked)
      : directory_(std::move(directory)), linked_(linked) {}

  std::string directory_;
  bool linked_ = false;
};

/// Waits until no other process locks the file of an ndb database, since librpm would wait without
/// a bound. `exclusively` is true if librpm is going to write an index, so that a lock for reading
/// counts, too. Fails if a lock is still held after `bound`. Returns at once for other kinds of
/// databases, for whose locks librpm has a limit itself.
Done wait_for_locks(const Location& location, bool exclusively, std::chrono::milliseconds bound);

}  // namespace pkgmap::rpm
