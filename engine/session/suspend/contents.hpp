// Before a transaction: writes down what monit and this program agree that the checksummed files
// hold.
//
// The work takes 3 s at most, because a package manager waits. Of a file that is too large to be
// read in that time, the record gets what monit shows. Private to engine/session/suspend.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/journal/journal.hpp"
#include "engine/session/acts/file_look.hpp"
#include "engine/session/host/host.hpp"

namespace pkgmap {

/// The monit whose files are looked at.
struct LookedAt {
  MonitClient* client = nullptr;  ///< Null if monit cannot be asked.
  const status::Status* status = nullptr;
  /// When monit read the files, if monit cannot be asked; see Agreed::read_at.
  std::optional<std::int64_t> read_at{};
};

/// Reads the files that note_contents() will look at, as far as they can be read in 3 s. Needs no
/// lock, so that nobody waits for it.
void read_contents_ahead(const Settings& settings, const monitrc::ControlFile& control_file,
                         FileLook& reading, Host& host);

/// Returns the paths of the files whose content is good. `sessions` are the sessions of this monit.
/// The caller holds the lock. An Error if the records cannot be read or written; no record changes
/// if the package database gives no answer.
Result<std::vector<std::string>> note_contents(const Settings& settings,
                                               const monitrc::ControlFile& control_file,
                                               const LookedAt& monit,
                                               const std::vector<SessionRecord>& sessions,
                                               const Journal& journal, FileLook& reading,
                                               Host& host);

}  // namespace pkgmap
