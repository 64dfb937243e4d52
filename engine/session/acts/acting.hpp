// Asks monit to monitor or unmonitor checks, and waits until monit's status shows the result.
//
// monit acts later than it answers, and another request (or monit itself) can replace a pending
// action. act_until_true() therefore repeats the request for what has not happened, but seldom,
// because each request costs a cycle of all checks.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/session/host/host.hpp"
#include "engine/session/host/turn.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

struct Acted {
  status::Status before;          ///< monit's status just before the first request.
  std::vector<std::string> done;  ///< Checks in the state that was asked for.
  std::vector<std::string> gone;  ///< Checks that monit does not have.
  std::vector<std::string> late;  ///< Checks not yet in that state when the bound was over.
  /// Checks that monit monitored, looked at and switched off again: a failing test or a person did
  /// that. Their dependents, which the cascade switched off with them, are in the list, too. They
  /// are not asked for again.
  std::vector<std::string> off_again;
  /// Checks that were not asked for, each with its prerequisite that is off: monit's `monitor`
  /// would switch the prerequisite on, too.
  std::map<std::string, std::string> prerequisite_off;
  /// Checks that are left alone, since they are another session's or nobody's any more: that
  /// changed while this process waited.
  std::vector<std::string> taken;
  /// This process may not act any more, so the other lists are as the last look showed them.
  bool over = false;
};

/// How act_until_true() waits while the caller has the turn.
struct Waiting {
  /// Others act while act_until_true() waits. Null for a caller that has no turn.
  Turn* turn = nullptr;
  /// After each wait, when the process has the turn again: reads what others may have changed.
  /// Returns false if this process may not act any more. Empty: it may.
  std::function<bool()> read_again{};
  /// After read_again(): whether this check is another session's or nobody's now, so that it must
  /// not be asked for again. Empty: none is.
  std::function<bool(const std::string&)> is_taken{};
};

/// The checks to ask for, and the checks that must change their state.
struct Order {
  MonitClient::Verb verb = MonitClient::Verb::monitor;
  std::vector<std::string>
      name;  ///< The checks that the request names; monit's cascade reaches the others.
  std::vector<std::string> expect;  ///< All checks that must change their state.
  std::chrono::milliseconds bound{20'000};
  /// For Verb::monitor: of each check in `expect`, every check that it depends on, directly or
  /// through others.
  std::map<std::string, std::vector<std::string>> prerequisites{};
};

/// Returns when every expected check is done, gone or set aside (Acted says which), or when the
/// bound is over, or `waiting` says so. `daemon` gets a signal when monit does not begin a cycle by
/// itself, as when its pidfile is gone; null sends no signal. An Error if monit gives no
/// status, or refuses the first request three times, or if the turn does not come again after a
/// wait.
Result<Acted> act_until_true(Host& host, MonitClient& monit, const MonitDaemon* daemon,
                             const Order& order, const Waiting& waiting = {});

}  // namespace pkgmap
