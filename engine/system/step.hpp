// Steps: the places where a session writes durable data or asks another program.
//
// The code reports each step by its name before it acts. Only tests listen: a listener counts the
// steps, lets a step fail, or lets the process die there. For one thread.
#pragma once

#include <functional>
#include <string_view>

#include "engine/system/result.hpp"

namespace pkgmap {

/// Called with the name of the step that comes next. If it returns an Error, the step fails with
/// this Error.
using StepListener = std::function<Done(std::string_view name)>;

/// Replaces the listener; an empty function removes it.
void listen_to_steps(StepListener listener);

/// Reports a step, and returns what the listener returns; success without a listener. `name` is a
/// stable identifier: "journal.write", "monit.act".
Done step(std::string_view name);

/// While an UntoldSteps lives, the listener hears of no step. So a loop that repeats a request
/// counts as one step.
class UntoldSteps {
 public:
  UntoldSteps();
  UntoldSteps(const UntoldSteps&) = delete;
  UntoldSteps& operator=(const UntoldSteps&) = delete;
  ~UntoldSteps();
};

/// Sets the number of living UntoldSteps, and returns the number before. For a test in which
/// several processes of a model take turns in one real process.
int exchange_untold_steps(int count);

}  // namespace pkgmap
