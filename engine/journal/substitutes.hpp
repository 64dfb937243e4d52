// The substitute checks, on disk: one text in the state directory.
//
// Written before monit's control files are, so that whoever comes after a death knows them. The
// caller holds the lock while he writes.
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

/// Empty when there is no text. A damaged one is answered as it was one write before; an Error when
/// that is damaged, too.
Result<std::vector<rules::SubstituteCheck>> read_substitutes(const StateStore& store);

/// The same of a state directory that need not be there.
Result<std::vector<rules::SubstituteCheck>> read_substitutes_of(const std::string& state_directory);

/// The text goes with the last of them.
Done write_substitutes(const StateStore& store, const std::vector<rules::SubstituteCheck>& drift);

}  // namespace pkgmap
