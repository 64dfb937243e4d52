// The pulse: code that waits or works for long calls pulse() again and again, to say that this
// process still goes on.
//
// One listener turns the pulse into a heartbeat on disk. For one thread.
#pragma once

namespace pkgmap {

/// Hears every pulse.
class PulseListener {
 public:
  virtual ~PulseListener() = default;
  /// Called by pulse(). Must be cheap: a loop may call it some thousand times in a second.
  virtual void beat() = 0;
};

/// Replaces the listener, which must live until it is replaced; null removes it.
void listen_to_pulses(PulseListener* listener);

/// Calls the listener, if there is one.
void pulse();

}  // namespace pkgmap
