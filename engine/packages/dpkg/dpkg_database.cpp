#include "engine/packages/dpkg/dpkg_database.hpp"

#include <fnmatch.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/packages/dpkg/dpkg_label.hpp"
#include "engine/packages/label.hpp"
#include "engine/packages/lock_holder.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/process/libexec.hpp"

namespace pkgmap::dpkg {
namespace {

constexpr const char* kLockFiles[] = {"/lock-frontend", "/lock"};

Error no_longer_installed(const AdminDirectory& directory, const PackageRecord& package) {
  return Error{ErrorCode::package_database,
               "cannot read the package database " + directory.path() + ": " +
                   package.nevra.text() + " is no longer installed",
               {}};
}

bool earlier(const PackageRecord& left, const PackageRecord& right) {
  return left.nevra.text() < right.nevra.text();
}

std::string identity_of(const struct stat& status) {
  return std::to_string(status.st_ino) + "-" + std::to_string(status.st_size) + "-" +
         std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec);
}

bool takes_file(const FileFilter& filter, std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (filter.names.contains(path.substr(slash + 1))) return true;
  if (filter.directories.empty() || slash == std::string_view::npos) return false;
  const std::string_view directory = path.substr(0, slash);
  return filter.directories.contains(directory.substr(directory.rfind('/') + 1));
}

}  // namespace

DpkgDatabase::DpkgDatabase(AdminDirectory directory, Status status, Layout layout,
                           const DatabaseOptions& options)
    : directory_(std::move(directory)),
      status_(std::move(status)),
      layout_(std::move(layout)),
      root_(options.root),
      paths_(options.root),
      require_signature_(options.require_signature),
      debs_(
          (options.libexec.empty() ? libexec_directory() : options.libexec) + "/monit-pkgmap-debs",
          "a Debian package") {
}

// dpkg writes the list of a package whenever it unpacks the package.
PackageRecord DpkgDatabase::record_of(const StatusPackage& package) const {
  PackageRecord record = package.record;
  struct stat list {};
  if (directory_.look_at("info/" + package.info + ".list", list)) {
    record.installed_at = list.st_mtim.tv_sec;
  }
  return record;
}

template <class Predicate>
std::vector<PackageRecord> DpkgDatabase::records(Predicate is_meant) const {
  std::vector<PackageRecord> found;
  for (const StatusPackage& package : status_.packages()) {
    if (is_meant(package)) found.push_back(record_of(package));
  }
  std::sort(found.begin(), found.end(), earlier);
  return found;
}

Result<std::vector<PackageRecord>> DpkgDatabase::by_name(const std::string& name) {
  std::vector<PackageRecord> found;
  for (const StatusPackage* package : status_.by_name(name)) found.push_back(record_of(*package));
  std::sort(found.begin(), found.end(), earlier);
  return found;
}

Result<std::vector<PackageRecord>> DpkgDatabase::matching(const std::string& label) {
  const Label asked = label_of(label);
  auto found = records([&](const StatusPackage& package) {
    return package.record.nevra.name == asked.name && fits(asked, package.record.nevra);
  });
  if (found.empty() && is_glob(asked.name)) {
    found = records([&](const StatusPackage& package) {
      return ::fnmatch(asked.name.c_str(), package.record.nevra.name.c_str(), 0) == 0 &&
             fits(asked, package.record.nevra);
    });
  }
  if (!found.empty()) return found;
  return records([&](const StatusPackage& package) {
    const auto provided = provides_in(package.provides);
    return !package.record.configuration_only &&
           std::find(provided.begin(), provided.end(), label) != provided.end();
  });
}

Result<std::optional<PackageRecord>> DpkgDatabase::by_instance(std::uint32_t instance) {
  const StatusPackage* package = status_.by_instance(instance);
  if (!package) return std::optional<PackageRecord>();
  return std::optional<PackageRecord>(record_of(*package));
}

Result<PackageFiles*> DpkgDatabase::files_of(const StatusPackage& package) {
  std::unique_ptr<PackageFiles>& known = files_[package.record.instance];
  if (!known) {
    std::string list;
    const auto read = directory_.read("info/" + package.info + ".list", list);
    if (!read) return read.error();
    known = std::make_unique<PackageFiles>(directory_, layout_, root_, package, std::move(list));
  }
  return known.get();
}

Result<std::vector<FileEntry>> DpkgDatabase::files(const PackageRecord& package,
                                                   const FileFilter* only) {
  const StatusPackage* known = status_.by_instance(package.instance);
  if (!known || !(known->record.nevra == package.nevra)) {
    return no_longer_installed(directory_, package);
  }
  const auto list = files_of(*known);
  if (!list) return list.error();
  std::vector<FileEntry> entries;
  std::optional<Error> trouble;
  for_each_line((*list)->list(), [&](std::string_view line) {
    const auto place = [&] {
      return layout_.place_of(known->record.nevra.name, std::string(line));
    };
    if (trouble || (only && !takes_file(*only, line) && !takes_file(*only, place()))) return;
    auto entry = (*list)->entry(line);
    if (!entry) {
      trouble = entry.error();
    } else if (!only || takes_file(*only, entry->path)) {
      entries.push_back(std::move(*entry));
    }
  });
  if (trouble) return *trouble;
  return entries;
}

