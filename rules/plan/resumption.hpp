// In which order suspended checks come back, and which cannot.
//
// Pure. monit's `monitor` goes up to every prerequisite, so a check whose
// prerequisite somebody switched off stays as it is (P3), and a check waits
// for the new baselines of everything that it depends on.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rules/dependencies.hpp"

namespace pkgmap::rules {

/// What is known of each check at the time of resuming; one entry for every check of the control
/// file.
struct ResumeFacts {
  bool ours = false;             ///< Suspended by this session and not resumed yet.
  bool monitored = false;        ///< monit watches it now.
  bool needs_baseline = false;   ///< Ours, and its content is no longer what monit compares with.
  bool held_by_another = false;  ///< Another session has it suspended, too.
  std::string blocked;           ///< Why it must stay suspended; empty: nothing stands in the way.
};

struct KeptCheck {
  std::size_t check = 0;
  std::string reason;
};

struct Resumption {
  CheckSet first;         ///< Can be monitored at once.
  CheckSet after_reload;  ///< Only once monit has taken new baselines.
  CheckSet left;          ///< For another session to resume.
  std::vector<KeptCheck> kept;
};

/// Why a check below one that somebody switched off is kept.
std::string why_prerequisite_off(const std::string& prerequisite);

/// `names` are those of the checks, for the reasons.
Resumption plan_resumption(const std::vector<ResumeFacts>& facts, const Dependencies& graph,
                           const std::vector<std::string>& names);

}  // namespace pkgmap::rules
