// Requests to monit by a process that has the turn: a request takes two seconds at most, and a
// process that must wait for monit lets the turn go meanwhile.
//
// Not thread-safe.
#pragma once

#include <functional>
#include <optional>

#include "engine/monit/client.hpp"
#include "engine/session/host/turn.hpp"

namespace pkgmap {

/// While an AtOnce lives, the client tries each request once and waits two seconds at most. The
/// client must outlive the object.
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

/// Returns monit's status, got while this process has the turn, which the caller has at the call
/// and again at the return. If monit does not answer within two seconds, other processes have the
/// turn while this process waits as a patient client does (MonitClient::be_patient()); then
/// `read_again` reads what they may have changed (empty: there is nothing to read), and this
/// process asks monit anew. It waits so twice at most. The function makes the client impatient
/// itself. Returns nullopt if `read_again` returns false: this process may not act any more. An
/// Error if monit gives no status, or if the process does not get the turn again: only in this case
/// Turn::is_held() is false.
Result<std::optional<status::Status>> status_in_turn(Host& host, Turn& turn, MonitClient& monit,
                                                     const std::function<bool()>& read_again = {});

}  // namespace pkgmap
