#include "engine/session/resume/run.hpp"

namespace pkgmap {
namespace {

constexpr std::size_t kMostProcesses = 32;

}  // namespace

CheckNames checks_of_packages(const SessionRecord& record) {
  CheckNames names;
  for (const SuspendedCheck& check : record.checks) {
    if (!check.packages.empty()) names.push_back(check.name);
  }
  return names;
}

std::vector<OutdatedDaemon> outdated_daemons(const ResumeRun& run, const CheckNames& names) {
  std::vector<monitrc::Check> checks;
  const auto resumed = names_of(run.outcome.results.resumed);
  // The last hook of a session says it, even where the guard does the rest.
  const auto is_over_for_the_caller = [&](const std::string& name) {
    return names_check(resumed, name) ||
           (!run.outcome.left_to_hooks && names_check(run.outcome.pending, name));
  };
  for (const monitrc::Check& check : run.control_file().checks) {
    const bool wanted = check.type == monitrc::CheckType::process &&
                        names_check(names, check.name) && is_over_for_the_caller(check.name);
    if (wanted && checks.size() < kMostProcesses) checks.push_back(check);
  }
  std::vector<OutdatedDaemon> found;
  if (checks.empty()) return found;
  for (const rules::CheckFacts& facts : run.host.facts_of(checks, run.record.pid)) {
    auto daemon = rules::watched_daemon(facts);
    if (daemon && !daemon->reached()) found.push_back({facts.check->name, std::move(*daemon)});
  }
  return found;
}

}  // namespace pkgmap
