// Runs one interleaving of a scenario, and judges it at the end.
#pragma once

#include <string>
#include <vector>

#include "tests/engine/session/model/scenario.hpp"

namespace pkgmap::model {

struct InterleavingVerdict {
  std::vector<std::string> violations;
  std::string trace;  ///< Empty unless it was wanted.
  int alarms_kept = 0;
  int substitutes_ended = 0;
  std::size_t calls = 0;    ///< How many calls its processes made that may fail.
  std::string failed_call;  ///< Name of the call that failed by the fault; empty if none did.
};

/// `fault` comes until everything has settled; the `recover` at the end has no fault.
InterleavingVerdict run(const Scenario& scenario, bool want_trace = false,
                        Faults::Fault fault = {});

/// The same failure with as few disturbances and package managers as possible.
Scenario shortened(Scenario scenario);

/// Everything that explains a failure: the control files and the trace.
std::string report(const Scenario& scenario, Faults::Fault fault = {});

}  // namespace pkgmap::model
