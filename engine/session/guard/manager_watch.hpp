// Whether rpm or dpkg is at work: for a manager that has died, whether what it began goes on; for
// one that lives on, whether its transaction is over though no hook has said so.
//
// The host must outlive the object. For one thread; cannot fail.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class ManagerWatch {
 public:
  /// `manager`: the process of the package manager. `not_before`: the start time of the guard; a
  /// process that began before it belongs to another job of the same terminal.
  ManagerWatch(const Settings& settings, int manager, std::uint64_t not_before, Host& host)
      : settings_(settings),
        host_(host),
        group_(host.process_group(manager)),
        not_before_(not_before) {}

  /// Whether what the dead package manager began goes on: rpm or dpkg, a script of theirs, or, for
  /// a minute after the first call, other orphans.
  bool goes_on();

  /// Whether the transaction of a package manager that lives on has been over for five minutes.
  /// Transactions of other package managers say nothing about this one. Never of a series: its
  /// packages are transactions of their own, and much time may pass between two.
  bool is_done(const SessionRecord& record);

 private:
  const Settings& settings_;
  Host& host_;
  std::optional<int> group_;  ///< The package manager's.
  std::uint64_t not_before_;
  std::optional<Host::Clock::time_point> last_transaction_;  ///< When one was last seen.
  std::optional<Host::Clock::time_point> alone_since_;
  Host::Clock::time_point next_scan_{};
};

}  // namespace pkgmap
