#include "engine/system/files/host_files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "engine/system/files/regular_file.hpp"
#include "engine/system/io.hpp"
#include "engine/system/text.hpp"

namespace pkgmap {
namespace {

FileReader::Answer refused(std::string error) {
  return {false, {}, std::move(error)};
}

FileReader::Answer read_all(int fd, std::size_t most) {
  auto bytes = read_to_end(fd, most);
  if (!bytes) return refused(system_message(errno));
  if (bytes->size() > most)
    return refused("is bigger than " + std::to_string(most >> 20U) + " MiB");
  return {true, *std::move(bytes), {}};
}

std::string beginning(int fd, std::size_t most) {
  std::string bytes(most, '\0');
  const ssize_t got = ::read(fd, bytes.data(), most);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

// glob(3) passes no context to the functions below. GlobScope sets the root for one call.
thread_local const RootDirectory* glob_root = nullptr;

class GlobScope {
 public:
  explicit GlobScope(const RootDirectory& root) { glob_root = &root; }
  ~GlobScope() { glob_root = nullptr; }
  GlobScope(const GlobScope&) = delete;
  GlobScope& operator=(const GlobScope&) = delete;
};

void* open_directory(const char* path) {
  Fd fd = glob_root->open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
  if (!fd) return nullptr;
  DIR* directory = ::fdopendir(fd.get());
  if (directory != nullptr) fd.release();
  return directory;
}

dirent* read_directory(void* directory) {
  return ::readdir(static_cast<DIR*>(directory));
}

void close_directory(void* directory) {
  ::closedir(static_cast<DIR*>(directory));
}

int link_status(const char* path, struct stat* into) {
  return glob_root->stat(path, false, *into);
}

int file_status(const char* path, struct stat* into) {
  return glob_root->stat(path, true, *into);
}

}  // namespace

FileReader::Answer HostFiles::read(const std::string& path) {
  return read_up_to(path, kBiggest);
}

FileReader::Answer HostFiles::read_up_to(const std::string& path, std::size_t most) const {
  const RegularFile file = open_regular(root_, path);
  if (!file) return refused(file.why());
  const std::string who = path == guarded_ ? who_else_writes(file.status) : std::string();
  if (!who.empty()) return refused(who + ", and monit refuses such a file, too");
  return read_all(file.fd.get(), most);
}

std::string HostFiles::beginning_of(const std::string& path, std::size_t most) const {
  const RegularFile file = open_regular(root_, path);
  return file ? beginning(file.fd.get(), most) : std::string();
}

std::vector<std::string> HostFiles::names_in(const std::string& directory) const {
  std::vector<std::string> names;
  Fd fd = root_.open(directory, O_RDONLY | O_DIRECTORY | O_NONBLOCK);
  const std::unique_ptr<DIR, int (*)(DIR*)> open(fd ? ::fdopendir(fd.get()) : nullptr, ::closedir);
  if (!open) return names;
  fd.release();
  while (const dirent* entry = ::readdir(open.get())) {
    const std::string name = &entry->d_name[0];
    if (name != "." && name != "..") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> HostFiles::glob(const std::string& pattern) {
  std::vector<std::string> paths;
  if (!pattern.starts_with('/') || pattern.find('\0') != std::string::npos) return paths;
  const GlobScope scope(root_);
  glob_t found{};
  found.gl_opendir = open_directory;
  found.gl_readdir = read_directory;
  found.gl_closedir = close_directory;
  found.gl_lstat = link_status;
  found.gl_stat = file_status;
  if (::glob(pattern.c_str(), GLOB_MARK | GLOB_ALTDIRFUNC, nullptr, &found) == 0) {
    paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  ::globfree(&found);
  return paths;
}

}  // namespace pkgmap
