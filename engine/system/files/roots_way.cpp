#include "engine/system/files/roots_way.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "engine/system/files/paths.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap {
namespace {

bool is_roots(uid_t user) {
  return user == 0 || user == ::geteuid();
}

// Watches for the first entry that another user can replace, and the first link from there on.
class Watcher : public Passerby {
 public:
  explicit Watcher(const StandIn* stand_in) : stand_in_(stand_in) {}

  void enters(const std::string& /*directory*/, int descriptor, const std::string& entry) override {
    struct stat around {};
    if (!whole) return;
    whole = ::fstat(descriptor, &around) == 0;
    if (stand_in_) stand_in_->correct(around);
    whole = whole && keeps(around, descriptor, entry);
  }

  void follows(const std::string& link, const std::string& /*text*/) override {
    if (!whole && foreign_link.empty()) foreign_link = link;
  }

  bool whole = true;
  std::string foreign_link;

 private:
  // In a sticky directory, other users cannot rename or remove an entry of root's.
  bool keeps(const struct stat& around, int descriptor, const std::string& entry) const {
    if (!is_roots(around.st_uid)) return false;
    if ((around.st_mode & (S_IWGRP | S_IWOTH)) == 0) return true;
    struct stat within {};
    if ((around.st_mode & S_ISVTX) == 0) return false;
    if (::fstatat(descriptor, entry.c_str(), &within, AT_SYMLINK_NOFOLLOW) != 0) return false;
    if (stand_in_) stand_in_->correct(within);
    return is_roots(within.st_uid);
  }

  const StandIn* stand_in_;
};

}  // namespace

RootsWay roots_way(const std::string& root, const std::string& path) {
  Watcher watcher(stand_in_of(root));
  const ResolvedPath resolved = resolve_path(root, path, &watcher);
  RootsWay way{resolved.hops, watcher.whole};
  if (watcher.foreign_link.empty()) return way;
  const auto last = std::find(way.hops.begin(), way.hops.end(), watcher.foreign_link);
  if (last == way.hops.end()) {
    way.hops = {resolved.normal};
  } else {
    way.hops.erase(last + 1, way.hops.end());
  }
  return way;
}

bool only_root_writes(const std::string& root, const std::string& path) {
  const RootsWay way = roots_way(root, path);
  struct stat status {};
  return way.whole && RootDirectory(root).stat(path, true, status) == 0 &&
         S_ISREG(status.st_mode) && who_else_writes(status).empty();
}

}  // namespace pkgmap
