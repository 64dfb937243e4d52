// The entries of a tar archive, one after the other: of a file, or of an entry of another archive.
//
// Decompresses gzip, bzip2, xz, lzma and zstd. For confined programs: other people made the
// archive. Errors are words that follow the name of the archive. Not thread-safe.
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
  /// Reads the file `fd` from its beginning; `fd` outlives the object.
  static Result<TarReader> of_file(int fd);
  /// Reads the content of the present entry of `outer`, which outlives the object and is not asked
  /// for another entry meanwhile.
  static Result<TarReader> of_entry(TarReader& outer);

  /// Goes to the next entry, whose Place is {0, its number}. Returns nullopt at the end.
  Result<std::optional<image::Entry>> next();

  struct Piece {
    std::uint64_t offset = 0;
    std::string_view bytes;  ///< Valid until the next call.
  };
  /// Returns the next piece of the content of the present entry; nullopt at its end.
  Result<std::optional<Piece>> next_piece();
  /// Returns the whole content of the present entry; refuses one of more than `most` bytes.
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
