// Reads the list of substitute checks (rules/substitute.hpp), adds what it lacks, and picks
// elements of it. substitute_for() and substitutes_of() are pure functions, for any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

/// Returns the element of `substitutes` that stands for the check with the name `check` and the
/// path `path` (Check::path, as the control file has it); null if there is none. All `substitutes`
/// must belong to one control file (substitutes_of()), since two monits may have checks of the same
/// name (not checked). The pointer is valid as long as the list.
const rules::SubstituteCheck* substitute_for(const std::vector<rules::SubstituteCheck>& substitutes,
                                             const std::string& check, const std::string& path);

/// Returns the elements of `all` that belong to the control file with the path `control_file`, in
/// their order. If `others` is not null, appends all other elements to `others`.
std::vector<rules::SubstituteCheck> substitutes_of(
    const std::string& control_file, const std::vector<rules::SubstituteCheck>& all,
    std::vector<rules::SubstituteCheck>* others = nullptr);

/// Returns the substitute checks of all monits; a missing list counts as empty. If the control file
/// (`parsed`) has a substitute check that the list in `store` lacks, since somebody removed the
/// state directory, adds this check to the result and to the list on disk. Adds none if `parsed`
/// has an error. An Error if the list cannot be read or written. The caller holds the lock of the
/// journal. Not thread-safe.
Result<std::vector<rules::SubstituteCheck>> known_substitutes(const StateStore& store,
                                                              const monitrc::Parsed& parsed);

}  // namespace pkgmap
