// In which order suspended checks come back, and which checks stay suspended.
//
// Pure; never fails. monit's `monitor` goes up to every prerequisite. So a check with a
// prerequisite that somebody switched off stays suspended (docs/design.md, P3), and a check waits
// for the new baselines of all its prerequisites.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/dependencies.hpp"

namespace pkgmap::rules {

/// What is known of one check at the time of resuming.
struct ResumeFacts {
  bool ours = false;             ///< Suspended by this session and not resumed yet.
  bool monitored = false;        ///< monit watches it now.
  bool needs_baseline = false;   ///< Its content is no longer the baseline of monit.
  bool held_by_another = false;  ///< Another session has suspended it, too.
  std::string blocked;           ///< Why it must stay suspended; empty if it may be resumed.
};

/// A check that stays suspended, and why, in one clause.
struct KeptCheck {
  std::size_t check = 0;
  std::string reason;
};

struct Resumption {
  CheckSet first;         ///< monit can monitor them at once.
  CheckSet after_reload;  ///< monit can monitor them once it has taken new baselines.
  CheckSet left;          ///< For another session to resume.
  std::vector<KeptCheck> kept;
};

/// Returns the reason why a check is kept whose prerequisite (a name) somebody switched off.
std::string why_prerequisite_off(const std::string& prerequisite);

/// Returns where each check with ResumeFacts::ours belongs; all members are empty if there is none.
/// `facts` and `names` have one entry for every check of `graph`, in the same order; `names` are
/// for the reasons.
Resumption plan_resumption(const std::vector<ResumeFacts>& facts, const Dependencies& graph,
                           const std::vector<std::string>& names);

}  // namespace pkgmap::rules
