#include "engine/packages/rpm/reading_place.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include "engine/system/fd.hpp"

namespace pkgmap::rpm {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kStep{20};
constexpr std::size_t kMaxFiles = 200;

// The file whose absence makes librpm write; nullptr for sqlite, which removes what it makes.
const char* missed_file_of(const Location& location) {
  if (location.file == "Packages.db") return "Index.db";
  if (location.file == "Packages") return "__db.001";
  return nullptr;
}

bool lies_at(const std::string& path) {
  struct stat info {};
  return ::lstat(path.c_str(), &info) == 0;
}

// Old environments and the files of another kind of database stay behind.
bool gets_link(const Location& location, const std::string& name) {
  if (location.file == "Packages.db") return name == location.file;
  return name != "rpmdb.sqlite" && name != "Packages.db" && !name.starts_with("rpmdb.sqlite-") &&
         !name.starts_with(".") && !name.starts_with("__db.");
}

bool link_files(const Location& location, const std::string& into) {
  std::error_code failed;
  std::size_t count = 0;
  for (fs::directory_iterator entry(location.directory, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    const std::string name = entry->path().filename();
    if (!gets_link(location, name)) continue;
    if (++count > kMaxFiles) return false;
    const std::string target = location.directory + "/" + name;
    if (::symlink(target.c_str(), (into + "/" + name).c_str()) != 0) return false;
  }
  return !failed;
}

}  // namespace

ReadingPlace ReadingPlace::of(const Location& location) {
  const char* missed = missed_file_of(location);
  std::string name = "/tmp/monit-pkgmap.XXXXXX";
  if (missed && !lies_at(location.directory + "/" + missed) && ::mkdtemp(name.data())) {
    ReadingPlace place(std::move(name), true);
    if (link_files(location, place.directory_)) return place;
  }
  return {location.directory, false};
}

ReadingPlace::ReadingPlace(ReadingPlace&& other) noexcept
    : directory_(std::move(other.directory_)), linked_(std::exchange(other.linked_, false)) {
}

ReadingPlace::~ReadingPlace() {
  if (!linked_) return;
  std::error_code ignored;
  fs::remove_all(directory_, ignored);  // Removes the links, not what they lead to.
}

Done wait_for_locks(const Location& location, bool exclusively, std::chrono::milliseconds bound) {
  if (location.file != "Packages.db") return done();
  const std::string file = location.directory + "/" + location.file;
  const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!fd) return done();  // librpm says why.
  const int kind = exclusively ? LOCK_EX : LOCK_SH;
  const auto end = std::chrono::steady_clock::now() + bound;
  while (::flock(fd.get(), kind | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return done();
    if (std::chrono::steady_clock::now() >= end) {
      return Error{ErrorCode::package_database,
                   "cannot read the package database " + file + ": another process locks it",
                   "try again when that process has ended; 'fuser " + file + "' names it"};
    }
    std::this_thread::sleep_for(kStep);
  }
  return done();
}

}  // namespace pkgmap::rpm
