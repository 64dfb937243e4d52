// Gathers the facts that rules::evaluate() needs, and no more.
//
// The cost grows with the checks and with the packages in question, not with the package database:
// the functions read only files whose base name a check mentions. A Result is an Error if the
// package database cannot be read. For one thread.
#pragma once

#include "engine/facts/package_choice.hpp"
#include "engine/journal/session_record.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// Returns what the checks name: paths below `root`, units and, if `root` is "/", processes. The
/// checks must outlive the facts. `control_file` is the path, inside `root`, of the file that has
/// the checks: commands that ask another monit act on none of them; empty: not known. Ignores the
/// process `manager`, which is the package manager (0 for none), its children, and the callers of
/// this program.
std::vector<rules::CheckFacts> gather_checks(const std::vector<monitrc::Check>& checks,
                                             const std::string& root,
                                             const std::string& control_file = {}, int manager = 0);

/// The same for the place of the settings; of a bundle returns what was recorded. Fails only if the
/// bundle is about other checks.
Result<std::vector<rules::CheckFacts>> gather_checks(const monitrc::ControlFile& control_file,
                                                     const Settings& settings, int manager = 0);

/// Sets CheckFacts::state and CheckFacts::errors from monit's status: `unread` for a check that
/// monit does not have.
void note_states(const status::Status& status, std::vector<rules::CheckFacts>& checks);

/// Returns the sessions of the monit that runs with this control file. Another monit may have
/// checks of the same names.
std::vector<SessionRecord> sessions_of(std::vector<SessionRecord> sessions,
                                       const std::string& control_file);

/// Marks the checks that a session has suspended as monitored: the administrator has not switched
/// them off.
void note_sessions(const std::vector<SessionRecord>& sessions,
                   std::vector<rules::CheckFacts>& checks);

/// Returns the packages with the files that checks name. Removes from `choices` each package of
/// which only triggers run and of which no check names a file. A package file that cannot be read
/// has no files, and a note in `choices` says so.
Result<std::vector<rules::PackageFacts>> gather_packages(
    PackageChoices& choices, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database, const std::string& root);

/// Returns the installed packages that own a file which a check names, with the files that checks
/// name. `checks` are facts of this moment.
Result<std::vector<rules::PackageFacts>> gather_owners(const std::vector<rules::CheckFacts>& checks,
                                                       PackageDatabase& database,
                                                       const std::string& root);

/// Returns a filter for all files that checks name.
FileFilter files_named_by(const std::vector<rules::CheckFacts>& checks);

/// Returns every resolved path by which a check can belong to a package; may be empty.
std::vector<std::string> paths_of(const rules::CheckFacts& check);
/// Returns the resolved path of every library that the processes of a check have mapped.
std::vector<std::string> libraries_of(const rules::CheckFacts& check);

}  // namespace pkgmap
