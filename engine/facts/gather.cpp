#include "engine/facts/gather.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "engine/facts/check_facts.hpp"
#include "engine/facts/expected_files.hpp"
#include "engine/facts/link_groups.hpp"
#include "engine/facts/won_links.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/monit/control_file_name.hpp"
#include "engine/recorded/recorded_host.hpp"
#include "engine/system/files/path_resolver.hpp"

namespace pkgmap {
namespace {

void add_hops(const std::vector<rules::PathFact>& facts, std::vector<std::string>& paths) {
  for (const rules::PathFact& fact : facts) {
    paths.insert(paths.end(), fact.hops.begin(), fact.hops.end());
  }
}

void add_units(const std::vector<rules::UnitFact>& units, std::vector<std::string>& paths) {
  for (const rules::UnitFact& unit : units) {
    paths.insert(paths.end(), unit.fragments.begin(), unit.fragments.end());
    add_hops(unit.programs, paths);
  }
}

void add_processes(const std::vector<rules::ProcessFact>& processes,
                   std::vector<std::string>& paths) {
  for (const rules::ProcessFact& process : processes) {
    add_hops(process.programs, paths);
    add_units(process.units, paths);
  }
}

std::vector<rules::ListedFile> resolved(const std::vector<FileEntry>& files, PathResolver& paths) {
  std::vector<rules::ListedFile> result;
  result.reserve(files.size());
  for (const FileEntry& file : files) {
    result.push_back({paths.as_owned(file.path), file.path, file.directory(), file.ghost,
                      !file.content_verified, false});
  }
  return result;
}

// "/usr/sbin/" -> "sbin"
std::string_view last_component(std::string_view directory) {
  while (directory.size() > 1 && directory.back() == '/') directory.remove_suffix(1);
  return directory.substr(directory.rfind('/') + 1);
}

// The files of `groups` that pass `filter`.
std::vector<FileEntry> taken_of(const std::vector<FileGroup>& groups, const FileFilter& filter) {
  std::vector<FileEntry> files;
  for (const FileGroup& group : groups) {
    const bool all = filter.directories.contains(last_component(group.directory));
    for (const std::string& name : group.names) {
      if (!all && !filter.names.contains(name)) continue;
      FileEntry file;
      file.path = group.directory + name;
      file.mode = group.directories ? S_IFDIR : S_IFREG;
      file.ghost = group.ghosts;
      files.push_back(std::move(file));
    }
  }
  return files;
}

// Sets ListedFile::shared for the directories that checks watch, and for those of pidfiles and
// sockets.
Done note_shared_directories(const std::vector<rules::CheckFacts>& checks,
                             PackageDatabase& database,
                             std::vector<rules::PackageFacts>& packages) {
  std::unordered_set<std::string> meant;
  for (const rules::CheckFacts& check : checks) {
    meant.insert(check.path.hops.begin(), check.path.hops.end());
    for (const rules::DirectoryFact& directory : check.directories) {
      meant.insert(directory.hops.begin(), directory.hops.end());
    }
  }
  const auto is_meant = [&](const rules::ListedFile& file) {
    return file.directory && meant.contains(file.path);
  };
  std::vector<std::string> paths;
  for (const rules::PackageFacts& package : packages) {
    for (const rules::ListedFile& file : package.files) {
      if (is_meant(file)) paths.push_back(file.path);
    }
  }
  const auto owners = database.owners_of(paths);
  if (!owners) return owners.error();
  std::size_t at = 0;
  for (rules::PackageFacts& package : packages) {
    for (rules::ListedFile& file : package.files) {
      if (!is_meant(file)) continue;
      const auto& all = (*owners)[at++];
      file.shared = std::any_of(all.begin(), all.end(), [&](const auto& owned) {
        return owned.package.nevra.name != package.nevra.name;
      });
    }
  }
  return done();
}

}  // namespace

FileFilter files_named_by(const std::vector<rules::CheckFacts>& checks) {
  FileFilter filter;
  for (const rules::CheckFacts& check : checks) {
    for (const std::string& path : paths_of(check)) filter.names.insert(base_name_of(path));
    // Libraries match only by base name: every process maps libc, and that decides nothing.
    for (const std::string& path : libraries_of(check)) filter.names.insert(base_name_of(path));
    if (check.check->type != monitrc::CheckType::directory) continue;
    for (const std::string& hop : check.path.hops) {
      filter.names.insert(base_name_of(hop));
      filter.directories.insert(base_name_of(hop));
    }
  }
  return filter;
}

std::vector<std::string> libraries_of(const rules::CheckFacts& check) {
  std::vector<std::string> paths;
  for (const auto* processes : {&check.processes, &check.matching.processes}) {
    for (const rules::ProcessFact& process : *processes) add_hops(process.libraries, paths);
  }
  return paths;
}

std::vector<std::string> paths_of(const rules::CheckFacts& check) {
  std::vector<std::string> paths = check.path.hops;
  paths.insert(paths.end(), check.pidfile.hops.begin(), check.pidfile.hops.end());
  add_hops(check.scripts, paths);
  for (const rules::CommandFact& command : check.commands) add_units({command.unit}, paths);
  for (const rules::ProgramFact& program : check.programs) add_hops({program.path}, paths);
  for (const rules::ContainerFact& container : check.containers) {
    add_hops({container.client}, paths);
    add_units(container.daemons, paths);
  }
  add_units(check.pidfile_units, paths);
  for (const rules::DirectoryFact& directory : check.directories) {
    paths.insert(paths.end(), directory.hops.begin(), directory.hops.end());
    add_units(directory.makers, paths);
  }
  add_processes(check.processes, paths);
  add_processes(check.matching.processes, paths);
  add_units(check.matching.units, paths);
  for (const rules::SocketFact& socket : check.sockets) {
    add_hops({socket.path}, paths);
    add_processes(socket.processes, paths);
    add_units(socket.units, paths);
  }
  return paths;
}

std::vector<rules::CheckFacts> gather_checks(const std::vector<monitrc::Check>& checks,
                                             const std::string& root,
                                             const std::string& control_file, int manager) {
  std::vector<rules::CheckFacts> facts;
  facts.reserve(checks.size());
  fetch_files_of(checks, root);
  CheckReader reader(root, control_file, manager);
  for (const monitrc::Check& check : checks) facts.push_back(reader.read(check));
  return facts;
}

Result<std::vector<rules::CheckFacts>> gather_checks(const monitrc::ControlFile& control_file,
                                                     const Settings& settings, int manager) {
  if (settings.recorded) return recorded_facts(*settings.recorded, control_file.checks);
  return gather_checks(control_file.checks, settings.root, control_file.path, manager);
}

void note_states(const status::Status& status, std::vector<rules::CheckFacts>& checks) {
  // A pending unmonitor counts as done, since somebody has asked for it.
  constexpr int kPendingUnmonitor = 5;
  for (rules::CheckFacts& check : checks) {
    const status::Service* service = status.find(check.check->name);
    if (!service) {
      check.state = rules::Monitoring::unread;
      continue;
    }
    const bool off = !service->monitored() || service->pending_action == kPendingUnmonitor;
    check.state = off ? rules::Monitoring::off : rules::Monitoring::monitored;
    check.errors = service->status;
  }
}

std::vector<SessionRecord> sessions_of(std::vector<SessionRecord> sessions,
                                       const std::string& control_file) {
  std::erase_if(sessions, [&](const SessionRecord& session) {
    return !same_control_file(session.control_file, control_file);
  });
  return sessions;
}

void note_sessions(const std::vector<SessionRecord>& sessions,
                   std::vector<rules::CheckFacts>& checks) {
  for (rules::CheckFacts& check : checks) {
    if (check.state != rules::Monitoring::off) continue;
    const bool ours = std::any_of(
        sessions.begin(), sessions.end(),
        [&](const SessionRecord& session) { return has_suspended(session, check.check->name); });
    if (ours) check.state = rules::Monitoring::monitored;
  }
}

namespace {

// Almost every transaction runs some trigger, such as that of man-db. A package of which only
// triggers run counts only if a check names one of its files.
Done drop_unconcerned(const FileFilter& filter, PackageDatabase& database,
                      PackageChoices& choices) {
  std::vector<PackageChoice> concerned;
  for (PackageChoice& choice : choices.packages) {
    if (choice.triggered) {
      const auto files = database.files(choice.package, &filter);
      if (!files) return files.error();
      if (files->empty()) continue;
    }
    concerned.push_back(std::move(choice));
  }
  choices.packages = std::move(concerned);
  return done();
}

}  // namespace

Result<std::vector<rules::PackageFacts>> gather_packages(
    PackageChoices& choices, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database, const std::string& root) {
  const FileFilter filter = files_named_by(checks);
  if (Done dropped = drop_unconcerned(filter, database, choices); !dropped) return dropped.error();
  PathResolver paths(root);
  LinkGroups groups(root, database.place());
  std::vector<rules::PackageFacts> packages;
  for (const PackageChoice& choice : choices.packages) {
    rules::PackageFacts facts{choice.package.nevra, !choice.incoming(), choice.incoming(), {}};
    if (choice.told) {
      facts.files = resolved(taken_of(*choice.told, filter), paths);
    } else if (choice.has_file()) {
      const auto file = database.read_package_file(choice.package_file, &filter);
      if (file) {
        facts.files = resolved(file->files, paths);
        for (const FileEntry& link : won_links(file->offers, groups, root)) {
          rules::ListedFile& won = facts.won_links.emplace_back();
          won.path = paths.as_owned(link.path);
          won.shipped = link.link_target;
        }
      } else {
        choices.notes.push_back(file.error().message);
      }
    } else {
      const auto files = database.files(choice.package, &filter);
      if (!files) return files.error();
      facts.files = resolved(*files, paths);
    }
    packages.push_back(std::move(facts));
  }
  if (auto noted = note_shared_directories(checks, database, packages); !noted) {
    return noted.error();
  }
  return packages;
}

Result<std::vector<rules::PackageFacts>> gather_owners(const std::vector<rules::CheckFacts>& checks,
                                                       PackageDatabase& database,
                                                       const std::string& root) {
  PackageChoices choices;
  for (const rules::CheckFacts& check : checks) {
    const auto owners = database.owners_of(paths_of(check));
    if (!owners) return owners.error();
    for (const auto& of_one_path : *owners) {
      for (const auto& owned : of_one_path) add_choice(choices, {owned.package, {}});
    }
  }
  return gather_packages(choices, checks, database, root);
}

}  // namespace pkgmap
