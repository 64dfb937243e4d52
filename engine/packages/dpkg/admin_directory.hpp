// dpkg's own files: those of its administrative directory, /var/lib/dpkg.
//
// Opens each file by its name in an open directory, follows no link, and reads regular files only.
// A file that somebody besides root and the calling user can write is an error. Changes no file.
// Not thread-safe.
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::dpkg {

/// Returns the path of the directory on the host, whether or not it is there: DatabaseOptions::
/// dbpath inside the root, by default /var/lib/dpkg. Fails for a path that is not absolute.
Result<std::string> admin_directory_path(const DatabaseOptions& options);

class AdminDirectory {
 public:
  /// Fails with ErrorCode::package_database if there is no such directory, if it cannot be read, or
  /// if somebody else can write it.
  static Result<AdminDirectory> open(const DatabaseOptions& options);

  const std::string& path() const { return path_; }

  /// Reads a file such as "status" or "info/cron.list" into `text`, whose memory is used again.
  /// Returns whether the file is there; `status` is that of the file then.
  Result<bool> read(const std::string& name, std::string& text,
                    struct stat* status = nullptr) const;

  /// The same without a copy: the text is valid until the next call of this function. Returns
  /// nullopt if there is no such file.
  Result<std::optional<std::string_view>> view(const std::string& name) const;

  /// Asks for a file as lstat(2) does. Returns false if there is none.
  bool look_at(const std::string& name, struct stat& status) const;

  /// Returns the names in a directory such as "updates", sorted; empty if it cannot be read.
  std::vector<std::string> names(const std::string& directory) const;

 private:
  Result<std::optional<std::size_t>> fill(const std::string& name, std::string& buffer,
                                          struct stat& status) const;

  Fd directory_;
  Fd info_;
  std::string path_;
  mutable std::string buffer_;  ///< For view(); only grows, since filling with zeros takes time.
};

}  // namespace pkgmap::dpkg
