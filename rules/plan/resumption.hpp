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
  bool ours = false;             ///< Suspended by this session and not resumed yet.
  bool monitored = false;        ///< monit watches it now.
  bool needs_baseline = false;   ///< The content of its file is not monit's baseline any more.
  bool held_by_another = false;  ///< Another session has also suspended the check.
  std::string blocked;           ///< Why the check must stay suspended; empty if it may come back.
};

/// A check that stays suspended, and the reason as a clause.
struct KeptCheck {
  std::size_t check = 0;
  std::string reason;
};

/// What becomes of each check that the session has suspended. Indices of Dependencies.
struct Resumption {
  CheckSet first;         ///< To monitor at once.
  CheckSet after_reload;  ///< To monitor after monit has taken new baselines.
  CheckSet left;          ///< Another session will resume these.
  std::vector<KeptCheck> kept;
};

/// Returns the reason for keeping a check whose prerequisite, a check with this name, somebody has
/// switched off.
std::string why_prerequisite_off(const std::string& prerequisite);

/// Puts each check with ResumeFacts::ours into one member of the result. `facts` and `names` have
/// one entry for every check of `graph`, in the same order; the reasons use the names.
Resumption plan_resumption(const std::vector<ResumeFacts>& facts, const Dependencies& graph,
                           const std::vector<std::string>& names);

}  // namespace pkgmap::rules
