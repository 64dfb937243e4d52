// Asks monit to monitor or unmonitor, and waits until it is true.
//
// monit acts asynchronously and another request, or monit itself, can replace
// a pending action: what is not done is asked for again, sparingly, since each
// request costs a cycle of all checks.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/monit/client.hpp"
#include "engine/monit/daemon.hpp"
#include "engine/session/host/host.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

struct Acted {
  status::Status before;          ///< Just before anything was asked for.
  std::vector<std::string> done;  ///< It is so.
  std::vector<std::string> gone;  ///< monit has no such check.
  std::vector<std::string> late;  ///< Not yet when the time was over.
  /// Monitored as asked, looked at, and off again: one of its tests or somebody did that. Or off
  /// with such a one, which it depends on. Not asked for twice.
  std::vector<std::string> off_again;
  /// Not asked for, with the prerequisite that is off: monit's `monitor` would switch that on, too.
  std::map<std::string, std::string> prerequisite_off;
};

/// What to ask for and what must become true of it.
struct Order {
  MonitClient::Verb verb = MonitClient::Verb::monitor;
  std::vector<std::string>
      name;  ///< The checks to name in the request; monit's cascade takes the others.
  std::vector<std::string> expect;  ///< All checks that must follow.
  std::chrono::milliseconds bound{20'000};
  /// Of each that is expected what it depends on, directly or not: for Verb::monitor.
  std::map<std::string, std::vector<std::string>> prerequisites{};
};

/// `daemon` is woken by signal when monit does not move by itself (its pidfile is gone); may be
/// null.
Result<Acted> act_until_true(Host& host, MonitClient& monit, const MonitDaemon* daemon,
                             const Order& order);

}  // namespace pkgmap
