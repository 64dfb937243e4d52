#include "engine/debs/deb_file.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/debs/deb_archive.hpp"
#include "engine/packages/digest.hpp"
#include "engine/packages/dpkg/sums.hpp"
#include "engine/packages/header_protocol.hpp"
#include "parsers/deb822/deb822.hpp"

namespace pkgmap::debs {
namespace {

using PackageFile = PackageDatabase::PackageFile;

constexpr std::size_t kLongestControlFile = std::size_t{32} << 20U;

Error refused_deb(std::string why) {
  return Error{ErrorCode::failed, std::move(why), {}};
}

/// The files of control.tar that count.
struct Control {
  std::string control;
  std::string md5sums;
  std::string conffiles;
  std::string postinst;
};

Done take_text(const TarEntry& entry, std::string& text) {
  const void* bytes = nullptr;
  while (const std::int64_t length = entry.contents(bytes)) {
    if (length < 0) return refused_deb("is damaged: its control file is cut off");
    if (text.size() + static_cast<std::size_t>(length) > kLongestControlFile) {
      return refused_deb("is damaged: its control files are too long");
    }
    text.append(static_cast<const char*>(bytes), static_cast<std::size_t>(length));
  }
  return done();
}

Result<Control> read_control_files(DebArchive& deb) {
  Control files;
  const std::map<std::string, std::string*> wanted = {{"/control", &files.control},
                                                      {"/md5sums", &files.md5sums},
                                                      {"/conffiles", &files.conffiles},
                                                      {"/postinst", &files.postinst}};
  const Done read = deb.read_control([&](const TarEntry& entry) {
    const auto file = wanted.find(entry.path);
    if (file == wanted.end() || !S_ISREG(entry.mode) || !file->second->empty()) return done();
    return take_text(entry, *file->second);
  });
  if (!read) return read.error();
  return files;
}

Result<PackageRecord> record_in(const std::string& control) {
  deb822::Reader reader(control);
  const auto paragraph = reader.next();
  if (!paragraph) return refused_deb("is damaged: its control file has no fields");
  PackageRecord record;
  record.nevra =
      rules::debian_package(std::string(paragraph->value("Package")), paragraph->value("Version"),
                            std::string(paragraph->value("Architecture")));
  if (record.nevra.name.empty()) return refused_deb("is damaged: it has no name");
  return record;
}

Done digest_content(const TarEntry& entry, FileEntry& file) {
  auto digest = RunningDigest::start(Algorithm::md5);
  if (!digest) return done();  // The system forbids MD5: the sum stays unknown.
  const void* bytes = nullptr;
  while (const std::int64_t length = entry.contents(bytes)) {
    if (length < 0) return refused_deb("is damaged: a file is cut off");
    digest->update(bytes, static_cast<std::size_t>(length));
  }
  file.digest = {Algorithm::md5, digest->finish()};
  return done();
}

// Lines of paths; with dpkg's flag "remove-on-upgrade" the package ships no file.
std::set<std::string, std::less<>> conffiles_of(const std::string& text) {
  std::set<std::string, std::less<>> paths;
  for (const std::string_view line : deb822::lines_of(text)) {
    if (line.starts_with('/')) paths.emplace(line);
  }
  return paths;
}

/// Collects the files of one package.
class Files {
 public:
  explicit Files(const Control& control)
      : sums_(dpkg::sums_in(control.md5sums)), conffiles_(conffiles_of(control.conffiles)) {}

  std::vector<FileEntry> named_by(const FileFilter& filter) const {
    std::vector<FileEntry> found;
    const auto add = [&](const std::string& path) {
      FileEntry file;
      file.path = path;
      file.mode = S_IFREG;
      file.permissions_known = false;
      file.size_known = false;
      note(file);
      if (filter.takes(path)) found.push_back(std::move(file));
    };
    for (const auto& [path, sum] : sums_) add("/" + std::string(path));
    for (const std::string& path : conffiles_) {
      if (!sums_.contains(std::string_view(path).substr(1))) add(path);
    }
    std::sort(found.begin(), found.end(),
              [](const auto& left, const auto& right) { return left.path < right.path; });
    return found;
  }

  Done take(const TarEntry& entry) {
    if (files_.size() == headers::kMostFiles)
      return refused_deb("is damaged: it has too many files");
    FileEntry file;
    if (!entry.same_as.empty()) {
      const auto first = by_path_.find(entry.same_as);
      if (first == by_path_.end()) {
        return refused_deb("is damaged: a hard link leads to no file of the package");
      }
      file = files_[first->second];
    } else {
      file.mode = entry.mode;
      file.user = entry.user;
      file.group = entry.group;
      file.size = S_ISREG(entry.mode) ? entry.size : 0;
      file.modified = entry.modified;
      file.link_target = entry.link_target;
    }
    file.path = entry.path;
    if (S_ISREG(file.mode)) note(file);
    // A conffile has no sum in the package, and some packages have no sums at all.
    const bool unsummed = S_ISREG(file.mode) && (file.config || sums_.empty());
    if (unsummed && !file.digest.known() && entry.same_as.empty()) {
      if (Done read = digest_content(entry, file); !read) return read;
    }
    by_path_.emplace(file.path, files_.size());
    files_.push_back(std::move(file));
    return done();
  }

  std::vector<FileEntry> take_files() { return std::move(files_); }

 private:
  void note(FileEntry& file) const {
    if (const auto sum = sums_.find(std::string_view(file.path).substr(1)); sum != sums_.end()) {
      file.digest = {Algorithm::md5, std::string(sum->second)};
    }
    file.config = conffiles_.contains(file.path);
    file.noreplace = file.config;
  }

  std::unordered_map<std::string_view, std::string_view> sums_;
  std::set<std::string, std::less<>> conffiles_;
  std::vector<FileEntry> files_;
  std::unordered_map<std::string, std::size_t> by_path_;
};

}  // namespace

Result<PackageFile> read_deb(int fd, const FileFilter* only) {
  DebArchive deb(fd);
  const auto control = read_control_files(deb);
  if (!control) return control.error();
  const auto record = record_in(control->control);
  if (!record) return record.error();
  PackageFile package{*record, {}, {}, alternatives::offers_in(control->postinst)};
  Files files(*control);
  if (only) {
    if (!only->empty()) package.files = files.named_by(*only);
    return package;
  }
  const Done read = deb.read_data([&](const TarEntry& entry) { return files.take(entry); });
  if (!read) return read.error();
  package.files = files.take_files();
  return package;
}

}  // namespace pkgmap::debs
