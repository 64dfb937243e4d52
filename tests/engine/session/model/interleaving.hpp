// One interleaving from its beginning to the judgement.
#pragma once

#include <string>
#include <vector>

#include "tests/engine/session/model/scenario.hpp"

namespace pkgmap::model {

struct InterleavingVerdict {
  std::vector<std::string> violations;
  std::string trace;  ///< When it was wanted.
  int alarms_kept = 0;
  int substitutes_ended = 0;
};

InterleavingVerdict run(const Scenario& scenario, bool want_trace = false);

/// The same failure with as few disturbances and managers as possible.
Scenario shortened(Scenario scenario);

/// What somebody needs to understand a failure: the control files and all that happened.
std::string report(const Scenario& scenario);

}  // namespace pkgmap::model
