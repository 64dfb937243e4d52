// Before a transaction, writes the content records: for each file of a checksum test without
// `expect`, the digests of the content that monit and this program agree upon (keep_records(),
// engine/session/acts/gate.hpp).
//
// Each of the two functions reads for 3 s at most, because a package manager waits. If a file is
// too large to be read in this time, a good content in its record stays; if the record has none, it
// gets the digest that monit shows. Private to engine/session/suspend. For one thread.
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
  // Both pointers are null if monit cannot be asked; otherwise none is.
  MonitClient* client = nullptr;
  const status::Status* status = nullptr;
  /// When monit read the files, in seconds since the epoch. nullopt if monit has not read the files
  /// yet, and will take the contents that it then finds as its baselines. Ignored unless `client`
  /// is null.
  std::optional<std::int64_t> read_at{};
};

/// Reads the files that note_contents() will need, for 3 s at most; `reading` keeps their digests.
/// Needs no lock of the journal, so that no other process waits.
void read_contents_ahead(const Settings& settings, const monitrc::ControlFile& control_file,
                         FileLook& reading, Host& host);

/// Writes the content records. `sessions`: the sessions of this monit. `reading`: the FileLook that
/// read_contents_ahead() filled. The caller holds the lock of the journal. Returns the paths of the
/// files that hold their good content (rules/judge/good_content.hpp), for SessionRecord::good. If
/// the package database gives no answer, changes no record and returns no path. An Error if the
/// records, or the list of substitute checks, cannot be read or written.
Result<std::vector<std::string>> note_contents(const Settings& settings,
                                               const monitrc::Parsed& parsed, const LookedAt& monit,
                                               const std::vector<SessionRecord>& sessions,
                                               const Journal& journal, FileLook& reading,
                                               Host& host);

}  // namespace pkgmap
