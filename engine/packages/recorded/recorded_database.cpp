#include <fnmatch.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "engine/packages/confined_headers.hpp"
#include "engine/packages/dpkg_label.hpp"
#include "engine/packages/label.hpp"
#include "engine/packages/recorded/recorded_packages.hpp"
#include "engine/packages/rpm_module.hpp"
#include "engine/system/files/path_resolver.hpp"

namespace pkgmap {
namespace {

using Records = std::vector<PackageRecord>;

class RecordedDatabase final : public PackageDatabase {
 public:
  RecordedDatabase(std::shared_ptr<const RecordedPackages> packages, const std::string& root,
                   std::shared_ptr<ConfinedHeaders> reader)
      : recorded_(std::move(packages)), paths_(root), reader_(std::move(reader)) {}

  Result<Records> by_name(const std::string& name) override {
    return those([&](const PackageRecord& record) { return record.nevra.name == name; });
  }

  // Provides are not recorded.
  Result<Records> matching(const std::string& label) override {
    if (recorded_->system == rules::PackageSystem::dpkg) return matching_of_dpkg(label);
    int best = 0;
    for (const RecordedPackage& package : recorded_->packages) {
      const int rank = label_rank(label, package.record.nevra);
      if (rank != 0 && (best == 0 || rank < best)) best = rank;
    }
    if (best != 0) {
      return those(
          [&](const PackageRecord& record) { return label_rank(label, record.nevra) == best; });
    }
    if (!is_glob(label)) return Records();
    return those([&](const PackageRecord& record) {
      return ::fnmatch(label.c_str(), record.nevra.name.c_str(), 0) == 0;
    });
  }

  Result<std::optional<PackageRecord>> by_instance(std::uint32_t instance) override {
    const RecordedPackage* package = find(instance);
    return package ? std::optional(package->record) : std::nullopt;
  }

  Result<std::vector<FileEntry>> files(const PackageRecord& record,
                                       const FileFilter* only) override {
    const RecordedPackage* package = find(record.instance);
    const std::string name = record.nevra.text();
    if (!package || (!package->whole && !is_recorded(only))) {
      return Error{ErrorCode::package_database,
                   "the bundle does not have all files of " + name +
                       ": no check was about this package when the bundle was made",
                   "'monit-pkgmap audit' with the same --bundle lists the packages of the checks"};
    }
    std::vector<FileEntry> taken;
    for (const FileEntry& file : package->files) {
      if (!only || only->takes(file.path)) taken.push_back(file);
    }
    return taken;
  }

  Result<std::vector<Owned>> owners(const std::string& path) override {
    std::vector<Owned> found;
    const auto [begin, end] = index().equal_range(paths_.as_owned(lexically_normal(path)));
    for (auto at = begin; at != end; ++at) {
      const auto [package, file] = at->second;
      found.push_back({package->record, *file});
    }
    std::sort(found.begin(), found.end(), [](const Owned& left, const Owned& right) {
      return before(left.package, right.package);
    });
    return found;
  }

  Result<std::vector<std::vector<Owned>>> owners_of(
      const std::vector<std::string>& paths) override {
    std::vector<std::vector<Owned>> all;
    for (const std::string& path : paths) {
      auto some = owners(path);
      if (!some) return some.error();
      all.push_back(*std::move(some));
    }
    return all;
  }

  bool owners_have_digests() const override {
    return recorded_->system != rules::PackageSystem::dpkg;
  }

  Result<std::vector<std::string>> names() override {
    std::set<std::string> all;
    for (const RecordedPackage& package : recorded_->packages) {
      if (!package.record.configuration_only) all.insert(package.record.nevra.name);
    }
    return std::vector<std::string>(all.begin(), all.end());
  }

  Result<Records> installed() override {
    return those([](const PackageRecord& record) { return !record.configuration_only; });
  }

  std::string cookie() override { return {}; }
  bool in_transaction() override { return false; }
  std::string place() const override { return recorded_->place; }

  Result<PackageFile> read_package_file(const std::string& path, const FileFilter* only) override {
    return reader_->read(path, only);
  }

