// Says whether the transaction of one package manager goes on. After the death of the package
// manager: whether something that it began still runs. While it lives: whether the transaction has
// ended though no hook has said so.
//
// For one thread. The functions cannot fail.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class ManagerWatch {
 public:
  /// `manager`: the pid of the package manager. If it is 0, or the process has ended already,
  /// goes_on() cannot find orphans; it still sees rpm, dpkg and their scripts. `not_before`: the
  /// start time of the guard, in clock ticks since boot. A process that began before the guard is
  /// no orphan of the package manager, but belongs to another job of the same terminal. Settings
  /// and host must outlive the object.
  ManagerWatch(const Settings& settings, int manager, std::uint64_t not_before, Host& host)
      : settings_(settings),
        host_(host),
        group_(host.process_group(manager)),
        not_before_(not_before) {}

  /// For a dead package manager: returns whether something that it began goes on. This may be rpm
  /// or dpkg, or one of their scripts; in the first minute after the first call also another
  /// orphan. Nobody can tell who began rpm, dpkg or a script, so every process counts that holds
  /// the lock of rpm or dpkg, and every scriptlet that began after the guard. Looks at all
  /// processes once a second at most, and returns true without a look in between.
  bool goes_on();

  /// For a living package manager: returns whether the transaction is over, that is, whether the
  /// last call that saw a transaction of this package manager is at least five minutes ago. False
  /// if no call has seen a transaction yet. A transaction of a process that this process cannot see
  /// counts as that of the package manager. Always false for a session without a package manager,
  /// and for a series, since much time may pass between two of its transactions.
  bool is_done(const SessionRecord& record);

 private:
  const Settings& settings_;
  Host& host_;
  /// The process group of the package manager; nullopt if it had ended.
  std::optional<int> group_;
  std::uint64_t not_before_;
  /// When is_done() last saw a transaction.
  std::optional<Host::Clock::time_point> last_transaction_;
  std::optional<Host::Clock::time_point> alone_since_;
  Host::Clock::time_point next_scan_{};
};

}  // namespace pkgmap
