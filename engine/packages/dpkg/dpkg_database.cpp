#include "engine/packages/dpkg/dpkg_database.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/packages/dpkg/host_of_dpkg.hpp"
#include "engine/packages/dpkg/triggers.hpp"
#include "engine/packages/dpkg_label.hpp"
#include "engine/packages/label.hpp"
#include "engine/packages/lock_holder.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap::dpkg {
namespace {

constexpr int kMostAnswers = 5;

Error no_longer_installed(const AdminDirectory& directory, const PackageRecord& package) {
  return Error{ErrorCode::package_database,
               "cannot read the package database " + directory.path() + ": " +
                   package.nevra.text() + " is no longer installed",
               {}};
}

bool earlier(const PackageRecord& left, const PackageRecord& right) {
  return left.nevra.text() < right.nevra.text();
}

bool is_installed(const StatusPackage& package) {
  return !package.record.configuration_only;
}

/// Returns the filter for the paths as packages list them: it also chooses a path that a diversion
/// moves to a place that `filter` chooses.
FileFilter before_diversions(FileFilter filter, const Layout& layout) {
  BaseNames moved;
  for (const Diversion& diversion : layout.diversions()) {
    if (filter.takes(diversion.to)) moved.insert(std::string(base_name_of(diversion.from)));
  }
  filter.names.merge(moved);
  return filter;
}

/// Calls `take` with the entry of each file of a package that matches `only`.
template <class Take>
Done for_each_file(PackageFiles& files, const FileFilter* only, Take take) {
  std::optional<Error> trouble;
  for_each_line(files.list(), [&](std::string_view line) {
    if (trouble || (only && !only->takes(line) && !only->takes(files.place_of(line)))) return;
    auto entry = files.entry(line);
    if (!entry) {
      trouble = entry.error();
    } else if (!only || only->takes(entry->path)) {
      take(std::move(*entry));
    }
  });
  return trouble ? Done(*trouble) : done();
}

}  // namespace

DpkgDatabase::DpkgDatabase(AdminDirectory directory, const DatabaseOptions& options)
    : directory_(std::move(directory)),
      root_(options.root),
      paths_(options.root),
      require_signature_(options.require_signature),
      debs_(options.reader) {
}

Result<Snapshot*> DpkgDatabase::now() {
  if (!snapshot_ || !snapshot_->is_current()) {
    auto read = Snapshot::read(directory_, root_, paths_);
    if (!read) return read.error();
    snapshot_ = std::move(*read);
  }
  return snapshot_.get();
}

