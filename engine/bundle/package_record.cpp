#include "engine/bundle/package_record.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/facts/gather.hpp"
#include "engine/system/files/paths.hpp"

namespace pkgmap {
namespace {

// By name: whoever asks about a package means all its versions.
bool is_in(const rules::Facts& facts, const PackageRecord& record) {
  return std::any_of(
      facts.packages.begin(), facts.packages.end(),
      [&](const rules::PackageFacts& one) { return one.nevra.name == record.nevra.name; });
}

// What audit needs to know about services that no check watches.
FileFilter files_of_units(const RecordedHost& host) {
  FileFilter filter;
  for (const RecordedUnit& unit : host.units) {
    for (const std::string& path : unit.paths) filter.names.insert(base_name_of(path));
  }
  return filter;
}

std::vector<std::string> sorted(const BaseNames& names) {
  std::vector<std::string> list(names.begin(), names.end());
  std::sort(list.begin(), list.end());
  return list;
}

Done add_triggers(PackageDatabase& database, RecordedPackages& recorded) {
  if (recorded.system != rules::PackageSystem::dpkg) return done();
  // explain leaves out a package of which only triggers run if no check names one of its files.
  std::set<std::uint32_t> named;
  for (const RecordedPackage& package : recorded.packages) {
    if (!package.files.empty()) named.insert(package.record.instance);
  }
  for (RecordedPackage& package : recorded.packages) {
    const auto triggered = database.triggered_by({package.record}, {});
    if (!triggered) return triggered.error();
    for (const PackageRecord& one : *triggered) {
      if (named.contains(one.instance)) package.triggers.push_back(one.instance);
    }
  }
  return done();
}

}  // namespace

Result<std::shared_ptr<RecordedPackages>> record_packages(const Audit& audit,
                                                          const RecordedHost& host,
                                                          PackageDatabase& database) {
  auto recorded = std::make_shared<RecordedPackages>();
  const auto installed = database.installed();
  if (!installed) return installed.error();
  recorded->place = database.place();
  // As whoever reads the bundle sees the facts: without secrets, which a path may have, too.
  const auto hidden = read_manifest(manifest_of(host), "{}");
  if (!hidden) return hidden.error();
  const auto facts = recorded_facts(**hidden, audit.parsed.control_file.checks);
  if (!facts) return facts.error();
  const FileFilter named = files_named_by(*facts);
  recorded->named = sorted(named.names);
  recorded->named_directories = sorted(named.directories);
  FileFilter some = files_of_units(host);
  some.names.insert(named.names.begin(), named.names.end());
  some.directories = named.directories;
  for (const PackageRecord& record : *installed) {
    recorded->system = record.nevra.system;
    RecordedPackage package{record, is_in(audit.facts, record), {}, {}};
    auto files = database.files(record, package.whole ? nullptr : &some);
    if (!files) return files.error();
    package.files = std::move(*files);
    recorded->packages.push_back(std::move(package));
  }
  if (Done added = add_triggers(database, *recorded); !added) return added.error();
  return recorded;
}

}  // namespace pkgmap
