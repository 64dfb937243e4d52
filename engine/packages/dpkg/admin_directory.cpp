#include "engine/packages/dpkg/admin_directory.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <utility>

#include "engine/system/files/paths.hpp"
#include "engine/system/files/regular_file.hpp"
#include "engine/system/files/root_directory.hpp"
#include "engine/system/text.hpp"

namespace pkgmap::dpkg {
namespace {

constexpr const char* kDefault = "/var/lib/dpkg";
constexpr const char* kInfo = "info/";
// The status of a host with every package of Debian has 80 MB.
constexpr off_t kMostBytes = off_t{256} << 20U;

Error refused_file(const std::string& what, std::string hint = {}) {
  return Error{ErrorCode::package_database, what, std::move(hint)};
}

// Reads what fstat(2) announced: dpkg replaces its files by new ones, so none grows. `buffer` only
// grows. Returns the length; nullopt after an error.
std::optional<std::size_t> read_whole(int fd, std::size_t announced, std::string& buffer) {
  if (buffer.size() < announced) buffer.resize(announced);
  std::size_t length = 0;
  while (length < announced) {
    const ssize_t more = ::read(fd, buffer.data() + length, announced - length);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) return std::nullopt;
    if (more == 0) break;
    length += static_cast<std::size_t>(more);
  }
  return length;
}

struct CloseDirectory {
  void operator()(DIR* open) const { ::closedir(open); }
};

}  // namespace

Result<std::string> admin_directory_path(const DatabaseOptions& options) {
  const std::string path = options.dbpath.empty() ? kDefault : options.dbpath;
  if (!path.starts_with('/')) {
    return refused_file("the package database's path must be absolute: " + path);
  }
  if (!options.root.starts_with('/')) {
    return refused_file("the root must be absolute: " + options.root);
  }
  return inside_root(lexically_normal(options.root), resolve_directory(options.root, path));
}

Done AdminDirectory::check_writers(const std::string& path, const struct stat& status) const {
  if (stand_in_) return done();
  const std::string who = who_else_writes(status);
  if (who.empty()) return done();
  return refused_file("the package database " + path + " is not used: " + who,
                      "dpkg's files belong to root alone");
}

Result<AdminDirectory> AdminDirectory::open(const DatabaseOptions& options) {
  Result<std::string> path = admin_directory_path(options);
  if (!path) return path.error();
  AdminDirectory opened;
  opened.path_ = std::move(*path);
  constexpr int kFlags = O_RDONLY | O_DIRECTORY;
  opened.directory_ = RootDirectory("/").open_without_link(opened.path_, kFlags);
  if (!opened.directory_ && errno == ENOENT) {
    return refused_file("there is no package database in " + opened.path_,
                        "--dbpath names another place");
  }
  struct stat status {};
  if (!opened.directory_ || ::fstat(opened.directory_.get(), &status) != 0) {
    return system_error("cannot read the package database in " + opened.path_,
                        ErrorCode::package_database);
  }
  opened.stand_in_ = stand_in_of(options.root);
  if (Done own = opened.check_writers(opened.path_, status); !own) return own.error();
  opened.info_.reset(
      ::openat(opened.directory_.get(), "info", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!opened.info_) {
    return refused_file("there is no package database in " + opened.path_ + ": " +
                        system_message(errno) + ": info");
  }
  if (opened.stand_in_) {
    opened.stand_in_->expect_below(opened.path_.substr(lexically_normal(options.root).size()));
  }
  return opened;
}

Result<std::optional<std::size_t>> AdminDirectory::fill(const std::string& name,
                                                        std::string& buffer,
                                                        struct stat& status) const {
  const bool info = name.starts_with(kInfo);
  const char* const entry = name.c_str() + (info ? std::string_view(kInfo).size() : 0);
  const Fd fd(::openat((info ? info_ : directory_).get(), entry,
                       O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!fd && errno == ENOENT) return std::optional<std::size_t>();
  const std::string path = path_ + "/" + name;
  if (!fd || ::fstat(fd.get(), &status) != 0) {
    return system_error("cannot read the package database " + path, ErrorCode::package_database);
  }
  const struct stat plain = status;
  if (stand_in_) stand_in_->correct(status);
  if (!S_ISREG(status.st_mode)) return refused_file(path + " is not a regular file");
  if (Done own = check_writers(path, status); !own) return own.error();
  if (const int failed = stand_in_ ? stand_in_->fill(plain) : 0; failed != 0) {
    errno = failed;
    return system_error("cannot read the package database " + path, ErrorCode::package_database);
  }
  if (status.st_size > kMostBytes) {
    return refused_file("cannot read the package database " + path + ": it is too large");
  }
  const auto length = read_whole(fd.get(), static_cast<std::size_t>(status.st_size), buffer);
  if (length) return length;
  return system_error("cannot read the package database " + path, ErrorCode::package_database);
}

Result<bool> AdminDirectory::read(const std::string& name, std::string& text,
                                  struct stat* status) const {
  struct stat seen {};
  const auto length = fill(name, text, seen);
  if (!length) return length.error();
  text.resize(length->value_or(0));
  if (status) *status = seen;
  return length->has_value();
}

Result<std::optional<std::string_view>> AdminDirectory::view(const std::string& name) const {
  struct stat seen {};
  const auto length = fill(name, buffer_, seen);
  if (!length) return length.error();
  if (!*length) return std::optional<std::string_view>();
  return std::optional(std::string_view(buffer_).substr(0, **length));
}

bool AdminDirectory::look_at(const std::string& name, struct stat& status) const {
  if (::fstatat(directory_.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
  if (stand_in_) stand_in_->correct(status);
  return true;
}

std::vector<std::string> AdminDirectory::names(const std::string& directory) const {
  std::vector<std::string> found;
  Fd fd(::openat(directory_.get(), directory.c_str(),
                 O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  const std::unique_ptr<DIR, CloseDirectory> open(fd ? ::fdopendir(fd.get()) : nullptr);
  if (!open) return found;
  static_cast<void>(fd.release());
  while (const dirent* entry = ::readdir(open.get())) found.emplace_back(entry->d_name);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace pkgmap::dpkg