// Lists and sums are read when a question needs them. If dpkg wrote meanwhile, the answer may be of
// two versions of a package.
template <class Question>
auto DpkgDatabase::ask(Question question) -> decltype(question(*now().value())) {
  for (int answers = 1;; ++answers) {
    const auto state = now();
    if (!state) return state.error();
    auto answer = question(**state);
    if (answers == kMostAnswers || (*state)->is_unchanged()) return answer;
  }
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
std::vector<PackageRecord> DpkgDatabase::records(const Snapshot& state, Predicate is_meant) const {
  std::vector<PackageRecord> found;
  for (const StatusPackage& package : state.status().packages()) {
    if (is_meant(package)) found.push_back(record_of(package));
  }
  std::sort(found.begin(), found.end(), earlier);
  return found;
}

Result<std::vector<PackageRecord>> DpkgDatabase::by_name(const std::string& name) {
  return ask([&](const Snapshot& state) -> Result<std::vector<PackageRecord>> {
    return records(state, [&](const auto& package) { return package.record.nevra.name == name; });
  });
}

std::vector<PackageRecord> DpkgDatabase::matching(const Snapshot& state,
                                                  const std::string& label) const {
  const Label asked = label_of(label);
  auto found = records(
      state, [&](const StatusPackage& package) { return means(asked, package.record.nevra); });
  if (found.empty() && is_glob(asked.name)) {
    found = records(state, [&](const StatusPackage& package) {
      return means_as_pattern(asked, package.record.nevra);
    });
  }
  if (!found.empty()) return found;
  return records(state, [&](const StatusPackage& package) {
    const auto provided = provides_in(package.provides);
    return is_installed(package) &&
           std::find(provided.begin(), provided.end(), label) != provided.end();
  });
}

Result<std::vector<PackageRecord>> DpkgDatabase::matching(const std::string& label) {
  return ask([&](const Snapshot& state) -> Result<std::vector<PackageRecord>> {
    return matching(state, label);
  });
}

Result<std::optional<PackageRecord>> DpkgDatabase::by_instance(std::uint32_t instance) {
  return ask([&](const Snapshot& state) -> Result<std::optional<PackageRecord>> {
    const StatusPackage* package = state.status().by_instance(instance);
    return package ? std::optional(record_of(*package)) : std::nullopt;
  });
}

Result<std::vector<FileEntry>> DpkgDatabase::files(Snapshot& state, const PackageRecord& package,
                                                   const FileFilter* only) const {
  const StatusPackage* known = state.status().by_instance(package.instance);
  if (!known || !(known->record.nevra == package.nevra)) {
    return no_longer_installed(directory_, package);
  }
  const auto list = state.files_of(*known);
  if (!list) return list.error();
  std::vector<FileEntry> entries;
  const Done read =
      for_each_file(**list, only, [&](FileEntry entry) { entries.push_back(std::move(entry)); });
  if (!read) return read.error();
  return entries;
}

Result<std::vector<FileEntry>> DpkgDatabase::files(const PackageRecord& package,
                                                   const FileFilter* only) {
  return ask([&](Snapshot& state) { return files(state, package, only); });
}

Result<bool> DpkgDatabase::removal_runs(const PackageRecord& package, std::string_view word) {
  return ask([&](const Snapshot& state) -> Result<bool> {
    const StatusPackage* known = state.status().by_instance(package.instance);
    if (!known) return false;
    for (const char* script : {".prerm", ".postrm"}) {
      const auto text = directory_.view("info/" + known->info + script);
      if (!text) return text.error();
      if (*text && (*text)->find(word) != std::string_view::npos) return true;
    }
    return false;
  });
}

Result<std::vector<PackageDatabase::Owned>> DpkgDatabase::owners(Snapshot& state,
                                                                 const std::string& path) const {
  const auto found = state.owners().listed_at({path});
  if (!found) return found.error();
  std::vector<Owned> owners;
  for (const Listed& listed : found->front()) {
    const StatusPackage& package = state.status().packages()[listed.package];
    const auto list = state.files_of(package);
    if (!list) return list.error();
    auto entry = (*list)->entry(listed.path);
    if (!entry) return entry.error();
    owners.push_back({record_of(package), std::move(*entry)});
  }
  return owners;
}

Result<std::vector<PackageDatabase::Owned>> DpkgDatabase::owners(const std::string& path) {
  return ask([&](Snapshot& state) { return owners(state, path); });
}

Result<std::vector<std::vector<PackageDatabase::Owned>>> DpkgDatabase::owners_of(
    const std::vector<std::string>& paths) {
  using Answer = Result<std::vector<std::vector<Owned>>>;
  if (paths.empty()) return std::vector<std::vector<Owned>>();
  return ask([&](Snapshot& state) -> Answer {
    const auto found = state.owners().listed_at(paths);
    if (!found) return found.error();
    std::vector<std::vector<Owned>> all(paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
      all[i].reserve((*found)[i].size());
      for (const Listed& listed : (*found)[i]) {
        const StatusPackage& package = state.status().packages()[listed.package];
        const auto list = state.files_of(package);
        if (!list) return list.error();
        all[i].push_back({record_of(package), (*list)->entry_without_sums(listed.path)});
      }
    }
    return all;
  });
}

Result<std::vector<std::string>> DpkgDatabase::names() {
  return ask([](const Snapshot& state) -> Result<std::vector<std::string>> {
    std::set<std::string> names;
    for (const StatusPackage& package : state.status().packages()) {
      if (is_installed(package)) names.insert(package.record.nevra.name);
    }
    return std::vector<std::string>(names.begin(), names.end());
  });
}

Result<std::vector<PackageRecord>> DpkgDatabase::installed() {
  return ask([&](const Snapshot& state) -> Result<std::vector<PackageRecord>> {
    return records(state, is_installed);
  });
}

std::string DpkgDatabase::cookie() {
  return written_by_dpkg(directory_, root_).packages;
}

bool DpkgDatabase::in_transaction() {
  return std::any_of(std::begin(kLockFiles), std::end(kLockFiles), [&](const char* file) {
    return lock_holder(directory_.path() + file).has_value();
  });
}

Result<PackageDatabase::PackageFile> DpkgDatabase::read_package_file(const std::string& path,
                                                                     const FileFilter* only) {
  const auto state = now();
  if (!state) return state.error();
  const Layout& layout = (*state)->layout();
  FileFilter filter;
  if (only) filter = before_diversions(*only, layout);
  auto package = debs_->read(path, only ? &filter : nullptr);
  if (!package) return package;
  for (FileEntry& file : package->files) {
    file.path = layout.place_of(package->package.nevra.name, file.path);
    if (const Override* override = layout.override_of(file.path)) set_override(*override, file);
  }
  std::erase_if(package->files,
                [&](const FileEntry& file) { return only && !only->takes(file.path); });
  return package;
}

Result<std::vector<PackageRecord>> DpkgDatabase::obsoleted_by(const std::string&) {
  return std::vector<PackageRecord>();
}

// The new version of a package mostly has the triggers of the old one, and further files.
Result<std::vector<PackageRecord>> DpkgDatabase::triggered_by(
    const std::vector<PackageRecord>& installed, const std::vector<std::string>& package_files) {
  const auto triggers = Triggers::read(directory_);
  if (!triggers) return triggers.error();
  std::set<std::string> names;
  if (triggers->empty()) return std::vector<PackageRecord>();
  const FileFilter filter = triggers->filter();
  for (const std::string& path : package_files) {
    const auto package = read_package_file(path, &filter);
    if (!package) continue;
    for (const FileEntry& file : package->files) triggers->add_interested_in(file.path, names);
  }
  return ask([&](Snapshot& state) -> Result<std::vector<PackageRecord>> {
    for (const PackageRecord& record : installed) {
      const StatusPackage* package = state.status().by_instance(record.instance);
      if (!package) continue;
      const auto files = state.files_of(*package);
      if (!files) return files.error();
      for_each_line((*files)->list(), [&](auto line) { triggers->add_interested_in(line, names); });
      std::string activated;
      const auto read = directory_.read("info/" + package->info + ".triggers", activated);
      if (!read) return read.error();
      triggers->add_activated_by(activated, names);
    }
    return records(state, [&](const StatusPackage& package) {
      const rules::Nevra& nevra = package.record.nevra;
      return is_installed(package) &&
             (names.contains(nevra.name) || names.contains(nevra.name + ":" + nevra.arch));
    });
  });
}

Result<std::vector<PackageDatabase::PackageFile>> DpkgDatabase::packages_with(
    Snapshot& state, const FileFilter& filter, const Wanted& wanted) const {
  const auto lists = state.owners().index();
  if (!lists) return lists.error();
  const FileFilter listed = before_diversions(filter, state.layout());
  std::vector<PackageFile> packages;
  for (std::size_t i = 0; i < state.status().packages().size(); ++i) {
    const StatusPackage& package = state.status().packages()[i];
    std::vector<std::string_view> lines;
    for_each_line((*lists)->list(i), [&](std::string_view line) {
      if (!listed.takes(line)) return;
      const std::string place =
          state.layout().place_of(package.record.nevra.name, std::string(line));
      const std::string directory = place == "/" ? "" : directory_of(place);
      if (filter.takes(place) && wanted(directory, base_name_of(place))) lines.push_back(line);
    });
    if (lines.empty()) continue;
    const auto files = state.files_of(package);
    if (!files) return files.error();
    PackageFile found{record_of(package), {}, {}};
    for (const std::string_view line : lines) {
      auto entry = (*files)->entry(line);
      if (!entry) return entry.error();
      found.files.push_back(std::move(*entry));
    }
    packages.push_back(std::move(found));
  }
  std::sort(packages.begin(), packages.end(),
            [](const PackageFile& left, const PackageFile& right) {
              return earlier(left.package, right.package);
            });
  return packages;
}

Result<std::vector<PackageDatabase::PackageFile>> DpkgDatabase::packages_with(
    const FileFilter& filter, const Wanted& wanted) {
  return ask([&](Snapshot& state) { return packages_with(state, filter, wanted); });
}

Result<Signature> DpkgDatabase::signature(const PackageRecord& package) {
  return ask([&](const Snapshot& state) -> Result<Signature> {
    if (!state.status().by_instance(package.instance)) {
      return no_longer_installed(directory_, package);
    }
    return Signature::md5sums;
  });
}

Result<std::unique_ptr<PackageDatabase>> open_database(const DatabaseOptions& options) {
  Result<AdminDirectory> directory = AdminDirectory::open(options);
  if (!directory) return directory.error();
  auto database = std::make_unique<DpkgDatabase>(std::move(*directory), options);
  if (const auto state = database->now(); !state) return state.error();
  return std::unique_ptr<PackageDatabase>(std::move(database));
}

}  // namespace pkgmap::dpkg
