#include "engine/packages/dpkg/package_files.hpp"

#include <sys/stat.h>

#include <algorithm>

#include "engine/packages/dpkg/list_index.hpp"
#include "engine/packages/dpkg/sums.hpp"

namespace pkgmap::dpkg {
namespace {

Digest md5_digest(std::string_view sum) {
  return sum.empty() ? Digest{} : Digest{Algorithm::md5, std::string(sum)};
}

}  // namespace

void set_override(const Override& override, FileEntry& file) {
  file.permissions_known = true;
  file.mode = (file.mode & S_IFMT) | override.mode;
  file.user = override.user;
  file.group = override.group;
}

Done PackageFiles::read_sums() {
  if (has_sums_) return done();
  const auto there = from_.directory.read("info/" + package_.info + ".md5sums", text_);
  if (!there) return there.error();
  sums_ = sums_in(text_);
  for (Conffile& conffile : conffiles_in(package_.conffiles)) {
    std::string path = conffile.path;
    conffiles_.insert_or_assign(std::move(path), std::move(conffile));
  }
  has_sums_ = true;
  return done();
}

// Fills a set of all directories at the first question.
bool PackageFiles::has_files_below(std::string_view listed) {
  if (!has_directories_) {
    has_directories_ = true;
    for_each_line(list_, [&](std::string_view line) {
      const std::size_t slash = line.rfind('/');
      if (slash != std::string_view::npos && line.size() > 1) {
        directories_.insert(line.substr(0, std::max<std::size_t>(slash, 1)));
      }
    });
  }
  return directories_.contains(listed);
}

std::uint32_t PackageFiles::type_of(const FileEntry& file, std::string_view listed) {
  if (file.digest.known() || file.config) return S_IFREG;
  if (has_files_below(listed)) return S_IFDIR;
  struct stat status {};
  if (from_.root.stat(file.path, false, status) != 0) return 0;
  return S_ISDIR(status.st_mode) || S_ISLNK(status.st_mode) ? status.st_mode & S_IFMT : 0;
}

FileEntry PackageFiles::entry_without_sums(std::string_view listed) {
  return completed(placed(listed), listed);
}

FileEntry PackageFiles::placed(std::string_view listed) const {
  FileEntry file;
  file.path = place_of(listed);
  file.permissions_known = false;
  file.size_known = false;
  return file;
}

// Adds the type, which follows from what is known of the file by now, and the override.
FileEntry PackageFiles::completed(FileEntry file, std::string_view listed) {
  file.mode = type_of(file, listed);
  if (const Override* override = from_.layout.override_of(file.path)) set_override(*override, file);
  return file;
}

Result<FileEntry> PackageFiles::entry(std::string_view listed) {
  if (Done read = read_sums(); !read) return read.error();
  FileEntry file = placed(listed);
  const std::string_view made = from_.ucf.sum_of(listed);
  const auto conffile = conffiles_.find(listed);
  // A newer version of the package may have given a conffile to ucf.
  const bool given_away = conffile != conffiles_.end() && conffile->second.obsolete;
  if (conffile != conffiles_.end() && !(given_away && !made.empty())) {
    file.config = true;
    file.noreplace = true;
    if (!given_away) file.digest = md5_digest(conffile->second.md5);
  } else if (const auto sum = sums_.find(listed.substr(1)); sum != sums_.end()) {
    file.digest = md5_digest(sum->second);
  } else if (!made.empty()) {
    file.config = true;
    file.noreplace = true;
    file.digest = md5_digest(made);
    file.known_by = "ucf";
  }
  return completed(std::move(file), listed);
}

}  // namespace pkgmap::dpkg
