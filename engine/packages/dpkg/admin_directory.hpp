// Reads dpkg's own files, those of its administrative directory (/var/lib/dpkg).
//
// Opens each file by its name in an open directory. A link, any other file that is not regular, a
// file over 256 MiB, and a file that a user other than root and the calling user can write, are
// errors. Of an image, fetches the contents of all its files in one request, and judges no owner
// and no mode: whoever made the archive made every file, and nobody writes to the archive's files
// now. Changes no file. Not thread-safe.
#pragma once

#include <sys/stat.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/packages/package_database.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/files/stand_in.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::dpkg {

/// Returns the path of the directory on the running host, which begins with the root:
/// DatabaseOptions::dbpath, by default /var/lib/dpkg, with links resolved inside the root. The
/// directory need not exist. Returns an Error if `dbpath` or `root` of the options is not absolute.
Result<std::string> admin_directory_path(const DatabaseOptions& options);

class AdminDirectory {
 public:
  /// Returns an Error (ErrorCode::package_database) if the directory does not exist, has no
  /// directory `info`, cannot be read, or, except in an image, can be written by a user other than
  /// root and the calling user.
  static Result<AdminDirectory> open(const DatabaseOptions& options);

  /// Returns the path of the directory on the running host.
  const std::string& path() const { return path_; }

  // A `name` is a path in this directory: "status", "info/cron.list".

  /// Reads the file `name` into `text`, whose memory the function uses again. Returns true if the
  /// file exists. If the file does not exist, empties `text` and returns false. If `status` is not
  /// null, sets it to the stat(2) of the file, or to zeros. After an Error `text` and `status` have
  /// no defined value.
  Result<bool> read(const std::string& name, std::string& text,
                    struct stat* status = nullptr) const;

  /// Reads the file `name` without a copy: the text is valid until the next call of view(). Returns
  /// nullopt if the file does not exist.
  Result<std::optional<std::string_view>> view(const std::string& name) const;

  /// Sets `status` as lstat(2) does, and returns true. Returns false if the file does not exist or
  /// cannot be examined; `status` then has no defined value.
  bool look_at(const std::string& name, struct stat& status) const;

  /// Returns the names of the entries of the directory `directory` ("updates"), also "." and "..",
  /// sorted; empty if the directory cannot be read.
  std::vector<std::string> names(const std::string& directory) const;

 private:
  Done check_writers(const std::string& path, const struct stat& status) const;
  Result<std::optional<std::size_t>> fill(const std::string& name, std::string& buffer,
                                          struct stat& status) const;

  Fd directory_;
  Fd info_;
  StandIn* stand_in_ = nullptr;  ///< That of the root; null if there is none.
  std::string path_;
  mutable std::string buffer_;  ///< For view(); only grows, since filling with zeros takes time.
};

}  // namespace pkgmap::dpkg
