// Before a transaction: writes down what monit and this program agree that the checksummed files
// hold.
//
// The work takes 3 s at most, because a package manager waits. Of a file that is too large to be
// read in that time, the record gets what monit shows. Private to engine/session/suspend.
#pragma once

#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// A monit that answers, and its latest status.
struct AskedMonit {
  MonitClient& client;
  const status::Status& status;
};

/// Returns the paths of the files whose content is good. `monit` is null if monit cannot be asked:
/// then the first content that is seen of a file counts as the one that monit holds. `sessions` are
/// the sessions of this monit. The caller holds the lock. An Error if the records cannot be read or
/// written; no record changes if the package database gives no answer.
Result<std::vector<std::string>> note_contents(const Settings& settings,
                                               const monitrc::ControlFile& control_file,
                                               const AskedMonit* monit,
                                               const std::vector<SessionRecord>& sessions,
                                               const Journal& journal, Host& host);

}  // namespace pkgmap
