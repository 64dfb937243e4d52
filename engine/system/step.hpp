// Steps: the places where a session writes something durable or asks somebody else.
//
// Each says its name before it acts. Nothing listens in a program that people use; a test listens,
// to count the steps, to let one fail, or to let the process die there. One thread.
#pragma once

#include <functional>
#include <string_view>

#include "engine/system/result.hpp"

namespace pkgmap {

/// Called with the name of the step that is about to be done. Its Error is what the step then
/// fails with.
using StepListener = std::function<Done(std::string_view name)>;

/// Replaces the listener; an empty one: nobody listens.
void listen_to_steps(StepListener listener);

/// `name` is a stable identifier: "journal.write", "monit.act".
Done step(std::string_view name);

/// While one lives, steps of this process are not told: a loop that asks the same thing again and
/// again counts once.
class UntoldSteps {
 public:
  UntoldSteps();
  UntoldSteps(const UntoldSteps&) = delete;
  UntoldSteps& operator=(const UntoldSteps&) = delete;
  ~UntoldSteps();
};

/// How many of them live, and how many shall be taken to: for a test that lets several processes of
/// a model take turns in one. Returns what it was before.
int exchange_untold_steps(int count);

}  // namespace pkgmap
