// The pulse: whatever waits or works for long says again and again that this process still goes on.
//
// One listener turns the pulse into a heartbeat on disk. For one thread.
#pragma once

namespace pkgmap {

class PulseListener {
 public:
  virtual ~PulseListener() = default;
  /// Must be cheap: a loop may call it some thousand times in a second.
  virtual void beat() = 0;
};

/// Replaces the listener, which must live until it is replaced; null removes it.
void listen_to_pulses(PulseListener* listener);

void pulse();

}  // namespace pkgmap
