// Reads and completes the list of substitute checks (rules/substitute.hpp), and picks some of them.
// All but known_substitutes() are pure functions, for any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/system/files/state_store.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "rules/substitute.hpp"

namespace pkgmap {

/// Returns the element of `substitutes` that stands for the check with the name `check`, whose path
/// (Check::path) is `path`; null if there is none. `substitutes` must be those of one control file
/// (substitutes_of()), since two monits may have checks of the same name (not checked). The pointer
/// is valid as long as the list.
const rules::SubstituteCheck* substitute_for(const std::vector<rules::SubstituteCheck>& substitutes,
                                             const std::string& check, const std::string& path);

/// Returns those of `all` that belong to the control file with the path `control_file`. If `others`
/// is not null, appends the rest, which belong to other monits, to `others`.
std::vector<rules::SubstituteCheck> substitutes_of(
    const std::string& control_file, const std::vector<rules::SubstituteCheck>& all,
    std::vector<rules::SubstituteCheck>* others = nullptr);

/// Returns the substitute checks of all monits; a missing list counts as empty. If the list in
/// `store` lacks a substitute check that the control file has, since somebody removed the state
/// directory, adds this check to the result and to the list on disk; adds none if `parsed` has an
/// error. The caller holds the lock of the journal. Not thread-safe. An Error if the list cannot be
/// read or written.
Result<std::vector<rules::SubstituteCheck>> known_substitutes(const StateStore& store,
                                                              const monitrc::Parsed& parsed);

}  // namespace pkgmap
