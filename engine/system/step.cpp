#include "engine/system/step.hpp"

#include <utility>

#include "engine/system/pulse.hpp"

namespace pkgmap {
namespace {

StepListener& listener() {
  static StepListener one;
  return one;
}

int untold = 0;

}  // namespace

void listen_to_steps(StepListener listening) {
  listener() = std::move(listening);
}

Done step(std::string_view name) {
  pulse();
  if (untold > 0 || !listener()) return done();
  return listener()(name);
}

UntoldSteps::UntoldSteps() {
  ++untold;
}

UntoldSteps::~UntoldSteps() {
  --untold;
}

int exchange_untold_steps(int count) {
  return std::exchange(untold, count);
}

}  // namespace pkgmap
