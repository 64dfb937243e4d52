// The substitute checks on disk: one text in the state directory.
//
// The text is written before monit's control files are, so that after a death the next process
// knows every substitute check. Whoever writes holds the lock.
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

/// Its name in the state directory.
inline constexpr const char* kSubstitutesFile = "drift";

/// Returns an empty list if there is no text, and the list before the last write if the newest text
/// is damaged. An Error if both are damaged.
Result<std::vector<rules::SubstituteCheck>> read_substitutes(const StateStore& store);

/// The same for a state directory, which need not exist.
Result<std::vector<rules::SubstituteCheck>> read_substitutes_of(const std::string& state_directory);

/// Writes the list, durably; an empty list removes the text.
Done write_substitutes(const StateStore& store, const std::vector<rules::SubstituteCheck>& drift);

}  // namespace pkgmap
