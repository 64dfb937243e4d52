// Reads dpkg's own files, those of its administrative directory (/var/lib/dpkg).
//
// Opens each file by its name in an open directory, and follows no link. A link, any other file
// that is not regular, a file over 256 MiB, and a file that a user other than root and the calling
// user can write, are errors. Changes no file. Not thread-safe.
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

/// Returns the path of the directory on the host: DatabaseOptions::dbpath, by default
/// /var/lib/dpkg, below the root. The directory need not exist. Returns an Error if the path is not
/// absolute.
Result<std::string> admin_directory_path(const DatabaseOptions& options);

class AdminDirectory {
 public:
  /// Returns an Error (ErrorCode::package_database) if the directory does not exist, cannot be
  /// read, or can be written by a user other than root and the calling user.
  static Result<AdminDirectory> open(const DatabaseOptions& options);

  /// Returns the path of the directory on the host.
  const std::string& path() const { return path_; }

  /// Reads the file `name` ("status", "info/cron.list") into `text`, reusing its memory. Returns
  /// whether the file exists; if not, empties `text`. If `status` is not null, sets it to the
  /// stat(2) of the file, or to zeros. After an Error `text` counts for nothing.
  Result<bool> read(const std::string& name, std::string& text,
                    struct stat* status = nullptr) const;

  /// Reads the file `name` without a copy: the text is valid until the next call of view(). Returns
  /// nullopt if the file does not exist.
  Result<std::optional<std::string_view>> view(const std::string& name) const;

  /// Sets `status` as lstat(2) does. Returns false, and `status` counts for nothing, if the file
  /// does not exist or cannot be examined.
  bool look_at(const std::string& name, struct stat& status) const;

  /// Returns the names in the directory `directory` ("updates"), sorted; empty if it cannot be
  /// read.
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
