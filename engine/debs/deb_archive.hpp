// The two archives inside a .deb file (deb(5)): control.tar and data.tar, compressed by gzip, xz,
// zstd, bzip2, lzma or not at all.
//
// For confined programs: other people made the file. Sizes and numbers are bounded. Not
// thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <archive.h>

#include "engine/system/result.hpp"

namespace pkgmap::debs {

/// Whether the bytes at the beginning of a file are those of an ar archive, as every .deb is one.
bool begins_as_deb(const char* bytes, std::size_t length);

/// One entry of an archive. `contents` returns the next piece of a regular file: its length, 0 at
/// the end, less than 0 if the archive is damaged; its bytes are valid until the next call.
struct TarEntry {
  std::string path;  ///< Absolute: "./usr/bin/x" in the archive is "/usr/bin/x".
  std::uint32_t mode = 0;
  std::uint64_t size = 0;
  std::int64_t modified = 0;
  std::string user;         ///< A name; the number if the archive has no name.
  std::string group;        ///< Likewise.
  std::string link_target;  ///< Of a symbolic link.
  std::string same_as;      ///< Of a further name of a file: the absolute path of the first one.
  std::function<std::int64_t(const void*& bytes)> contents;
};
/// Takes one entry. An Error ends the reading.
using TakeEntry = std::function<Done(const TarEntry&)>;

class DebArchive {
 public:
  /// `fd` is at the beginning of the file, and outlives the object.
  explicit DebArchive(int fd);

  /// Goes to the member "control.tar…" and calls `take` for each of its entries. Fails with words
  /// that follow the file's name: "is not a Debian package", "is damaged: ...".
  Done read_control(const TakeEntry& take) { return read_member("control.tar", take); }
  /// The same for "data.tar…", which comes after the first.
  Done read_data(const TakeEntry& take) { return read_member("data.tar", take); }

 private:
  struct Close {
    void operator()(archive* open) const { archive_read_free(open); }
  };
  struct Input {
    int fd = -1;
    std::string block;
  };
  static la_ssize_t next_block(archive*, void* self, const void** data);
  static la_ssize_t next_of_member(archive*, void* self, const void** data);
  Done go_to(const std::string& stem);
  Done read_member(const std::string& stem, const TakeEntry& take);

  Input input_;
  std::unique_ptr<archive, Close> outer_;
  bool opened_ = false;
  bool is_deb_ = false;
};

}  // namespace pkgmap::debs
