// Whether a transaction is over although its package manager lives on and has said nothing.
//
// packagekitd and the like outlive their transactions, so their end says nothing. What is left to
// go by is rpm: its lock was held and is free again, or it was never taken at all. One thread.
#pragma once

#include <optional>

#include "engine/session/host/host.hpp"

namespace pkgmap {

class TransactionWatch {
 public:
  /// All of them outlive it.
  TransactionWatch(const Settings& settings, const SessionRecord& record, Host& host)
      : settings_(settings), record_(record), host_(host) {}

  /// Looks. Never true for a manager that does not run rpm once and only once.
  bool over();

 private:
  const Settings& settings_;
  const SessionRecord& record_;
  Host& host_;
  bool began_ = false;
  std::optional<Host::Clock::time_point> quiet_since_;
};

}  // namespace pkgmap
