// Asks monit to monitor or unmonitor checks, and waits until monit's status shows the result.
//
// monit answers a request before it acts, and another request (or monit itself) can replace a
// pending action. So act_until_true() repeats the request for the checks that have not changed
// their state; it does so seldom, because each request costs a cycle of all checks. For one thread.
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
  /// Only for Verb::monitor: checks that monit monitored, looked at and switched off again (a
  /// failing test or a person did that), and their dependents, which monit's cascade switched off
  /// with them. Also checks that are still off after three requests. act_until_true() asks no more
  /// for the checks in this list.
  CheckNames off_again;
  /// Only for Verb::monitor: checks that act_until_true() did not ask for, since monit's `monitor`
  /// would also switch on a prerequisite that is off and is not in Order::expect. The value is the
  /// name of this prerequisite.
  std::map<std::string, std::string, LessByName> prerequisite_off;
  /// Checks for which Waiting::is_taken returned true after a wait: act_until_true() asks no more
  /// for the checks in this list.
  CheckNames taken;
  /// True if Waiting::read_again returned false: this process may not act any more. The other lists
  /// are as the last look at monit's status showed them; all are empty if there was no look yet.
  bool over = false;
};

/// How act_until_true() waits.
struct Waiting {
  /// The turn (engine/session/host/turn.hpp), which the caller has. During each wait,
  /// act_until_true() gives the turn up, and takes it again afterwards. Null: act_until_true()
  /// gives no turn up, and calls neither read_again nor is_taken.
  Turn* turn = nullptr;
  /// Called after each wait, when the process has the turn again: reads again what other processes
  /// may have changed, and returns whether this process may still act. An empty function stands for
  /// one that returns true.
  std::function<bool()> read_again{};
  /// Called after read_again with the name of a check. Returns true if this process must not ask
  /// for the check again, because another session has the check now, or because no session has it
  /// any more. An empty function stands for one that returns false.
  std::function<bool(const std::string&)> is_taken{};
};

/// Which checks act_until_true() monitors or unmonitors, and how long it tries.
struct Order {
  MonitClient::Verb verb = MonitClient::Verb::monitor;
  /// The checks that the first request names; monit's cascade reaches the rest of `expect`.
  CheckNames name;
  /// All checks that must change their state, those of `name` included.
  CheckNames expect;
  /// After this time act_until_true() gives up; Acted::late then names the checks that have not
  /// changed their state.
  std::chrono::milliseconds bound{20'000};
  /// Only for Verb::monitor: for each check in `expect`, every check that it depends on, directly
  /// or through others.
  std::map<std::string, CheckNames, LessByName> prerequisites{};
};

/// Carries out the order. Returns when no expected check is late any more (each is in another list
/// of Acted), when the bound is over, or when Waiting::read_again returns false.
///
/// monit does not always begin a cycle by itself. So if checks are late after 0.7 s, the function
/// wakes monit once by a signal to `daemon`, the process of monit; with null it sends no signal.
///
/// An Error if monit gives no status at first, or if it refuses the first request three times. (A
/// check that monit lacks is in Acted::gone, and is no refusal.) An Error also if the process does
/// not get the turn again after a wait; only then Turn::is_held() is false afterwards.
Result<Acted> act_until_true(Host& host, MonitClient& monit, const MonitDaemon* daemon,
                             const Order& order, const Waiting& waiting = {});

}  // namespace pkgmap
