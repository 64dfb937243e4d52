#include "engine/packages/rpm/rpm_database.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <set>

#include "engine/packages/label.hpp"
#include "engine/packages/rpm/header_reader.hpp"
#include "engine/system/libexec.hpp"

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

// Collects the packages of a visit, without those that are none.
Connection::Visit into(std::vector<PackageRecord>& records) {
  return [&records](Header header, int) {
    if (!pseudo_package(header)) records.push_back(record_of(header));
  };
}

// A package may have a path twice, through a link between its directories; it owns it once.
void add_owner(const PackageRecord& package, FileEntry file, const std::string& path,
               std::vector<PackageDatabase::Owned>& owners) {
  for (PackageDatabase::Owned& owned : owners) {
    if (owned.package.instance != package.instance) continue;
    if (file.path == path) owned.file = std::move(file);
    return;
  }
  owners.push_back({package, std::move(file)});
}

}  // namespace

RpmDatabase::RpmDatabase(std::unique_ptr<Connection> connection, const std::string& root,
                         std::string headers_program)
    : connection_(std::move(connection)),
      foreign_root_(lexically_normal(root) != "/"),
      directories_(root),
      headers_(std::move(headers_program)) {
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
                                                  const BaseNames* only) {
  std::optional<std::vector<FileEntry>> entries;
  bool found = false;
  const Done visited = connection_->visit_instance(package.instance, [&](Header header, int) {
    found = record_of(header).nevra == package.nevra;
    if (found) entries = read_files(header, only);
  });
  if (!visited) return visited.error();
  const std::string name = package.nevra.text();
  if (!found) return connection_->error(name + " is not there any more");
  if (!entries) return connection_->error("the file list of " + name + " is damaged");
  return std::move(*entries);
}

Result<std::vector<PackageDatabase::Owned>> RpmDatabase::owners(const std::string& path) {
  const std::string clean = lexically_normal(path);
  std::vector<Owned> owners;
  const bool by_index = connection_->location().indexed && !foreign_root_;
  const Done found = by_index ? owners_by_index(clean, owners) : owners_by_scan(clean, owners);
  if (!found) return found.error();
  std::sort(owners.begin(), owners.end(),
            [](const Owned& a, const Owned& b) { return before(a.package, b.package); });
  return owners;
}

Done RpmDatabase::owners_by_index(const std::string& path, std::vector<Owned>& owners) {
  bool damaged = false;
  const Done visited =
      connection_->visit_index(RPMDBI_INSTFILENAMES, path, [&](Header header, int file) {
        const std::optional<FileList> list = FileList::of(header);
        damaged = damaged || !list;
        if (list) add_owner(record_of(header), list->entry(file), path, owners);
      });
  if (!visited) return visited;
  return damaged ? Done(connection_->error("a file list is damaged")) : done();
}

Done RpmDatabase::owners_by_scan(const std::string& path, std::vector<Owned>& owners) {
  const Result<const Scan*> scanned = scan();
  if (!scanned) return scanned.error();
  const std::string directory = directories_.resolve(directory_of(path));
  const std::string name = base_name_of(path);
  const auto add_matches = [&](Header header, int) {
    const std::optional<FileList> list = FileList::of(header);
    for (int i = 0; list && i < list->size(); ++i) {
      if (name != list->base_name(i) || !list->installed(i)) continue;
      if (directories_.resolve(list->directory(i)) != directory) continue;
      add_owner(record_of(header), list->entry(i), path, owners);
    }
  };
  for (const std::uint32_t instance : (*scanned)->with_base_name(name)) {
    const Done visited = connection_->visit_instance(instance, add_matches);
    if (!visited) return visited;
  }
  return done();
}

Result<std::vector<std::string>> RpmDatabase::names() {
  const Records records = all();
  if (!records) return records.error();
  std::set<std::string> names;
  for (const PackageRecord& record : *records) names.insert(record.nevra.name);
  return std::vector<std::string>(names.begin(), names.end());
}

Result<PackageDatabase::PackageFile> RpmDatabase::read_package_file(const std::string& path,
                                                                    const BaseNames* only) {
  return headers_.read(path, only);
}

Result<const Scan*> RpmDatabase::scan() {
  if (!scan_) {
    Result<Scan> scanned = Scan::of(*connection_);
    if (!scanned) return scanned.error();
    scan_ = std::move(*scanned);
  }
  return &*scan_;
}

}  // namespace pkgmap::rpm

namespace pkgmap {

Result<std::unique_ptr<PackageDatabase>> open_package_database(const DatabaseOptions& options) {
  Result<rpm::Location> location = rpm::locate_database(options);
  if (!location) return location.error();
  Result<std::unique_ptr<rpm::Connection>> connection = rpm::Connection::open(std::move(*location));
  if (!connection) return connection.error();
  const std::string libexec = options.libexec.empty() ? libexec_directory() : options.libexec;
  return std::unique_ptr<PackageDatabase>(std::make_unique<rpm::RpmDatabase>(
      std::move(*connection), options.root, libexec + "/monit-pkgmap-headers"));
}

}  // namespace pkgmap