Result<const ListIndex*> DpkgDatabase::index() {
  if (!index_) {
    Result<ListIndex> read = ListIndex::read(directory_, status_);
    if (!read) return read.error();
    index_ = std::move(*read);
  }
  return &*index_;
}

// A file lies where a list says, unless it is diverted, or where a diversion leads.
void DpkgDatabase::add_spellings(std::size_t number, const std::string& path,
                                 std::vector<Spelling>& spellings) {
  for (std::string& spelling : layout_.spellings(path)) {
    const Diversion* diversion = layout_.diversion_of(spelling);
    spellings.push_back({number, std::move(spelling), diversion, false});
  }
  for (const Diversion* diversion : layout_.diversions_to(path)) {
    for (std::string& from : layout_.spellings(diversion->from)) {
      spellings.push_back({number, std::move(from), diversion, true});
    }
  }
}

Done DpkgDatabase::look_up(const std::vector<Spelling>& spellings,
                           std::vector<std::vector<Listed>>& found) {
  std::vector<std::vector<std::uint32_t>> packages;
  if (!has_asked_) {
    has_asked_ = true;
    std::vector<std::string> paths;
    for (const Spelling& spelling : spellings) paths.push_back(spelling.path);
    auto listing = packages_listing(directory_, status_, paths);
    if (!listing) return listing.error();
    packages = std::move(*listing);
  } else {
    const auto lists = index();
    if (!lists) return lists.error();
    for (const Spelling& spelling : spellings) {
      packages.push_back((*lists)->packages_with(spelling.path));
    }
  }
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    const Spelling& spelling = spellings[i];
    for (const std::uint32_t package : packages[i]) {
      const std::string& name = status_.packages()[package].record.nevra.name;
      const Diversion* diversion = spelling.diversion;
      if (diversion && (diversion->package != name) != spelling.diverted) continue;
      found[spelling.asked].push_back({package, spelling.path});
    }
  }
  return done();
}

// Directories are resolved only for a path that no list has as it is, or by another spelling.
Result<std::vector<std::vector<DpkgDatabase::Listed>>> DpkgDatabase::listed_at(
    const std::vector<std::string>& paths) {
  std::vector<std::vector<Listed>> found(paths.size());
  std::vector<Spelling> spellings;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    add_spellings(i, lexically_normal(paths[i]), spellings);
  }
  if (Done looked = look_up(spellings, found); !looked) return looked.error();
  spellings.clear();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!found[i].empty()) continue;
    const std::string clean = lexically_normal(paths[i]);
    const std::string resolved = paths_.as_owned(clean);
    if (layout_.common(resolved) != layout_.common(clean)) add_spellings(i, resolved, spellings);
  }
  if (!spellings.empty()) {
    if (Done looked = look_up(spellings, found); !looked) return looked.error();
  }
  for (std::vector<Listed>& one : found) {
    const auto before = [](const Listed& left, const Listed& right) {
      return left.package < right.package;
    };
    const auto same = [](const Listed& left, const Listed& right) {
      return left.package == right.package;
    };
    std::stable_sort(one.begin(), one.end(), before);
    one.erase(std::unique(one.begin(), one.end(), same), one.end());
  }
  return found;
}

Result<std::vector<PackageDatabase::Owned>> DpkgDatabase::owners(const std::string& path) {
  const auto found = listed_at({path});
  if (!found) return found.error();
  std::vector<Owned> owners;
  for (const Listed& listed : found->front()) {
    const StatusPackage& package = status_.packages()[listed.package];
    const auto list = files_of(package);
    if (!list) return list.error();
    auto entry = (*list)->entry(listed.path);
    if (!entry) return entry.error();
    owners.push_back({record_of(package), std::move(*entry)});
  }
  return owners;
}

Result<std::vector<std::vector<PackageDatabase::Owned>>> DpkgDatabase::owners_of(
    const std::vector<std::string>& paths) {
  std::vector<std::vector<Owned>> all(paths.size());
  if (paths.empty()) return all;
  const auto found = listed_at(paths);
  if (!found) return found.error();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    all[i].reserve((*found)[i].size());
    for (const Listed& listed : (*found)[i]) {
      const StatusPackage& package = status_.packages()[listed.package];
      FileEntry file;
      file.path = layout_.place_of(package.record.nevra.name, listed.path);
      file.permissions_known = false;
      file.size_known = false;
      all[i].push_back({package.record, std::move(file)});
    }
  }
  return all;
}

