// Repeats an act of the program, and lets another one of its calls of the C library fail each time,
// until the act makes no further call.
//
// For one thread. The number of faults is printed after all tests.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <utility>

#include <gmock/gmock.h>

#include "tests/faults/faults.hpp"

namespace pkgmap::test {

inline constexpr std::array<faults::Effect, 6> kErrors = {
    faults::Effect::no_space,      faults::Effect::input_output, faults::Effect::interrupted,
    faults::Effect::no_descriptor, faults::Effect::no_memory,    faults::Effect::short_count};

/// One repetition: its act has to be called with the fault once.
class Try {
 public:
  Try(faults::Effect effect, long number) : effect_(effect), number_(number) {}

  /// Runs the act. One call in it fails.
  template <class Act>
  auto with_fault(const Act& act) const {
    faults_arm(effect_, number_);
    auto result = act();
    hit_ = faults_disarm();
    return result;
  }
  /// Runs the act in a child, which dies at a call in it.
  void dies(const std::function<void()>& act) const;

  /// The function that failed; null if the act made fewer calls.
  const char* hit() const { return hit_; }

 private:
  faults::Effect effect_;
  long number_;
  mutable const char* hit_ = nullptr;
};

/// What strerror(3) says of an effect.
std::string reason_of(faults::Effect effect);

/// Calls `repeat` again and again, until the act in it makes no call that could have the effect. It
/// is an error of the test if there is none at all, but for an effect that the act cannot have.
void every_call(faults::Effect effect, const std::function<void(const Try&)>& repeat);
/// The same for the deaths before and after a call.
void every_death(const std::function<void(const Try&)>& repeat);

/// If there is no result, its error must name that of the effect: "No space left on device".
template <class Result>
void expect_reason(const Result& result, faults::Effect effect) {
  if (!result) {
    EXPECT_THAT(result.error().message, testing::HasSubstr(reason_of(effect)));
  }
}

}  // namespace pkgmap::test