  Result<Records> obsoleted_by(const std::string& package_file) override {
    if (recorded_->system == rules::PackageSystem::dpkg) return Records();
    const FileFilter no_files;
    const auto incoming = reader_->read(package_file, &no_files);
    if (!incoming) return incoming.error();
    if (incoming->obsoletes.empty()) return Records();
    const auto rpm = rpm_functions();
    if (!rpm) return rpm.error();
    return those([&](const PackageRecord& record) {
      return record.nevra.name != incoming->package.nevra.name &&
             std::any_of(
                 incoming->obsoletes.begin(), incoming->obsoletes.end(),
                 [&](const Obsoleted& range) { return (*rpm)->obsoletes(range, record.nevra); });
    });
  }

  Result<Records> triggered_by(const Records& installed,
                               const std::vector<std::string>& /*package_files*/) override {
    std::set<std::uint32_t> triggered;
    for (const PackageRecord& record : installed) {
      if (const RecordedPackage* package = find(record.instance)) {
        triggered.insert(package->triggers.begin(), package->triggers.end());
      }
    }
    return those([&](const PackageRecord& record) { return triggered.contains(record.instance); });
  }

  Result<std::vector<PackageFile>> packages_with(const FileFilter& filter,
                                                 const Wanted& wanted) override {
    std::vector<PackageFile> found;
    for (const RecordedPackage& package : recorded_->packages) {
      PackageFile some{package.record, {}, {}};
      for (const FileEntry& file : package.files) {
        const std::string directory = directory_of(file.path);
        if (filter.takes(file.path) && wanted(directory, base_name_of(file.path))) {
          some.files.push_back(file);
        }
      }
      if (!some.files.empty()) found.push_back(std::move(some));
    }
    return found;
  }

  Result<Signature> signature(const PackageRecord& package) override {
    return Error{ErrorCode::package_database,
                 "a bundle does not say how " + package.nevra.text() + " is signed"};
  }

 private:
  Records matching_of_dpkg(const std::string& text) const {
    const dpkg::Label label = dpkg::label_of(text);
    auto found = those([&](const PackageRecord& one) { return means(label, one.nevra); });
    if (!found.empty() || !is_glob(label.name)) return found;
    return those([&](const PackageRecord& one) { return means_as_pattern(label, one.nevra); });
  }

  using Place = std::pair<const RecordedPackage*, const FileEntry*>;

  static bool before(const PackageRecord& left, const PackageRecord& right) {
    const std::string a = left.nevra.text();
    const std::string b = right.nevra.text();
    return a != b ? a < b : left.instance < right.instance;
  }

  template <class Fits>
  Records those(Fits fits) const {
    Records found;
    for (const RecordedPackage& package : recorded_->packages) {
      if (fits(package.record)) found.push_back(package.record);
    }
    std::sort(found.begin(), found.end(), before);
    return found;
  }

  // Whether of every package all files are recorded that the filter takes.
  bool is_recorded(const FileFilter* only) {
    if (!only || !only->ancestors.empty()) return false;
    if (named_.empty()) named_.insert(recorded_->named.begin(), recorded_->named.end());
    const auto& directories = recorded_->named_directories;
    return std::all_of(only->names.begin(), only->names.end(),
                       [&](const std::string& name) { return named_.contains(name); }) &&
           std::all_of(only->directories.begin(), only->directories.end(),
                       [&](const std::string& name) {
                         return std::find(directories.begin(), directories.end(), name) !=
                                directories.end();
                       });
  }

  const RecordedPackage* find(std::uint32_t instance) const {
    for (const RecordedPackage& package : recorded_->packages) {
      if (package.record.instance == instance) return &package;
    }
    return nullptr;
  }

  const std::unordered_multimap<std::string, Place>& index() {
    if (!index_.empty()) return index_;
    for (const RecordedPackage& package : recorded_->packages) {
      for (const FileEntry& file : package.files) {
        index_.emplace(paths_.as_owned(lexically_normal(file.path)), Place(&package, &file));
      }
    }
    return index_;
  }

  std::shared_ptr<const RecordedPackages> recorded_;
  PathResolver paths_;
  std::shared_ptr<ConfinedHeaders> reader_;
  std::set<std::string> named_;                        ///< RecordedPackages::named
  std::unordered_multimap<std::string, Place> index_;  ///< By path, with its directory resolved.
};

}  // namespace

std::unique_ptr<PackageDatabase> open_recorded(std::shared_ptr<const RecordedPackages> packages,
                                               const std::string& root,
                                               std::shared_ptr<ConfinedHeaders> reader) {
  return std::make_unique<RecordedDatabase>(std::move(packages), root, std::move(reader));
}

}  // namespace pkgmap
