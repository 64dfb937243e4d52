// Before a transaction: plans, journals, starts the guard, unmonitors, and
// waits until it is true. Nothing is unmonitored before the plan is on disk and
// the guard has given its word.
//
// A hook that comes for a process whose transaction another hook has announced
// already joins that session: the last of them to leave ends it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/session/host.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap {

struct SuspendOutcome {
  std::optional<std::string> session;  ///< None: nothing was suspended.
  std::size_t checks = 0;              ///< In the control file, the implied one included.
  std::vector<std::string> suspended;
  std::vector<std::string> not_suspended;  ///< Planned, but monit did not get to it in time.
  std::vector<std::string> packages;       ///< NEVRAs that the suspended checks belong to.
  std::vector<std::string> notes;          ///< What people should know, a sentence each.
  std::optional<Error>
      trouble;  ///< Went wrong after something had been suspended; the session stands.
  bool stopped_monit = false;  ///< monit could not be asked and does not run now.
  bool refused = false;        ///< The policy wants the transaction not to begin.
};

/// On an Error nothing was changed.
Result<SuspendOutcome> suspend(const Settings& settings, const Transaction& transaction,
                               Host& host = this_host());

}  // namespace pkgmap
