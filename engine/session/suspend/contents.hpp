// Before a transaction: notes what monit and we agree that the checksummed files hold.
//
// Bounded, as a package manager waits: of a file that is too large to be read in that time, what
// monit shows is noted. Private to engine/session/suspend.
#pragma once

#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// A monit to ask, with what it just said.
struct AskedMonit {
  MonitClient& client;
  const status::Status& status;
};

/// `monit` null: it cannot be asked, and what is seen for the first time is what it holds.
/// `sessions` are those of this monit. The caller holds the lock.
Done note_contents(const Settings& settings, const monitrc::ControlFile& control_file,
                   const AskedMonit* monit, const std::vector<SessionRecord>& sessions,
                   const Journal& journal, Host& host);

}  // namespace pkgmap
