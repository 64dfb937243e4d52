// The headers of .rpm files, read by a program that can do nothing else (engine/headers).
//
// What a .rpm holds was made by others, so it is parsed where a flaw has nothing to work with: the
// opened file goes to one confined process, which serves all files in turn and is replaced when it
// dies on one. Its answer is checked as strictly as the file (header_protocol.hpp). Bounded in time
// and memory. Not thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/packages/package_database.hpp"
#include "engine/system/process/helper.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class ConfinedHeaders {
 public:
  /// `program` is monit-pkgmap-headers; it is started by the first read(), and ends with this.
  explicit ConfinedHeaders(std::string program) : program_(std::move(program)) {}

  /// All files, or those that `only` takes. Never blocks on a fifo. Error: "X is
  /// not an rpm package", "X is damaged: ...", "the header of X was not read: ...", and what
  /// open(2) says.
  Result<PackageDatabase::PackageFile> read(const std::string& path, const FileFilter* only);

 private:
  struct Attempt;
  Attempt ask(const Fd& file, const FileFilter* only);
  Done start();

  std::string program_;
  std::unique_ptr<Helper> helper_;
  std::optional<FileFilter> filter_;  ///< That the helper knows.
  int answers_ = 0;                   ///< Of the helper that runs now.
  int deaths_ = 0;
  int late_ = 0;
};

}  // namespace pkgmap
