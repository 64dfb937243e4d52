#include "engine/packages/rpm/payload.hpp"

#include <sys/stat.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

// rpmarchive.h needs rpmfi.h.
// clang-format off
#include <rpm/rpmfi.h>
#include <rpm/rpmarchive.h>
#include <rpm/rpmlib.h>
// clang-format on

#include "engine/packages/rpm/handles.hpp"
#include "engine/packages/rpm/messages.hpp"
#include "engine/packages/rpm/versions.hpp"

namespace pkgmap::rpm {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 30U;
constexpr std::size_t kBlock = 64 * 1024;

using Iterator = Handle<rpmfi, rpmfiFree>;

Error unreadable(const std::string& why) {
  return Error{ErrorCode::failed, "cannot unpack the payload: " + why, {}};
}

// Returns the mode for rpmio that reads RPMTAG_PAYLOADCOMPRESSOR; null if unknown.
const char* mode_of(Header header) {
  const char* tag = headerGetString(header, RPMTAG_PAYLOADCOMPRESSOR);
  const std::string compressor = tag ? tag : "gzip";
  if (compressor == "gzip") return "r.gzdio";
  if (compressor == "bzip2") return "r.bzdio";
  if (compressor == "xz") return "r.xzdio";
  if (compressor == "lzma") return "r.lzdio";
  if (compressor == "zstd") return "r.zstdio";
  if (compressor == "none") return "r.ufdio";
  return nullptr;
}

/// Reads one archive.
class PayloadWalk {
 public:
  PayloadWalk(rpmfi files, const std::function<void(const PayloadEntry&)>& emit)
      : files_(files), emit_(emit) {}

  Result<std::uint64_t> run() {
    std::uint64_t entries = 0;
    int status = 0;
    while ((status = rpmfiNext(files_)) >= 0) {
      if (Done taken = take(); !taken) return taken.error();
      ++entries;
    }
    if (status != RPMERR_ITER_END) return unreadable("it is damaged");
    return entries;
  }

 private:
  Done take() {
    PayloadEntry entry;
    const char* path = rpmfiFN(files_);
    entry.path = path ? path : "";
    entry.mode = rpmfiFMode(files_);
    if (S_ISREG(entry.mode)) {
      const rpm_ino_t inode = rpmfiFInode(files_);
      const bool linked = rpmfiFNlink(files_) > 1;
      const auto known = contents_.find(inode);
      if (linked && known != contents_.end() && !rpmfiArchiveHasContent(files_)) {
        std::string name = std::move(entry.path);
        entry = known->second;
        entry.path = std::move(name);
      } else if (Done read = read_content(entry); !read) {
        return read;
      }
      if (linked) contents_[inode] = entry;
    }
    emit_(entry);
    return done();
  }

  Done read_content(PayloadEntry& entry) {
    auto digests = EntryDigests::start();
    if (!digests) return digests.error();
    std::vector<char> block(kBlock);
    while (rpmfiArchiveHasContent(files_)) {
      const ssize_t length = rpmfiArchiveRead(files_, block.data(), block.size());
      if (length < 0) return unreadable("it is damaged");
      if (length == 0) break;
      entry.size += static_cast<std::uint64_t>(length);
      bytes_ += static_cast<std::uint64_t>(length);
      if (bytes_ > kMostBytes) return unreadable("it is too big");
      digests->update(block.data(), static_cast<std::size_t>(length));
    }
    if (entry.size != rpmfiFSize(files_)) return unreadable("it is cut off");
    digests->finish(entry);
    return done();
  }

  rpmfi files_;
  const std::function<void(const PayloadEntry&)>& emit_;
  std::map<rpm_ino_t, PayloadEntry> contents_;  ///< Contents of hard links, by inode.
  std::uint64_t bytes_ = 0;
};

}  // namespace

struct Payload::Handles {
  TransactionSet transaction_set;
  FileHandle file;
};

Payload::Payload(std::unique_ptr<Handles> handles) : handles_(std::move(handles)) {
}
Payload::Payload(Payload&& other) noexcept = default;
Payload::~Payload() = default;

Payload Payload::open(int fd) {
  silence_library();
  auto handles = std::make_unique<Handles>();
  handles->transaction_set.reset(rpmtsCreate());
  rpmtsSetVSFlags(handles->transaction_set.get(), kNoSignatures);
  handles->file.reset(fdDup(fd));
  return Payload(std::move(handles));
}

Result<std::uint64_t> Payload::read(const std::function<void(const PayloadEntry&)>& emit) {
  const Messages messages;
  FD_t file = handles_->file.get();
  if (!file || Fseek(file, 0, SEEK_SET) != 0) return unreadable("it cannot be read twice");
  Header raw = nullptr;
  const rpmRC status = rpmReadPackageFile(handles_->transaction_set.get(), file, nullptr, &raw);
  const HeaderHandle header(raw);
  const bool usable = status == RPMRC_OK || status == RPMRC_NOKEY || status == RPMRC_NOTTRUSTED;
  if (!usable || !header) return unreadable("its header is damaged");
  const char* mode = mode_of(header.get());
  if (!mode || !Fdopen(file, mode)) return unreadable("its compression is unknown");
  const Files files(rpmfilesNew(nullptr, header.get(), RPMTAG_BASENAMES, RPMFI_KEEPHEADER));
  if (!files) return unreadable("its file list contradicts itself");
  const Iterator archive(
      rpmfiNewArchiveReader(file, files.get(), RPMFI_ITER_READ_ARCHIVE_CONTENT_FIRST));
  if (!archive) return unreadable("it is not an archive");
  return PayloadWalk(archive.get(), emit).run();
}

}  // namespace pkgmap::rpm