Result<std::vector<std::string>> DpkgDatabase::names() {
  std::set<std::string> names;
  for (const StatusPackage& package : status_.packages()) {
    if (!package.record.configuration_only) names.insert(package.record.nevra.name);
  }
  return std::vector<std::string>(names.begin(), names.end());
}

Result<std::vector<PackageRecord>> DpkgDatabase::installed() {
  return records([](const StatusPackage& package) { return !package.record.configuration_only; });
}

// dpkg replaces `status` by a new file, and makes and removes files in `updates` before that.
std::string DpkgDatabase::cookie() {
  std::string cookie;
  for (const char* name : {"status", "updates"}) {
    struct stat status {};
    if (directory_.look_at(name, status)) cookie += "/" + identity_of(status);
  }
  return cookie;
}

bool DpkgDatabase::in_transaction() {
  return std::any_of(std::begin(kLockFiles), std::end(kLockFiles), [&](const char* file) {
    return lock_holder(directory_.path() + file).has_value();
  });
}

Result<PackageDatabase::PackageFile> DpkgDatabase::read_package_file(const std::string& path,
                                                                     const FileFilter* only) {
  auto package = debs_.read(path, only);
  if (!package) return package;
  for (FileEntry& file : package->files) {
    file.path = layout_.place_of(package->package.nevra.name, file.path);
    if (const Override* override = layout_.override_of(file.path)) set_override(*override, file);
  }
  return package;
}

Result<std::vector<PackageRecord>> DpkgDatabase::obsoleted_by(const std::string&) {
  return std::vector<PackageRecord>();
}

Result<std::vector<PackageDatabase::PackageFile>> DpkgDatabase::packages_with(
    const FileFilter& filter, const Wanted& wanted) {
  const auto lists = index();
  if (!lists) return lists.error();
  std::vector<PackageFile> packages;
  std::optional<Error> trouble;
  for (std::size_t i = 0; i < status_.packages().size(); ++i) {
    const StatusPackage& package = status_.packages()[i];
    PackageFile found{record_of(package), {}, {}};
    for_each_line((*lists)->list(i), [&](std::string_view line) {
      if (trouble || !takes_file(filter, line)) return;
      const std::string place = layout_.place_of(package.record.nevra.name, std::string(line));
      const std::string directory = place == "/" ? "" : directory_of(place);
      if (!takes_file(filter, place) || !wanted(directory, base_name_of(place))) return;
      const auto files = files_of(package);
      auto entry = files ? (*files)->entry(line) : Result<FileEntry>(files.error());
      if (entry) {
        found.files.push_back(std::move(*entry));
      } else {
        trouble = entry.error();
      }
    });
    if (!found.files.empty()) packages.push_back(std::move(found));
  }
  if (trouble) return *trouble;
  std::sort(packages.begin(), packages.end(),
            [](const PackageFile& left, const PackageFile& right) {
              return earlier(left.package, right.package);
            });
  return packages;
}

Result<Signature> DpkgDatabase::signature(const PackageRecord& package) {
  if (!status_.by_instance(package.instance)) return no_longer_installed(directory_, package);
  return Signature::md5sums;
}

Result<std::unique_ptr<PackageDatabase>> open_database(const DatabaseOptions& options) {
  Result<AdminDirectory> directory = AdminDirectory::open(options);
  if (!directory) return directory.error();
  Result<Status> status = Status::read(*directory);
  if (!status) return status.error();
  Result<Layout> layout = Layout::read(*directory, options.root);
  if (!layout) return layout.error();
  return std::unique_ptr<PackageDatabase>(std::make_unique<DpkgDatabase>(
      std::move(*directory), std::move(*status), std::move(*layout), options));
}

bool has_files_of_dpkg(const DatabaseOptions& options) {
  const Result<AdminDirectory> directory = AdminDirectory::open(options);
  struct stat status {};
  return directory && directory->look_at("status", status) && S_ISREG(status.st_mode);
}

bool installed_the_host(const DatabaseOptions& options) {
  constexpr std::string_view kProgram = "/usr/bin/dpkg";
  const Result<AdminDirectory> directory = AdminDirectory::open(options);
  if (!directory) return false;
  const Result<Status> status = Status::read(*directory);
  if (!status) return false;
  for (const StatusPackage* package : status->by_name("dpkg")) {
    std::string list;
    const auto read = directory->read("info/" + package->info + ".list", list);
    bool owns = false;
    for_each_line(list, [&](std::string_view line) { owns = owns || line == kProgram; });
    if (read && owns && !package->record.configuration_only) return true;
  }
  return false;
}

std::vector<std::string> lock_files(const DatabaseOptions& options) {
  const auto directory = admin_directory_path(options);
  std::vector<std::string> files;
  if (!directory) return files;
  for (const char* file : kLockFiles) files.push_back(*directory + file);
  return files;
}

}  // namespace pkgmap::dpkg
