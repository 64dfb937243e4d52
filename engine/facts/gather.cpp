#include "engine/facts/gather.hpp"

#include <algorithm>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/facts/units.hpp"
#include "engine/journal/watchers.hpp"
#include "engine/system/paths.hpp"

namespace pkgmap {
namespace {

rules::PathFact path_fact(const std::string& root, const std::string& path) {
  if (path.empty() || path.front() != '/') return {path, {}};
  return {path, resolve_path(root, path).hops};
}

void add_command(const std::string& root, const char* program,
                 const std::optional<monitrc::Command>& command, rules::CheckFacts& facts) {
  if (!command) return;
  if (const auto reference = rules::unit_reference(command->argv)) {
    facts.commands.push_back({program, find_unit(root, *reference)});
  }
}

rules::CheckFacts facts_of(const monitrc::Check& check, const std::string& root) {
  rules::CheckFacts facts;
  facts.check = &check;
  using monitrc::CheckType;
  const bool has_path = check.type == CheckType::file || check.type == CheckType::directory ||
                        check.type == CheckType::fifo || check.type == CheckType::program;
  if (has_path) facts.path = path_fact(root, check.path);
  if (check.type == CheckType::process) facts.pidfile = path_fact(root, check.pidfile);
  add_command(root, "start", check.start, facts);
  add_command(root, "stop", check.stop, facts);
  add_command(root, "restart", check.restart, facts);
  return facts;
}

BaseNames base_names_of(const std::vector<rules::CheckFacts>& checks) {
  BaseNames names;
  for (const rules::CheckFacts& check : checks) {
    for (const std::string& path : paths_of(check)) names.insert(base_name_of(path));
  }
  return names;
}

std::vector<rules::PackageFile> resolved(const std::vector<FileEntry>& files,
                                         DirectoryResolver& directories) {
  std::vector<rules::PackageFile> result;
  result.reserve(files.size());
  for (const FileEntry& file : files) {
    std::string path = directories.resolve(directory_of(file.path));
    if (path.back() != '/') path += '/';
    path += base_name_of(file.path);
    result.push_back({std::move(path), file.path, file.directory(), file.ghost});
  }
  return result;
}

}  // namespace

std::vector<std::string> paths_of(const rules::CheckFacts& check) {
  std::vector<std::string> paths = check.path.hops;
  paths.insert(paths.end(), check.pidfile.hops.begin(), check.pidfile.hops.end());
  for (const rules::CommandFact& command : check.commands) {
    paths.insert(paths.end(), command.unit.fragments.begin(), command.unit.fragments.end());
  }
  return paths;
}

std::vector<rules::CheckFacts> gather_checks(const std::vector<monitrc::Check>& checks,
                                             const std::string& root) {
  std::vector<rules::CheckFacts> facts;
  facts.reserve(checks.size());
  for (const monitrc::Check& check : checks) facts.push_back(facts_of(check, root));
  return facts;
}

void note_states(const status::Status& status, std::vector<rules::CheckFacts>& checks) {
  // An unmonitor that is under way counts as done: somebody has asked for it.
  constexpr int kPendingUnmonitor = 5;
  for (rules::CheckFacts& check : checks) {
    const status::Service* service = status.find(check.check->name);
    if (!service) {
      check.state = rules::State::unread;
      continue;
    }
    const bool off = !service->monitored() || service->pending_action == kPendingUnmonitor;
    check.state = off ? rules::State::off : rules::State::monitored;
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
    if (check.state != rules::State::off) continue;
    const bool ours =
        std::any_of(sessions.begin(), sessions.end(), [&](const SessionRecord& session) {
          const SuspendedCheck* theirs = session.find(check.check->name);
          return !never_began(session) && theirs && !theirs->went_off_again;
        });
    if (ours) check.state = rules::State::monitored;
  }
}

Result<std::vector<rules::PackageFacts>> gather_packages(
    PackageChoices& choices, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database, const std::string& root) {
  const BaseNames names = base_names_of(checks);
  DirectoryResolver directories(root);
  std::vector<rules::PackageFacts> packages;
  for (const PackageChoice& choice : choices.packages) {
    rules::PackageFacts facts{choice.package.nevra, !choice.incoming(), choice.incoming(), {}};
    if (choice.incoming()) {
      const auto file = database.read_package_file(choice.rpm, &names);
      if (file) {
        facts.files = resolved(file->files, directories);
      } else {
        choices.notes.push_back(file.error().message);
      }
    } else {
      const auto files = database.files(choice.package, &names);
      if (!files) return files.error();
      facts.files = resolved(*files, directories);
    }
    packages.push_back(std::move(facts));
  }
  return packages;
}

}  // namespace pkgmap
