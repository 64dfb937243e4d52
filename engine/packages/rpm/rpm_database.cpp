#include "engine/packages/rpm/rpm_database.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <set>

#include "engine/packages/label.hpp"
#include "engine/packages/rpm/header_reader.hpp"
#include "engine/packages/rpm/owners.hpp"
#include "engine/packages/rpm/signature.hpp"
#include "engine/packages/rpm/transaction_lock.hpp"

namespace pkgmap::rpm {
namespace {

bool before(const PackageRecord& left, const PackageRecord& right) {
  const std::string a = left.nevra.text();
  const std::string b = right.nevra.text();
  return a != b ? a < b : left.instance < right.instance;
}

std::vector<PackageRecord> sorted(std::vector<PackageRecord> records) {
  std::sort(records.begin(), records.end(), before);
  const auto same = [](const auto& a, const auto& b) { return a.instance == b.instance; };
  records.erase(std::unique(records.begin(), records.end(), same), records.end());
  return records;
}

// Collects the packages of a visit, without pseudo packages.
RpmConnection::Visit into(std::vector<PackageRecord>& records) {
  return [&records](Header header, int) {
    if (!pseudo_package(header)) records.push_back(record_of(header));
  };
}

void sort_owners(Owners& owners) {
  std::sort(owners.begin(), owners.end(),
            [](const auto& a, const auto& b) { return before(a.package, b.package); });
}

}  // namespace

RpmDatabase::RpmDatabase(std::unique_ptr<RpmConnection> connection, const DatabaseOptions& options)
    : connection_(std::move(connection)),
      foreign_root_(lexically_normal(options.root) != "/"),
      require_signature_(options.require_signature),
      paths_(options.root),
      headers_(options.reader) {
}

RpmDatabase::Records RpmDatabase::all() {
  std::vector<PackageRecord> records;
  if (Done visited = connection_->visit_all(into(records)); !visited) return visited.error();
  return sorted(std::move(records));
}

RpmDatabase::Records RpmDatabase::by_name(const std::string& name) {
  std::vector<PackageRecord> records;
  if (connection_->location().indexed) {
    const Done visited = connection_->visit_index(RPMDBI_NAME, name, into(records));
    if (!visited) return visited.error();
  } else {
    const Result<const Scan*> scanned = scan();
    if (!scanned) return scanned.error();
    for (const PackageRecord& record : (*scanned)->packages()) {
      if (record.nevra.name == name) records.push_back(record);
    }
  }
  return sorted(std::move(records));
}

RpmDatabase::Records RpmDatabase::matching(const std::string& label) {
  Records records = matching_label(label);
  if (!records || !records->empty()) return records;
  if (is_glob(label)) records = matching_glob(label);
  if (!records || !records->empty()) return records;
  return with_provide(label);
}

RpmDatabase::Records RpmDatabase::matching_label(const std::string& label) {
  std::vector<PackageRecord> fitting;
  int best = 0;
  for (const std::string& name : names_in_label(label)) {
    const Records records = by_name(name);
    if (!records) return records;
    for (const PackageRecord& record : *records) {
      const int rank = label_rank(label, record.nevra);
      if (rank == 0 || (best != 0 && rank > best)) continue;
      if (rank < best) fitting.clear();
      best = rank;
      fitting.push_back(record);
    }
  }
  return sorted(std::move(fitting));
}

RpmDatabase::Records RpmDatabase::matching_glob(const std::string& pattern) {
  Records records = all();
  if (!records) return records;
  std::erase_if(*records, [&](const PackageRecord& record) {
    return ::fnmatch(pattern.c_str(), record.nevra.name.c_str(), 0) != 0;
  });
  return records;
}

RpmDatabase::Records RpmDatabase::with_provide(const std::string& provide) {
  std::vector<PackageRecord> records;
  if (connection_->location().indexed) {
    const Done visited = connection_->visit_index(RPMDBI_PROVIDENAME, provide, into(records));
    if (!visited) return visited.error();
    return sorted(std::move(records));
  }
  const Result<const Scan*> scanned = scan();
  if (!scanned) return scanned.error();
  for (const std::uint32_t instance : (*scanned)->with_provide(provide)) {
    const Done visited = connection_->visit_instance(instance, into(records));
    if (!visited) return visited.error();
  }
  return sorted(std::move(records));
}

Result<std::optional<PackageRecord>> RpmDatabase::by_instance(std::uint32_t instance) {
  std::vector<PackageRecord> records;
  const Done visited = connection_->visit_instance(instance, into(records));
  if (!visited) return visited.error();
  return records.empty() ? std::nullopt : std::optional(records.front());
}

Result<std::vector<FileEntry>> RpmDatabase::files(const PackageRecord& package,
                                                  const FileFilter* only) {
  std::optional<std::vector<FileEntry>> entries;
  bool found = false;
  const Done visited = connection_->visit_instance(package.instance, [&](Header header, int) {
    found = record_of(header).nevra == package.nevra;
    if (found) entries = read_files(header, only);
  });
  if (!visited) return visited.error();
  const std::string name = package.nevra.text();
  if (!found) return connection_->error(name + " is no longer installed");
  if (!entries) return connection_->error("the file list of " + name + " is damaged");
  return std::move(*entries);
}

Result<bool> RpmDatabase::removal_runs(const PackageRecord& package, std::string_view word) {
  bool found = false;
  const Done visited = connection_->visit_instance(
      package.instance, [&](Header header, int) { found = removal_has(header, word); });
  if (!visited) return visited.error();
  return found;
}

// False for a database without indexes, and for another root: librpm would look up its links on the
// running system.
bool RpmDatabase::has_index_of_paths() const {
  return connection_->location().indexed && !foreign_root_;
}

Result<Owners> RpmDatabase::owners(const std::string& path) {
  auto found = owners_of({path});
  if (!found) return found.error();
  return std::move(found->front());
}

Result<std::vector<Owners>> RpmDatabase::owners_of(const std::vector<std::string>& paths) {
  std::vector<std::string> clean;
  clean.reserve(paths.size());
  for (const std::string& path : paths) clean.push_back(lexically_normal(path));
  std::vector<Owners> owners;
  const Done found = find_owners(*connection_, paths_, has_index_of_paths(), clean, owners);
  if (!found) return found.error();
  for (Owners& some : owners) sort_owners(some);
  return owners;
}

// As in rpm, an obsoletes is compared with names and versions, not with provides.
Result<std::vector<PackageRecord>> RpmDatabase::obsoleted_by(const std::string& rpm) {
  const FileFilter no_files;
  const auto incoming = headers_->read(rpm, &no_files);
  if (!incoming) return incoming.error();
  std::vector<PackageRecord> found;
  for (const Obsoleted& obsoleted : incoming->obsoletes) {
    if (obsoleted.name == incoming->package.nevra.name) continue;
    const RpmDependencies range(rpmdsSingle(RPMTAG_OBSOLETENAME, obsoleted.name.c_str(),
                                            obsoleted.evr.c_str(), obsoleted.sense));
    const auto records = by_name(obsoleted.name);
    if (!records) return records.error();
    for (const PackageRecord& record : *records) {
      const auto add = [&](Header header, int) {
        if (rpmdsNVRMatchesDep(header, range.get(), 1) != 0) found.push_back(record);
      };
      if (Done seen = connection_->visit_instance(record.instance, add); !seen) return seen.error();
    }
  }
  return sorted(std::move(found));
}

Result<std::vector<PackageDatabase::PackageFile>> RpmDatabase::packages_with(
    const FileFilter& filter, const Wanted& wanted) {
  std::vector<unsigned int> instances;
  const auto note = [&](Header header, int) {
    if (!pseudo_package(header) && has_wanted(header, filter, wanted)) {
      instances.push_back(headerGetInstance(header));
    }
  };
  if (Done passed = connection_->visit_all_unverified(note); !passed) return passed.error();
  std::vector<PackageFile> packages;
  bool damaged = false;
  for (const unsigned int instance : instances) {
    const Done visited = connection_->visit_instance(instance, [&](Header header, int) {
      const std::optional<FileList> list = FileList::of(header);
      damaged = damaged || !list;
      PackageFile package{record_of(header), {}, {}};
      for (int i = 0; list && i < list->size(); ++i) {
        if (!list->taken_by(filter, i) || !list->installed(i)) continue;
        if (wanted(list->directory(i), list->base_name(i))) package.files.push_back(list->entry(i));
      }
      if (!package.files.empty()) packages.push_back(std::move(package));
    });
    if (!visited) return visited.error();
  }
  if (damaged) return connection_->error("a file list is damaged");
  std::sort(packages.begin(), packages.end(),
            [](const auto& a, const auto& b) { return before(a.package, b.package); });
  return packages;
}

Result<std::vector<std::string>> RpmDatabase::names() {
  const Records records = all();
  if (!records) return records.error();
  std::set<std::string> names;
  for (const PackageRecord& record : *records) names.insert(record.nevra.name);
  return std::vector<std::string>(names.begin(), names.end());
}

Result<std::vector<PackageRecord>> RpmDatabase::installed() {
  std::vector<PackageRecord> records;
  const Done visited = connection_->visit_all_unverified(into(records));
  if (!visited) return visited.error();
  return sorted(std::move(records));
}

Result<PackageDatabase::PackageFile> RpmDatabase::read_package_file(const std::string& path,
                                                                    const FileFilter* only) {
  return headers_->read(path, only);
}

Result<Signature> RpmDatabase::signature(const PackageRecord& package) {
  if (const auto known = signatures_.find(package.instance); known != signatures_.end()) {
    return known->second;
  }
  HeaderHandle found;
  const Done visited = connection_->visit_instance(package.instance, [&](Header header, int) {
    if (record_of(header).nevra == package.nevra) found.reset(headerLink(header));
  });
  if (!visited) return visited.error();
  if (!found) return connection_->error(package.nevra.text() + " is no longer installed");
  Result<Signature> signature = signature_of(*connection_, found.get());
  signatures_.emplace(package.instance, signature);
  return signature;
}

Result<const Scan*> RpmDatabase::scan() {
  if (!scan_) {
    Result<Scan> scanned = Scan::of(*connection_);
    if (!scanned) return scanned.error();
    scan_ = std::move(*scanned);
  }
  return &*scan_;
}

Result<std::unique_ptr<PackageDatabase>> open_database(const DatabaseOptions& options) {
  Result<Location> location = locate_database(options);
  if (!location) return location.error();
  Result<std::unique_ptr<RpmConnection>> connection = RpmConnection::open(std::move(*location));
  if (!connection) return connection.error();
  return std::unique_ptr<PackageDatabase>(
      std::make_unique<RpmDatabase>(std::move(*connection), options));
}

std::vector<std::string> lock_files(const DatabaseOptions& options) {
  const Result<std::string> directory = locate_directory(options);
  if (!directory) return {};
  return {lock_file_of(*directory)};
}

}  // namespace pkgmap::rpm
