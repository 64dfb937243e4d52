// The substitute checks on disk: one text in the state directory.
//
// A process writes this text before it writes monit's control files; if it dies in between, the
// next process knows every substitute check all the same. A process that writes the text holds the
// lock of the journal. Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

/// Name of the text in the state directory.
inline constexpr const char* kSubstitutesFile = "drift";

/// Returns the substitute checks of all monits; an empty list if there is no text. If the newest
/// text is damaged or cannot be read, returns the list before the last write. An Error if that list
/// is damaged or cannot be read, too.
Result<std::vector<rules::SubstituteCheck>> read_substitutes(const StateStore& store);

/// As read_substitutes(), for the state directory with this path. Returns an empty list if the
/// directory does not exist.
Result<std::vector<rules::SubstituteCheck>> read_substitutes_of(const std::string& state_directory);

/// Writes the list, durably; an empty list removes the text.
Done write_substitutes(const StateStore& store, const std::vector<rules::SubstituteCheck>& drift);

}  // namespace pkgmap
