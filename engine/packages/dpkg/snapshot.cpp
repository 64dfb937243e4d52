#include "engine/packages/dpkg/snapshot.hpp"

#include <sys/stat.h>
#include <time.h>

#include <cstdlib>
#include <utility>

namespace pkgmap::dpkg {
namespace {

constexpr int kMostReadings = 5;
// The times of files advance with the timer of the kernel, 100 times a second at least.
constexpr std::int64_t kTick = 20'000'000;

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

std::string identity_of(const struct stat& status) {
  return std::to_string(status.st_ino) + "-" + std::to_string(status.st_size) + "-" +
         std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
}

}  // namespace

// dpkg replaces `status` by a new file, and makes and removes files in `updates` before that. It
// replaces the files in `info` while the record says "half-installed".
Written written_by_dpkg(const AdminDirectory& directory, const RootDirectory& root) {
  Written written;
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME, &now);
  struct stat status {};
  const auto add = [&](bool is_there, std::string& text) {
    text += "/" + (is_there ? identity_of(status) : "-");
    const std::int64_t age = nanoseconds(now) - nanoseconds(status.st_mtim);
    written.is_young = written.is_young || (is_there && std::abs(age) < kTick);
  };
  for (const char* name : {"status", "updates"}) {
    add(directory.look_at(name, status), written.packages);
  }
  for (const char* name : {"info", "diversions", "statoverride"}) {
    add(directory.look_at(name, status), written.files);
  }
  for (const char* path : {kUcfRegistry, kUcfSums}) {
    add(root.stat(path, false, status) == 0, written.files);
  }
  return written;
}

Result<std::unique_ptr<Snapshot>> Snapshot::read(const AdminDirectory& directory,
                                                 const RootDirectory& root, PathResolver& paths) {
  for (int readings = 1;; ++readings) {
    Written before = written_by_dpkg(directory, root);
    Result<Status> status = Status::read(directory);
    if (!status) return status.error();
    Result<Layout> layout = Layout::read(directory, paths.root());
    if (!layout) return layout.error();
    if (readings < kMostReadings && !(written_by_dpkg(directory, root) == before)) continue;
    return std::unique_ptr<Snapshot>(new Snapshot(directory, root, paths, std::move(before),
                                                  std::move(*status), std::move(*layout)));
  }
}

Snapshot::Snapshot(const AdminDirectory& directory, const RootDirectory& root, PathResolver& paths,
                   Written written, Status status, Layout layout)
    : directory_(directory),
      root_(root),
      written_(std::move(written)),
      status_(std::move(status)),
      layout_(std::move(layout)),
      ucf_(UcfFiles::read(root)),
      owners_(directory_, status_, layout_, ucf_, paths) {
}

Result<PackageFiles*> Snapshot::files_of(const StatusPackage& package) {
  std::unique_ptr<PackageFiles>& known = files_[package.record.instance];
  if (!known) {
    Result<std::string> list = list_of(directory_, package, ucf_);
    if (!list) return list.error();
    const PackageFiles::Sources sources{directory_, layout_, root_, ucf_};
    known = std::make_unique<PackageFiles>(sources, package, std::move(*list));
  }
  return known.get();
}

}  // namespace pkgmap::dpkg
