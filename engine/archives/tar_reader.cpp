#include "engine/archives/tar_reader.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include <archive_entry.h>

#include "engine/system/text.hpp"

namespace pkgmap::archives {
namespace {

constexpr std::size_t kBlock = std::size_t{64} << 10U;

Error refused(std::string why) {
  return Error{ErrorCode::failed, std::move(why)};
}

Error broken(archive* open) {
  const char* why = archive_error_string(open);
  return refused("is damaged: " + std::string(why ? why : "its bytes contradict each other"));
}

std::string text_or_none(const char* text) {
  return text ? text : "";
}

bool is_well(int status) {
  return status == ARCHIVE_OK || status == ARCHIVE_WARN;
}

Result<image::Entry> entry_of(archive_entry* header, std::uint32_t number) {
  image::Entry entry;
  entry.place.entry = number;
  const char* path = archive_entry_pathname(header);
  if (!path) return refused("is damaged: a name has no characters that it could have");
  entry.path = path;
  entry.same_as = text_or_none(archive_entry_hardlink(header));
  const bool is_long = std::max(entry.path.size(), entry.same_as.size()) > image::kLongestPath;
  if (is_long) return refused("is damaged: a path is too long");
  if (!entry.same_as.empty()) return entry;
  entry.mode = static_cast<std::uint32_t>(archive_entry_mode(header)) & (S_IFMT | 07777U);
  entry.user = static_cast<std::uint32_t>(archive_entry_uid(header));
  entry.group = static_cast<std::uint32_t>(archive_entry_gid(header));
  entry.modified = archive_entry_mtime(header);
  const la_int64_t size = archive_entry_size(header);
  if (size < 0) return refused("is damaged: a size is negative");
  if (S_ISREG(entry.mode)) entry.size = static_cast<std::uint64_t>(size);
  if (S_ISLNK(entry.mode)) {
    entry.link = text_or_none(archive_entry_symlink(header));
    if (entry.link.empty()) return refused("is damaged: a link leads nowhere");
  }
  if (entry.link.size() > image::kLongestPath) return refused("is damaged: a link is too long");
  return entry;
}

}  // namespace

TarReader::TarReader() : archive_(archive_read_new()) {
  // Each filter by name: some filters of archive_read_support_filter_all() run other programs.
  archive_read_support_filter_gzip(archive_.get());
  archive_read_support_filter_bzip2(archive_.get());
  archive_read_support_filter_lzma(archive_.get());
  archive_read_support_filter_xz(archive_.get());
  archive_read_support_filter_zstd(archive_.get());
  archive_read_support_format_tar(archive_.get());
}

Result<TarReader> TarReader::of_file(int fd) {
  if (::lseek(fd, 0, SEEK_SET) != 0) return refused("is no file that can be read again");
  TarReader reader;
  if (archive_read_open_fd(reader.archive_.get(), fd, kBlock) != ARCHIVE_OK) {
    return refused("is not a tar archive");
  }
  return reader;
}

Result<TarReader> TarReader::of_entry(TarReader& outer) {
  TarReader reader;
  const int status = archive_read_open(reader.archive_.get(), outer.archive_.get(), nullptr,
                                       next_of_entry, nullptr);
  if (status != ARCHIVE_OK) return refused("is damaged: a layer is not a tar archive");
  return reader;
}

la_ssize_t TarReader::next_of_entry(archive*, void* outer, const void** data) {
  std::size_t length = 0;
  la_int64_t offset = 0;
  const int status = archive_read_data_block(static_cast<archive*>(outer), data, &length, &offset);
  if (status == ARCHIVE_EOF) return 0;
  return is_well(status) ? static_cast<la_ssize_t>(length) : -1;
}

Result<std::optional<image::Entry>> TarReader::next() {
  archive_entry* header = nullptr;
  const int status = archive_read_next_header(archive_.get(), &header);
  if (status == ARCHIVE_EOF) return std::optional<image::Entry>();
  if (!is_well(status)) {
    const bool none = number_ == 0 && archive_format(archive_.get()) == 0;
    return none ? refused("is not a tar archive") : broken(archive_.get());
  }
  auto entry = entry_of(header, number_++);
  if (!entry) return entry.error();
  return std::optional(*std::move(entry));
}

Result<std::optional<TarReader::Piece>> TarReader::next_piece() {
  const void* data = nullptr;
  std::size_t length = 0;
  la_int64_t offset = 0;
  const int status = archive_read_data_block(archive_.get(), &data, &length, &offset);
  if (status == ARCHIVE_EOF) return std::optional<Piece>();
  if (!is_well(status) || offset < 0) return broken(archive_.get());
  return std::optional(Piece{static_cast<std::uint64_t>(offset),
                             std::string_view(static_cast<const char*>(data), length)});
}

Result<std::string> TarReader::content(std::size_t most) {
  std::string bytes;
  for (;;) {
    const auto piece = next_piece();
    if (!piece) return piece.error();
    if (!*piece) return bytes;
    if ((*piece)->offset != bytes.size() || bytes.size() + (*piece)->bytes.size() > most) {
      return refused("is damaged: a list of it is too big");
    }
    bytes += (*piece)->bytes;
  }
}

}  // namespace pkgmap::archives
