#include "engine/session/guard/leftovers.hpp"

#include <algorithm>

#include "engine/session/resume/resume.hpp"

namespace pkgmap {
namespace {

// A check that went off again after its resume is for a person to resume.
bool is_worth_a_try(const SessionRecord& record) {
  return record.state == SessionState::kept &&
         std::any_of(record.checks.begin(), record.checks.end(),
                     [](const SuspendedCheck& check) { return !check.went_off_again; });
}

}  // namespace

std::vector<std::string> retry_leftovers(const Settings& settings, Host& host) {
  std::vector<std::string> resumed;
  const auto found = host.sessions(settings);
  if (!found) return resumed;
  for (const SessionRecord& record : found->sessions) {
    if (!is_worth_a_try(record)) continue;
    // A check that still cannot be resumed stays in its session.
    const auto outcome = resume(settings, {record.id, Caller::after_death}, host);
    if (!outcome) continue;
    resumed.insert(resumed.end(), outcome->resumed.begin(), outcome->resumed.end());
  }
  return resumed;
}

}  // namespace pkgmap
