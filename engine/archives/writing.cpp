#include "engine/archives/writing.hpp"

#include <utility>

namespace pkgmap::archives {
namespace {

Error not_made(archive* open) {
  const char* why = archive_error_string(open);
  return Error{ErrorCode::failed, "cannot be made: " + std::string(why ? why : "unknown error")};
}

}  // namespace

TarWriter::TarWriter() : bytes_(std::make_unique<std::string>()), archive_(archive_write_new()) {
  archive_write_set_format_pax_restricted(archive_.get());
  archive_write_add_filter_gzip(archive_.get());
  archive_write_set_filter_option(archive_.get(), "gzip", "compression-level", "9");
  // Without the time of writing the bytes are the same each time.
  archive_write_set_filter_option(archive_.get(), "gzip", "timestamp", nullptr);
  archive_write_set_bytes_in_last_block(archive_.get(), 1);
  archive_write_open(archive_.get(), bytes_.get(), nullptr, keep, nullptr);
}

la_ssize_t TarWriter::keep(archive*, void* bytes, const void* data, std::size_t length) {
  static_cast<std::string*>(bytes)->append(static_cast<const char*>(data), length);
  return static_cast<la_ssize_t>(length);
}

Done TarWriter::add(const image::Entry& entry, const std::string& content) {
  const std::unique_ptr<archive_entry, Close> header(archive_entry_new());
  archive_entry_set_pathname(header.get(), entry.path.c_str());
  archive_entry_set_mode(header.get(), static_cast<mode_t>(entry.mode));
  archive_entry_set_uid(header.get(), entry.user);
  archive_entry_set_gid(header.get(), entry.group);
  archive_entry_set_mtime(header.get(), entry.modified, 0);
  archive_entry_set_size(header.get(), static_cast<la_int64_t>(content.size()));
  if (!entry.link.empty()) archive_entry_set_symlink(header.get(), entry.link.c_str());
  // libarchive warns of a name that is not UTF-8, and writes its bytes as they are.
  const int status = archive_write_header(archive_.get(), header.get());
  if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return not_made(archive_.get());
  const auto written = archive_write_data(archive_.get(), content.data(), content.size());
  if (written < 0 || static_cast<std::size_t>(written) != content.size()) {
    return not_made(archive_.get());
  }
  return done();
}

Result<std::string> TarWriter::finish() {
  if (archive_write_close(archive_.get()) != ARCHIVE_OK) return not_made(archive_.get());
  return std::move(*bytes_);
}

}  // namespace pkgmap::archives
