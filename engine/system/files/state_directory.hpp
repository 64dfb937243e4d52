// A directory that only root may write, and the files right below it.
//
// Opened once; every file is reached from that descriptor without following
// links. Writes are atomic and durable: a new file, fsync, rename, fsync of
// the directory. Not thread-safe.
#pragma once

#include <sys/stat.h>

#include <string>
#include <vector>

#include "engine/system/fd.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

class StateDirectory : public StateStore {
 public:
  /// Opens `path`, made with mode 0700 (parents 0755) when it is missing. An error when it is a
  /// link, belongs to another user than the caller, or can be written by others.
  static Result<StateDirectory> open(const std::string& path);
  /// The same without making anything; an error of ENOENT says so by `missing`.
  static Result<StateDirectory> open_existing(const std::string& path, bool& missing);

  const std::string& path() const override { return path_; }

  Result<std::vector<std::string>> list(const std::string& suffix) const override;
  Result<std::string> read(const std::string& name, std::size_t limit = 16U << 20U) const override;
  bool has(const std::string& name) const override;
  Done write(const std::string& name, const std::string& bytes) const override;
  Done write_with_room(const std::string& name, const std::string& bytes) const override;
  Result<std::string> read_earlier(const std::string& name) const override;
  Done append(const std::string& name, const std::string& line, std::size_t limit) const override;
  Done rename(const std::string& name, const std::string& new_name) const override;
  Done remove(const std::string& name) const override;
  Result<std::unique_ptr<StateLock>> try_lock(const std::string& name) const override;

 private:
  StateDirectory(std::string path, Fd fd) : path_(std::move(path)), fd_(std::move(fd)) {}

  /// Only the caller can write it.
  static bool is_ours(const struct stat& info);
  static Done require_ours(int fd, const std::string& doing);
  /// The file that holds the room for the next text of a name, and so the one before the present.
  static std::string room_of(const std::string& name);
  std::string doing(const char* verb, const std::string& name) const;
  Result<Fd> make_file(const std::string& name) const;
  Result<Fd> open_room(const std::string& name, std::size_t size) const;
  Done put_in_place(const std::string& fresh, const std::string& name) const;

  std::string path_;
  Fd fd_;
};

}  // namespace pkgmap
