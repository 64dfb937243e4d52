// Makes a tar archive, compressed by gzip, of entries: the same bytes for the same entries.
//
// For the confined program monit-pkgmap-archive. Keeps the archive in memory. For one thread.
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

  /// Adds an entry with its whole content; Entry::size counts only for a file without a content.
  Done add(const image::Entry& entry, const std::string& content);
  /// Ends the archive and returns its bytes. No other call may follow.
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
