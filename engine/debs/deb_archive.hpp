// Reads the two archives inside a .deb file (deb(5)): control.tar and data.tar, compressed by gzip,
// xz, zstd, bzip2 or lzma, or not compressed.
//
// Confined programs use this class, since anybody may have made the file. An archive with more than
// 1,000,000 entries, with more than 64 GiB of contents, or with a path of more than 16 KiB counts
// as damaged. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <archive.h>

#include "engine/system/result.hpp"

namespace pkgmap::debs {

/// Returns whether these bytes are the beginning of an ar archive, as every .deb file is. False for
/// fewer than 8 bytes.
bool begins_as_deb(const char* bytes, std::size_t length);

/// One entry of an archive.
struct TarEntry {
  std::string path;  ///< Absolute: "./usr/bin/x/" in the archive is "/usr/bin/x".
  /// Type and permission bits, as st_mode of stat(2). A hard link may have no type.
  std::uint32_t mode = 0;
  std::uint64_t size = 0;     ///< Bytes of the content.
  std::int64_t modified = 0;  ///< Seconds since 1970.
  std::string user;           ///< The name of the owner; the number as text if there is no name.
  std::string group;          ///< The name of the group; the number as text if there is no name.
  std::string link_target;    ///< Target of a symbolic link; else empty.
  std::string same_as;        ///< Of a hard link: the absolute path of the first name; else empty.
  /// Reads the next piece of a regular file: sets `bytes` to the piece, and returns its length in
  /// bytes; 0 at the end, less than 0 if the archive is damaged. A piece is valid until the next
  /// call. Only the TakeEntry that gets this entry may call `contents`, and only until it returns.
  std::function<std::int64_t(const void*& bytes)> contents;
};
/// A function of the caller that gets one entry. An Error from this function ends the reading. If
/// TarEntry::contents returns less than 0, this function must return an Error.
using TakeEntry = std::function<Done(const TarEntry&)>;

class DebArchive {
 public:
  /// `fd` is the .deb file, at its beginning; the caller keeps it open as long as the object lives.
  explicit DebArchive(int fd);

  /// Goes to the member "control.tar…" and calls `take` for each of its entries; the caller calls
  /// this function once. Returns the Error of `take`, or an Error whose message continues a
  /// sentence that begins with the file's name: "is not a Debian package", "is damaged: ..." (also
  /// if the member is missing).
  Done read_control(const TakeEntry& take) { return read_member("control.tar", take); }
  /// Does the same for the member "data.tar…". The caller calls read_data() after read_control() if
  /// it calls both, since "data.tar…" comes later in the file.
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
