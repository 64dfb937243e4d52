// The pulse: code that waits or works for long calls pulse() again and again, to say that this
// process still goes on.
//
// One listener turns the pulse into a heartbeat on disk; another listener shows people what the
// process waits for. All functions are for one thread.
#pragma once

namespace pkgmap {

/// Hears every pulse.
class PulseListener {
 public:
  virtual ~PulseListener() = default;
  /// Called by pulse(). Must be cheap: a loop may call it some thousand times in a second.
  virtual void beat() = 0;
};

/// Makes the listener hear every pulse until stop_listening(); the listener must live until then. A
/// second call for the same listener has no effect. At most four listeners may listen at a time
/// (asserted).
void listen_to_pulses(PulseListener& listener);
/// Ends what listen_to_pulses() began. Has no effect if the listener does not listen.
void stop_listening(const PulseListener& listener);

/// Calls all listeners.
void pulse();

}  // namespace pkgmap
