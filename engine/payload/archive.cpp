#include "engine/payload/archive.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <map>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <archive.h>
#include <archive_entry.h>

namespace pkgmap::payload {
namespace {

constexpr std::uint64_t kMaxEntries = 1000000;
constexpr std::uint64_t kMaxBytes = std::uint64_t{64} << 30;
constexpr std::size_t kMaxPath = 16384;
constexpr std::size_t kBlock = 64 * 1024;
constexpr const char* kUnpack = "cannot unpack the payload: ";

struct Close {
  void operator()(archive* open) const { archive_read_free(open); }
};

Error refused(const std::string& why) {
  return Error{ErrorCode::failed, kUnpack + why, {}};
}

std::string absolute(const char* name) {
  std::string path = name ? name : "";
  if (path.starts_with("./")) path.erase(0, 1);
  if (path.empty() || path == ".") return "/";
  return path.front() == '/' ? path : "/" + path;
}

// Reads standard input by blocks, and finds out whether it is a package: libarchive would accept
// any archive.
class Input {
 public:
  explicit Input(int fd) : fd_(fd) {
    while (length_ < kMagic.size()) {
      const ssize_t more = ::read(fd_, block_.data() + length_, block_.size() - length_);
      if (more <= 0) break;
      length_ += static_cast<std::size_t>(more);
    }
  }

  bool is_package() const { return std::string_view(block_.data(), length_).starts_with(kMagic); }

  static la_ssize_t next(archive*, void* self, const void** data) {
    Input& input = *static_cast<Input*>(self);
    *data = input.block_.data();
    if (input.length_ > 0) return static_cast<la_ssize_t>(std::exchange(input.length_, 0));
    return ::read(input.fd_, input.block_.data(), input.block_.size());
  }

 private:
  static constexpr std::string_view kMagic = "\xed\xab\xee\xdb";
  int fd_;
  std::vector<char> block_ = std::vector<char>(kBlock);
  std::size_t length_ = 0;
};

class Reader {
 public:
  explicit Reader(const std::function<void(const Entry&)>& emit)
      : emit_(emit), archive_(archive_read_new()) {}

  Result<std::uint64_t> read(int fd) {
    // Each filter by name: some filters of archive_read_support_filter_all() run other programs.
    archive_read_support_filter_rpm(archive_.get());
    archive_read_support_filter_gzip(archive_.get());
    archive_read_support_filter_bzip2(archive_.get());
    archive_read_support_filter_lzma(archive_.get());
    archive_read_support_filter_xz(archive_.get());
    archive_read_support_filter_zstd(archive_.get());
    archive_read_support_format_cpio(archive_.get());
    Input input(fd);
    if (!input.is_package()) return refused("it is not an rpm package");
    if (archive_read_open(archive_.get(), &input, nullptr, Input::next, nullptr) != ARCHIVE_OK) {
      return failure();
    }
    for (;;) {
      archive_entry* header = nullptr;
      const int status = archive_read_next_header(archive_.get(), &header);
      if (status == ARCHIVE_EOF) return finish();
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return failure();
      if (Done taken = take(header); !taken) return taken.error();
    }
  }

 private:
  using Inode = std::pair<std::int64_t, std::int64_t>;

  Error failure() const {
    const char* text = archive_error_string(archive_.get());
    const std::string why = text ? text : "its format is unknown";
    if (why != "Unrecognized archive format") return refused(why);
    return refused(why + " (it is cut off, or stripped cpio: package format 6, files over 4 GiB)");
  }

  Done take(archive_entry* header) {
    if (++entries_ > kMaxEntries) return refused("too many entries");
    Entry entry;
    entry.path = absolute(archive_entry_pathname(header));
    if (entry.path.size() > kMaxPath) return refused("a path is too long");
    entry.mode = static_cast<std::uint32_t>(archive_entry_mode(header));
    if (!S_ISREG(entry.mode)) {
      emit_(entry);
      return done();
    }
    const Inode inode{archive_entry_dev(header), archive_entry_ino64(header)};
    const bool linked = archive_entry_nlink(header) > 1;
    if (Done content = read_content(entry); !content) return content;
    if (!linked) {
      emit_(entry);
    } else if (entry.size == 0) {
      waiting_[inode].push_back(std::move(entry));
    } else {
      emit_names(inode, entry);
    }
    return done();
  }

  Done read_content(Entry& entry) {
    Result<EntryDigests> digests = EntryDigests::start();
    if (!digests) return digests.error();
    static std::array<char, kBlock> block;
    for (;;) {
      const la_ssize_t length = archive_read_data(archive_.get(), block.data(), block.size());
      if (length < 0) return failure();
      if (length == 0) break;
      bytes_ += static_cast<std::uint64_t>(length);
      if (bytes_ > kMaxBytes) return refused("it is too big");
      entry.size += static_cast<std::uint64_t>(length);
      digests->update(block.data(), static_cast<std::size_t>(length));
    }
    digests->finish(entry);
    return done();
  }

  // In cpio the content follows the last of its names; all of them share it.
  void emit_names(const Inode& inode, const Entry& content) {
    Entry entry = content;
    for (Entry& name : waiting_[inode]) {
      entry.path = std::move(name.path);
      emit_(entry);
    }
    waiting_.erase(inode);
    emit_(content);
  }

  // Emits the hard links of empty files, for which no content came.
  Result<std::uint64_t> finish() {
    for (const auto& [inode, names] : waiting_) {
      for (const Entry& entry : names) emit_(entry);
    }
    return entries_;
  }

  const std::function<void(const Entry&)>& emit_;
  std::unique_ptr<archive, Close> archive_;
  std::map<Inode, std::vector<Entry>> waiting_;
  std::uint64_t entries_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace

Result<std::uint64_t> read_entries(int fd, const std::function<void(const Entry&)>& emit) {
  return Reader(emit).read(fd);
}

}  // namespace pkgmap::payload
