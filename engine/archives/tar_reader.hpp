// Reads the entries of a tar archive, one after the other. The archive is a file, or the content of
// an entry of another archive.
//
// Decompresses gzip, bzip2, xz, lzma and zstd. Anybody may have made the archive, so only a
// confined program (engine/confine) uses this class. The message of an Error continues a sentence
// that begins with the name of the archive: "is damaged: ...". Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <archive.h>

#include "engine/image/image_tree.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::archives {

class TarReader {
 public:
  /// Reads the file `fd` from its beginning. The caller keeps `fd` open as long as the object
  /// lives.
  static Result<TarReader> of_file(int fd);
  /// Reads the content of the present entry of `outer` as an archive. `outer` must outlive the
  /// object; while the object is in use, the caller must neither move `outer` nor call a function
  /// of `outer`.
  static Result<TarReader> of_entry(TarReader& outer);

  /// Goes to the next entry, which becomes the present entry, and returns it; nullopt at the end.
  /// Entry::place says where the content lies: Place::entry is the number of the entry in this
  /// archive, from 0; Place::layer is always 0.
  Result<std::optional<image::Entry>> next();

  /// A part of the content of an entry.
  struct Piece {
    std::uint64_t offset = 0;  ///< Where the piece begins in the content, in bytes.
    std::string_view bytes;    ///< Valid until the next call of a function of the object.
  };
  /// Returns the next piece of the content of the present entry; nullopt at the end of the content.
  /// next() must have returned an entry before. If a piece begins behind the end of the previous
  /// piece, as in a sparse file, the bytes of this gap are zeros; no call returns them.
  Result<std::optional<Piece>> next_piece();
  /// Returns the whole content of the present entry. The caller calls content() right after next(),
  /// without next_piece(). Fails if the content has more than `most` bytes, or a gap.
  Result<std::string> content(std::size_t most);

 private:
  struct Close {
    void operator()(archive* open) const { archive_read_free(open); }
  };
  TarReader();
  static la_ssize_t next_of_entry(archive*, void* outer, const void** data);

  std::unique_ptr<archive, Close> archive_;
  std::uint32_t number_ = 0;
};

}  // namespace pkgmap::archives
