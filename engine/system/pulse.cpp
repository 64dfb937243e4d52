#include "engine/system/pulse.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace pkgmap {
namespace {

// Without a destructor: a listener may go when the program ends, after every other object.
constinit std::array<PulseListener*, 4> pulse_listeners{};

}  // namespace

void listen_to_pulses(PulseListener& listener) {
  stop_listening(listener);
  auto* const place = std::find(pulse_listeners.begin(), pulse_listeners.end(), nullptr);
  assert(place != pulse_listeners.end());
  *place = &listener;
}

void stop_listening(const PulseListener& listener) {
  std::replace_if(
      pulse_listeners.begin(), pulse_listeners.end(),
      [&](const PulseListener* known) { return known == &listener; }, nullptr);
}

void pulse() {
  for (PulseListener* const listener : pulse_listeners) {
    if (listener) listener->beat();
  }
}

}  // namespace pkgmap
