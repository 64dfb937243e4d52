// Asks monit to monitor or unmonitor checks, and waits until monit's status shows the result.
//
// monit acts later than it answers, and another request (or monit itself) can replace a pending
// action. act_until_true() therefore repeats the request for the checks that have not changed their
// state, but seldom, because each request costs a cycle of all checks. For one thread.
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
#include "parsers/source/check_name.hpp"

namespace pkgmap {

/// What became of an Order. Each list has names of checks, as Order::expect has them.
struct Acted {
  status::Status before;  ///< monit's status just before the first request.
  CheckNames done;        ///< Checks in the state that the order asked for.
  CheckNames gone;        ///< Checks that monit does not have.
  CheckNames late;        ///< Checks not yet in that state when the bound was over.
  /// Only for Verb::monitor: checks that monit monitored, looked at and switched off again; a
  /// failing test or a person did that. Also their dependents, which monit's cascade switched off
  /// with them. act_until_true() asks no more for the checks in this list.
  CheckNames off_again;
  /// Only for Verb::monitor: checks that act_until_true() did not ask for, each with a prerequisite
  /// that is off and is not in Order::expect. monit's `monitor` would switch the prerequisite on,
  /// too.
  std::map<std::string, std::string, LessByName> prerequisite_off;
  /// Checks for which Waiting::is_taken returned true after a wait: act_until_true() asks no more
  /// for them.
  CheckNames taken;
  /// Waiting::read_again returned false: this process may not act any more. The other lists are as
  /// the last look at monit's status showed them; all are empty if there was no look yet.
  bool over = false;
};

/// How act_until_true() waits.
struct Waiting {
  /// The turn (engine/session/host/turn.hpp) that the caller has. act_until_true() lets other
  /// processes have it during each wait, and takes it again afterwards. Null: act_until_true() lets
  /// no other process have the turn, and calls neither read_again nor is_taken.
  Turn* turn = nullptr;
  /// Called after each wait, when the process has the turn again: reads again what other processes
  /// may have changed. Returns false if this process may not act any more. An empty function stands
  /// for true.
  std::function<bool()> read_again{};
  /// Called after read_again with the name of a check: whether another session has the check now,
  /// or no session has it any more, so that this process must not ask for it again. An empty
  /// function stands for false.
  std::function<bool(const std::string&)> is_taken{};
};

/// Which checks act_until_true() monitors or unmonitors, and how long it tries.
struct Order {
  MonitClient::Verb verb = MonitClient::Verb::monitor;
  /// The checks that the first request names; monit's cascade reaches the rest of `expect`.
  CheckNames name;
  /// All checks that must change their state, those of `name` included.
  CheckNames expect;
  /// After this time act_until_true() gives up: Acted::late has the checks that are not done.
  std::chrono::milliseconds bound{20'000};
  /// Only for Verb::monitor: for each check in `expect`, every check that it depends on, directly
  /// or through others.
  std::map<std::string, CheckNames, LessByName> prerequisites{};
};

/// Carries out the order. Returns when no expected check is late any more (each is in another list
/// of Acted), when the bound is over, or when Waiting::read_again returns false. If monit is late
/// (it does not always begin a cycle by itself), the function signals `daemon`, the process of
/// monit, once; with null it sends no signal. An Error if monit gives no status at first, if it
/// refuses the first request three times (a check that monit lacks is in Acted::gone, and is no
/// refusal), or if the process does not get the turn again after a wait. In this last case alone
/// Turn::is_held() is false afterwards.
Result<Acted> act_until_true(Host& host, MonitClient& monit, const MonitDaemon* daemon,
                             const Order& order, const Waiting& waiting = {});

}  // namespace pkgmap
