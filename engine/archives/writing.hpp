// Makes a tar archive of entries and compresses it by gzip. The same entries give the same bytes.
//
// For the confined program monit-pkgmap-archive. Keeps the archive in memory. The message of an
// Error continues a sentence that begins with the name of the archive: "cannot be made: ...". For
// one thread.
#pragma once

#include <memory>
#include <string>

#include <archive.h>
#include <archive_entry.h>

#include "engine/image/image_tree.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::archives {

class TarWriter {
 public:
  TarWriter();

  /// Adds an entry with its whole content. The size in the archive is that of `content`;
  /// Entry::size and Entry::place have no effect. A name may have any bytes but NUL. Fails for
  /// three kinds of entries, after which the caller calls no function of the object:
  /// - a socket, which a tar archive cannot have;
  /// - a further name of a file (Entry::same_as), or any other entry without a file type;
  /// - anything but a regular file, if `content` is not empty.
  Done add(const image::Entry& entry, const std::string& content);
  /// Ends the archive and returns its bytes. After finish(), the caller calls no function of the
  /// object.
  Result<std::string> finish();

 private:
  struct Close {
    void operator()(archive* open) const { archive_write_free(open); }
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
  };
  static la_ssize_t keep(archive*, void* bytes, const void* data, std::size_t length);

  std::unique_ptr<std::string> bytes_;
  std::unique_ptr<archive, Close> archive_;
};

}  // namespace pkgmap::archives
