// Plans in which order a session resumes its checks, and which checks stay suspended.
//
// Pure; never fails. monit's `monitor` goes up to every prerequisite. So a check stays suspended if
// somebody has switched off one of its prerequisites (docs/design.md, P3), and a check waits until
// all its prerequisites have new baselines.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/dependencies.hpp"

namespace pkgmap::rules {

/// What is known about one check when the session resumes.
struct ResumeFacts {
  bool ours = false;       ///< Whether this session has suspended the check and not resumed it yet.
  bool monitored = false;  ///< Whether monit monitors the check now.
  /// Whether monit needs a new baseline for the check: the content of its file has changed.
  bool needs_baseline = false;
  bool held_by_another = false;  ///< Whether another session has suspended the check, too.
  std::string blocked;  ///< Why the check must stay suspended; empty if the session may resume it.
};

/// A check (its index in Dependencies) that stays suspended, and the reason as a clause.
struct KeptCheck {
  std::size_t check = 0;
  std::string reason;
};

/// What becomes of each check that the session has suspended and that is still off, by its index in
/// Dependencies.
struct Resumption {
  CheckSet first;         ///< Checks to monitor at once.
  CheckSet after_reload;  ///< Checks to monitor after a reload, in which monit takes new baselines.
  CheckSet left;  ///< Checks that this session leaves to another session, which has suspended the
                  ///< check or one of its prerequisites, too.
  std::vector<KeptCheck> kept;  ///< Checks that stay suspended.
};

/// Returns KeptCheck::reason of a check that depends on the check `prerequisite`, which a person
/// has switched off.
std::string why_prerequisite_off(const std::string& prerequisite);

/// Puts each check for which ResumeFacts::ours is true and ResumeFacts::monitored is false into
/// exactly one member of the result; leaves out every other check. `facts` and `names` have one
/// entry for every check of `graph`, in the same order; the reasons use the names.
Resumption plan_resumption(const std::vector<ResumeFacts>& facts, const Dependencies& graph,
                           const CheckNames& names);

}  // namespace pkgmap::rules
