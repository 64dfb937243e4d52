#include "engine/debs/deb_archive.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include <archive_entry.h>

namespace pkgmap::debs {
namespace {

constexpr std::string_view kMagic = "!<arch>\n";
constexpr const char* kFirstMember = "debian-binary";
constexpr int kMostMembers = 32;
constexpr std::uint64_t kMostEntries = 1'000'000;
constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 30U;
constexpr std::size_t kLongestPath = 16384;
constexpr std::size_t kBlock = 64 * 1024;

Error refused(std::string why) {
  return Error{ErrorCode::failed, std::move(why), {}};
}

Error damaged(archive* open) {
  const char* why = archive_error_string(open);
  return refused("is damaged: " + std::string(why ? why : "its format is unknown"));
}

std::string absolute_path(const char* name) {
  std::string path = name ? name : "";
  if (path.starts_with("./")) path.erase(0, 1);
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  if (path.empty() || path == ".") return "/";
  return path.front() == '/' ? path : "/" + path;
}

std::string name_or_number(const char* name, la_int64_t number) {
  return name && *name ? name : std::to_string(number);
}

TarEntry entry_of(archive_entry* header) {
  TarEntry entry;
  entry.path = absolute_path(archive_entry_pathname(header));
  entry.mode = static_cast<std::uint32_t>(archive_entry_mode(header));
  entry.size = static_cast<std::uint64_t>(archive_entry_size(header));
  entry.modified = archive_entry_mtime(header);
  entry.user = name_or_number(archive_entry_uname(header), archive_entry_uid(header));
  entry.group = name_or_number(archive_entry_gname(header), archive_entry_gid(header));
  if (const char* target = archive_entry_symlink(header)) entry.link_target = target;
  if (const char* first = archive_entry_hardlink(header)) entry.same_as = absolute_path(first);
  return entry;
}

}  // namespace

bool begins_as_deb(const char* bytes, std::size_t length) {
  return std::string_view(bytes, length).starts_with(kMagic);
}

DebArchive::DebArchive(int fd) : input_{fd, std::string(kBlock, '\0')}, outer_(archive_read_new()) {
  archive_read_support_format_ar(outer_.get());
  opened_ = archive_read_open(outer_.get(), &input_, nullptr, next_block, nullptr) == ARCHIVE_OK;
}

la_ssize_t DebArchive::next_block(archive*, void* self, const void** data) {
  Input& input = *static_cast<Input*>(self);
  *data = input.block.data();
  for (;;) {
    const ssize_t length = ::read(input.fd, input.block.data(), input.block.size());
    if (length >= 0 || errno != EINTR) return length;
  }
}

la_ssize_t DebArchive::next_of_member(archive*, void* self, const void** data) {
  std::size_t length = 0;
  la_int64_t offset = 0;
  const int status = archive_read_data_block(static_cast<archive*>(self), data, &length, &offset);
  if (status == ARCHIVE_EOF) return 0;
  return status == ARCHIVE_OK ? static_cast<la_ssize_t>(length) : -1;
}

Done DebArchive::go_to(const std::string& stem) {
  if (!opened_) return refused("is not a Debian package");
  for (int members = 0; members < kMostMembers; ++members) {
    archive_entry* header = nullptr;
    const int status = archive_read_next_header(outer_.get(), &header);
    if (status == ARCHIVE_EOF) break;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
      return is_deb_ ? Done(damaged(outer_.get())) : Done(refused("is not a Debian package"));
    }
    const char* const name = archive_entry_pathname(header);
    const std::string_view member = name ? name : "";
    if (!is_deb_ && member != kFirstMember) return refused("is not a Debian package");
    is_deb_ = true;
    if (member.starts_with(stem)) return done();
  }
  return refused("is damaged: it has no " + stem);
}

Done DebArchive::read_member(const std::string& stem, const TakeEntry& take) {
  if (Done there = go_to(stem); !there) return there;
  const std::unique_ptr<archive, Close> inner(archive_read_new());
  // Each filter by name: some filters of archive_read_support_filter_all() run other programs.
  archive_read_support_filter_gzip(inner.get());
  archive_read_support_filter_bzip2(inner.get());
  archive_read_support_filter_lzma(inner.get());
  archive_read_support_filter_xz(inner.get());
  archive_read_support_filter_zstd(inner.get());
  archive_read_support_format_tar(inner.get());
  if (archive_read_open(inner.get(), outer_.get(), nullptr, next_of_member, nullptr) !=
      ARCHIVE_OK) {
    return damaged(inner.get());
  }
  std::uint64_t bytes = 0;
  for (std::uint64_t entries = 0;; ++entries) {
    archive_entry* header = nullptr;
    const int status = archive_read_next_header(inner.get(), &header);
    if (status == ARCHIVE_EOF) return done();
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return damaged(inner.get());
    TarEntry entry = entry_of(header);
    if (entries == kMostEntries) return refused("is damaged: it has too many entries");
    if (entry.path.size() > kLongestPath) return refused("is damaged: a path is too long");
    bytes += entry.size;
    if (bytes > kMostBytes || entry.size > kMostBytes) return refused("is damaged: it is too big");
    entry.contents = [&inner](const void*& data) -> std::int64_t {
      std::size_t length = 0;
      la_int64_t offset = 0;
      const int read = archive_read_data_block(inner.get(), &data, &length, &offset);
      if (read == ARCHIVE_EOF) return 0;
      return read == ARCHIVE_OK ? static_cast<std::int64_t>(length) : -1;
    };
    if (Done taken = take(entry); !taken) return taken;
  }
}

}  // namespace pkgmap::debs
