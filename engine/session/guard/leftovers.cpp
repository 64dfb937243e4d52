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

std::vector<ResumedCheck> retry_leftovers(const Settings& settings, Host& host) {
  std::vector<ResumedCheck> resumed;
  const auto found = host.sessions(settings);
  if (!found) return resumed;
  for (const SessionRecord& record : found->sessions) {
    if (!is_worth_a_try(record)) continue;
    // A check that still cannot be resumed stays in its session.
    const auto outcome = resume(settings, {record.id, Caller::after_death}, host);
    if (!outcome) continue;
    const auto& back = outcome->results.resumed;
    resumed.insert(resumed.end(), back.begin(), back.end());
  }
  return resumed;
}

}  // namespace pkgmap
