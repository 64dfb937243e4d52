// A directory that only root may write, and the files right below it.
//
// Opened once; every file is reached from that descriptor without following
// links. Writes are atomic and durable: a new file, fsync, rename, fsync of
// the directory. Not thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/system/fd.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class StateDirectory {
 public:
  /// Opens `path`, made with mode 0700 (parents 0755) when it is missing. An error when it is a
  /// link, belongs to another user than the caller, or can be written by others.
  static Result<StateDirectory> open(const std::string& path);
  /// The same without making anything; an error of ENOENT says so by `missing`.
  static Result<StateDirectory> open_existing(const std::string& path, bool& missing);

  const std::string& path() const { return path_; }

  /// Names of the regular files that end in `suffix`, sorted.
  Result<std::vector<std::string>> list(const std::string& suffix) const;
  /// At most `limit` bytes; a longer file is an error, as is anything but a regular file.
  Result<std::string> read(const std::string& name, std::size_t limit = 16U << 20U) const;
  Done write(const std::string& name, const std::string& bytes) const;
  /// No error when it is gone already.
  Done remove(const std::string& name) const;
  bool has(const std::string& name) const;

  /// A lock on a file of the directory, held as long as the descriptor lives. ErrorCode::locked
  /// after `wait_ms`.
  Result<Fd> lock(const std::string& name, int wait_ms) const;

 private:
  StateDirectory(std::string path, Fd fd) : path_(std::move(path)), fd_(std::move(fd)) {}

  std::string path_;
  Fd fd_;
};

}  // namespace pkgmap
