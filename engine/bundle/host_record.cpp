#include "engine/bundle/host_record.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/bundle/masked_files.hpp"
#include "engine/facts/control_file.hpp"
#include "engine/facts/dead_ends.hpp"
#include "engine/facts/enabled_units.hpp"
#include "engine/facts/gather.hpp"
#include "engine/system/files/host_files.hpp"
#include "engine/system/files/paths.hpp"
#include "engine/system/files/root_directory.hpp"

namespace pkgmap {
namespace {

// Directories whose links lead to units, and links on top by which packages name their files.
constexpr const char* kDirectoriesOfUnits[] = {"/etc/systemd/system", "/run/systemd/system",
                                               "/usr/lib/systemd/system", "/lib/systemd/system"};
constexpr const char* kDirectoriesWithLinks[] = {"/", "/usr", "/var", "/etc"};

RecordedCheck record_of(const Audit& audit, std::size_t number) {
  const rules::CheckState& state = audit.states[number];
  RecordedCheck check{audit.check(number).name,
                      audit.facts.checks[number],
                      state.watch,
                      state.suspended,
                      state.tests,
                      state.by_transaction};
  check.facts.check = nullptr;
  return check;
}

std::vector<RecordedDeadEnd> dead_ends_in(const Audit& audit, const Settings& settings) {
  std::vector<RecordedDeadEnd> ends;
  for (const rules::DeadEnd& end : find_dead_ends(audit.facts.checks, settings.root)) {
    const Sources& sources = audit.parsed.sources;
    if (end.span.source >= sources.size()) continue;
    ends.push_back(
        {end.check, end.detail, sources.name(end.span.source), sources.position(end.span).line});
  }
  return ends;
}

bool is_unit(std::string_view path) {
  constexpr std::string_view kEnds[] = {".service", ".socket", ".timer", ".path", ".target"};
  return std::any_of(std::begin(kEnds), std::end(kEnds),
                     [&](std::string_view end) { return path.ends_with(end); });
}

void add_unit(const std::string& path, HostFiles& files, BundleTree& tree) {
  const FileReader::Answer answer = files.read(path);
  if (answer.ok) {
    tree.add_text(path, masked_unit(answer.bytes));
  } else {
    tree.add_way(path);
  }
}

void add_links_to_units(const std::string& root_path, HostFiles& files, BundleTree& tree) {
  const RootDirectory root(root_path);
  for (const char* directory : kDirectoriesOfUnits) {
    for (const std::string& name : files.names_in(directory)) {
      const std::string path = std::string(directory) + "/" + name;
      struct stat status {};
      if (!is_unit(name) || root.stat(path, false, status) != 0) continue;
      if (S_ISLNK(status.st_mode)) tree.add_way(path);
    }
  }
}

}  // namespace

RecordedHost record_host(const Audit& audit, const Settings& settings) {
  RecordedHost host;
  host.control_file = audit.parsed.control_file.path;
  host.live = settings.live();
  host.monit_version = audit.monit_version;
  host.policy_file = settings.policy_file;
  host.bypassed = audit.bypassed;
  for (std::size_t i = 0; i < audit.facts.checks.size(); ++i) {
    host.checks.push_back(record_of(audit, i));
  }
  for (const EnabledUnit& unit : enabled_units(settings.root)) {
    host.units.push_back({unit.name, unit.fragment, unit.paths});
  }
  host.dead_ends = dead_ends_in(audit, settings);
  for (const UnservedMonit& monit : settings.unserved) {
    host.unserved.push_back({monit.about, monit.executable, monit.is_missed});
  }
  const ParsedOn parsed_on = where_parsed(settings, host.control_file);
  host.host_name = parsed_on.host_name;
  host.place = settings.live() ? parsed_on.host_name : settings.root;
  if (!settings.image_file.empty()) host.place = settings.image_file;
  host.working_directory = parsed_on.working_directory;
  return host;
}

void add_files_of(const Audit& audit, const RecordedHost& host, const RecordedPackages& packages,
                  const Settings& settings, BundleTree& tree) {
  HostFiles files(settings.root);
  for (const char* directory : kDirectoriesWithLinks) tree.add_way(directory);
  for (const char* link :
       {"/bin", "/sbin", "/lib", "/lib64", "/var/run", "/var/lock", "/etc/init.d"}) {
    tree.add_way(link);
  }
  for (const rules::CheckFacts& facts : audit.facts.checks) {
    for (const std::string& path : paths_of(facts)) {
      is_unit(path) ? add_unit(path, files, tree) : tree.add_way(path);
    }
    const monitrc::Check& check = *facts.check;
    for (const std::string& asked : {facts.path.asked, facts.pidfile.asked})
      tree.add_watched(asked);
    if (check.type == monitrc::CheckType::file) tree.add_digests(facts.path.asked);
    if (check.type == monitrc::CheckType::directory) tree.add_list(facts.path.asked);
  }
  for (const RecordedUnit& unit : host.units) add_unit(unit.fragment, files, tree);
  const FileFilter named = files_named_by(audit.facts.checks);
  for (const RecordedPackage& package : packages.packages) {
    for (const FileEntry& file : package.files) {
      if (named.takes(file.path)) tree.add_way(directory_of(lexically_normal(file.path)));
      if (package.whole && is_unit(file.path)) add_unit(file.path, files, tree);
    }
  }
  add_links_to_units(settings.root, files, tree);
}

}  // namespace pkgmap
