// The substitute checks (rules/substitute.hpp) on disk: one text in the state directory.
//
// A process writes this text before it writes the control file with the substitute checks. So if
// the process dies between the two writes, the next process still knows every substitute check. A
// process that writes the text holds the lock of the journal (not checked). Not thread-safe.
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

/// Name of the text in the state directory.
inline constexpr const char* kSubstitutesFile = "drift";

/// Returns the substitute checks of all monits that use this state directory, without
/// SubstituteCheck::alerts, which the text does not have. Returns an empty list if there is no
/// text. If the text is damaged or cannot be read, returns the list before the last write. An Error
/// if that earlier list does not exist, is damaged, or cannot be read.
Result<std::vector<rules::SubstituteCheck>> read_substitutes(const StateStore& store);

/// As read_substitutes(), for the state directory with this path. Returns an empty list if the
/// directory does not exist.
Result<std::vector<rules::SubstituteCheck>> read_substitutes_of(const std::string& state_directory);

/// Writes the list, durably; an empty list removes the text.
Done write_substitutes(const StateStore& store, const std::vector<rules::SubstituteCheck>& drift);

}  // namespace pkgmap
