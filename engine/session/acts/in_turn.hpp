// Requests to monit by a process that has the turn: an act takes two seconds at most, and whoever
// must wait for monit lets the turn go.
//
// Not thread-safe.
#pragma once

#include <functional>
#include <optional>

#include "engine/monit/client.hpp"
#include "engine/session/host/turn.hpp"

namespace pkgmap {

/// As long as it lives, the client makes each request once and waits two seconds at most. The
/// client must outlive it.
class AtOnce {
 public:
  explicit AtOnce(MonitClient& monit) : monit_(monit), before_(monit.be_patient(false)) {}
  AtOnce(const AtOnce&) = delete;
  AtOnce& operator=(const AtOnce&) = delete;
  ~AtOnce() { monit_.be_patient(before_); }

 private:
  MonitClient& monit_;
  bool before_;
};

/// monit's status under the lock. If monit does not answer at once, others have the turn while this
/// process waits for monit's answer; then `read_again` reads what they may have changed (empty:
/// nothing to read), and monit is asked anew. Returns nullopt if `read_again` returns false: this
/// process may not act any more. An Error if monit gives no status, or if the turn does not come
/// again.
Result<std::optional<status::Status>> status_in_turn(Host& host, Turn& turn, MonitClient& monit,
                                                     const std::function<bool()>& read_again = {});

}  // namespace pkgmap
