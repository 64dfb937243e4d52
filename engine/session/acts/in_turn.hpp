// Requests to monit by a process that has the turn (engine/session/host/turn.hpp): each request
// takes two seconds at most, and a process that must wait longer for monit gives the turn up
// meanwhile.
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

/// Returns monit's status, which monit gave while this process had the turn. The caller has the
/// turn at the call and again at the return. The caller needs no AtOnce: the function makes one.
///
/// If monit does not answer within two seconds, this process gives the turn up, and waits for monit
/// as a patient client does (MonitClient::be_patient(): 5 s for each answer). Then this process
/// takes the turn again, calls `read_again` to read what other processes may have changed, and asks
/// monit anew. An empty `read_again` stands for one that returns true. The function waits in this
/// way twice at most.
///
/// Returns nullopt if `read_again` returns false: this process may not act any more. Returns an
/// Error if monit does not give its status even then. Returns an Error also if this process does
/// not get the turn again; only after this Error Turn::is_held() is false.
Result<std::optional<status::Status>> status_in_turn(Host& host, Turn& turn, MonitClient& monit,
                                                     const std::function<bool()>& read_again = {});

}  // namespace pkgmap
