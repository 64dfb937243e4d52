#include "engine/system/pulse.hpp"

namespace pkgmap {
namespace {

PulseListener* pulse_listener = nullptr;

}  // namespace

void listen_to_pulses(PulseListener* listener) {
  pulse_listener = listener;
}

void pulse() {
  if (pulse_listener) pulse_listener->beat();
}

}  // namespace pkgmap
