// Steps: the places where a session writes durable data or asks another program.
//
// The code reports each step by its name before it acts. Only tests set a listener, which counts
// the steps, lets a step fail, or lets the process die there. For one thread.
#pragma once

#include <functional>
#include <string_view>

#include "engine/system/result.hpp"

namespace pkgmap {

/// A function that step() calls with the name of the step that comes next. An Error from it is the
/// result of step().
using StepListener = std::function<Done(std::string_view name)>;

/// Replaces the listener; an empty function removes it.
void listen_to_steps(StepListener listener);

/// Calls pulse(), reports the step `name`, and returns what the listener returns; success if there
/// is no listener or an UntoldSteps lives. The caller does not act after an Error. `name` is a
/// stable identifier: "journal.write", "monit.act".
Done step(std::string_view name);

/// As long as an object of this type lives, step() does not call the listener. So a loop that
/// repeats a request counts as one step.
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
