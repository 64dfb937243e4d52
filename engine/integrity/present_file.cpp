#include "engine/integrity/present_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>

#include "engine/system/files/paths.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/files/stand_in.hpp"

namespace pkgmap {
namespace {

using rules::PresentFile;

constexpr std::uint32_t kPermissions = 07777;
constexpr std::int64_t kNanoseconds = 1'000'000'000;

std::int64_t nanoseconds_of(const timespec& time) {
  return time.tv_sec * kNanoseconds + time.tv_nsec;
}

// Notes every directory and link that a walk goes through.
class WayNotes : public Passerby {
 public:
  WayNotes(PresentFile& file, const StandIn* stand_in) : file_(file), stand_in_(stand_in) {}

  void enters(const std::string& directory, int descriptor, const std::string& entry) override {
    struct stat around {};
    struct stat within {};
    if (::fstat(descriptor, &around) != 0) return;
    const bool there = ::fstatat(descriptor, entry.c_str(), &within, AT_SYMLINK_NOFOLLOW) == 0;
    if (stand_in_) {
      stand_in_->correct(around);
      if (there) stand_in_->correct(within);
    }
    // A missing entry counts as the directory owner's, who could create it.
    file_.directories.push_back({directory, around.st_uid, around.st_mode & kPermissions,
                                 there ? within.st_uid : around.st_uid});
    if (there && S_ISLNK(within.st_mode)) {
      file_.newest_link = std::max(file_.newest_link, nanoseconds_of(within.st_ctim));
    }
  }

  void follows(const std::string& link, const std::string& text) override {
    file_.links.push_back({link, text});
  }

 private:
  PresentFile& file_;
  const StandIn* stand_in_;  ///< That of the root; may be null.
};

void note_status(const struct stat& status, PresentFile& file) {
  file.identity = {status.st_dev, status.st_ino, status.st_size, nanoseconds_of(status.st_ctim)};
  file.uid = status.st_uid;
  file.mode = status.st_mode & kPermissions;
}

PresentFile::Kind kind_of(Reading reading) {
  switch (reading) {
    case Reading::whole:
      return PresentFile::Kind::content;
    case Reading::given_up:
      return PresentFile::Kind::too_large;
    case Reading::broken:
      break;
  }
  return PresentFile::Kind::unreadable;
}

}  // namespace

PresentFile present_file(const std::string& root, const std::string& path,
                         const std::set<Algorithm>& algorithms, const Enough& enough) {
  PresentFile file;
  WayNotes notes(file, stand_in_of(root));
  const ResolvedPath resolved = resolve_path(root, path, &notes);
  file.names = resolved.hops;
  if (!resolved.exists) return file;
  // A link that somebody has put anywhere on the way since the walk is not among the noted links.
  const RegularFile opened = open_regular_without_link(RootDirectory(root), resolved.target);
  if (!opened) {
    if (opened.error != ENOENT) file.kind = PresentFile::Kind::unreadable;
    return file;
  }
  note_status(opened.status, file);
  file.kind = PresentFile::Kind::content;
  if (algorithms.empty()) return file;
  for (const Algorithm& algorithm : algorithms) file.digests[algorithm];
  file.kind = kind_of(read_digests(opened.fd.get(), file.digests, enough));
  if (file.kind != PresentFile::Kind::content) file.digests.clear();
  return file;
}

}  // namespace pkgmap
