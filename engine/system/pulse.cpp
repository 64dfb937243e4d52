#include "engine/system/pulse.hpp"

#include <algorithm>
#include <vector>

namespace pkgmap {
namespace {

std::vector<PulseListener*>& pulse_listeners() {
  static std::vector<PulseListener*> listeners;
  return listeners;
}

}  // namespace

void listen_to_pulses(PulseListener& listener) {
  stop_listening(listener);
  pulse_listeners().push_back(&listener);
}

void stop_listening(const PulseListener& listener) {
  std::erase(pulse_listeners(), &listener);
}

void pulse() {
  for (PulseListener* const listener : pulse_listeners()) listener->beat();
}

}  // namespace pkgmap
