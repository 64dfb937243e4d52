// What monit was last seen to compare each file with, where it cannot always be asked: one text in
// the state directory.
//
// monit shows the digest of an `if changed checksum` only while the check is on and well. The
// caller holds the lock while he writes.
#pragma once

#include <vector>

#include "engine/journal/session_record.hpp"
#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Fills in the digests of `baselines` that are not known, for the same check and path. A text that
/// is missing or damaged knows nothing.
void fill_in_known(const StateStore& store, std::vector<HeldBaseline>& baselines);

/// Notes those of `baselines` that have a digest. Writes only what is news.
Done note_known(const StateStore& store, const std::vector<HeldBaseline>& baselines);

}  // namespace pkgmap
