// Gathers the facts that rules::evaluate() needs, and no more.
//
// The cost grows with the checks and with the packages in question, not with the package database:
// the functions read only files whose base name a check mentions. An Error always says that the
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

/// Returns what the checks name, in their order: paths below `root`, units and, if `root` is "/",
/// processes. The checks must outlive the facts. `control_file`: the path, as seen from inside
/// `root`, of the file that has the checks, so that commands that ask another monit act on none of
/// them; empty: not known. `manager`: the pid of the package manager (0: none). The package
/// manager, its children and the callers of this program count as no process of a check.
std::vector<rules::CheckFacts> gather_checks(const std::vector<monitrc::Check>& checks,
                                             const std::string& root,
                                             const std::string& control_file = {}, int manager = 0);

/// The same for the place of the settings; of a bundle returns what was recorded. Fails only if the
/// bundle is about other checks.
Result<std::vector<rules::CheckFacts>> gather_checks(const monitrc::ControlFile& control_file,
                                                     const Settings& settings, int manager = 0);

/// Sets CheckFacts::state and CheckFacts::errors from monit's status. The state is `unread` for a
/// check that monit does not have.
void note_states(const status::Status& status, std::vector<rules::CheckFacts>& checks);

/// Returns those of `sessions` that belong to the monit with this control file. Another monit may
/// have checks of the same names.
std::vector<SessionRecord> sessions_of(std::vector<SessionRecord> sessions,
                                       const std::string& control_file);

/// Sets CheckFacts::state to `monitored` for each check that is off because a session has suspended
/// it: no administrator has switched it off.
void note_sessions(const std::vector<SessionRecord>& sessions,
                   std::vector<rules::CheckFacts>& checks);

/// Returns the packages of `choices` with those of their files that checks name. First removes from
/// `choices` each package of which only triggers run and of which no check names a file, so that
/// the result has one entry for each of choices.packages. A package file that cannot be read has no
/// files, and a note in `choices` says so.
Result<std::vector<rules::PackageFacts>> gather_packages(
    PackageChoices& choices, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database, const std::string& root);

/// Returns the installed packages that own a file which a check names, with the files that checks
/// name. `checks` are facts of this moment.
Result<std::vector<rules::PackageFacts>> gather_owners(const std::vector<rules::CheckFacts>& checks,
                                                       PackageDatabase& database,
                                                       const std::string& root);

/// Returns a filter that takes every file that a check names.
FileFilter files_named_by(const std::vector<rules::CheckFacts>& checks);

/// Returns every resolved path by which the check can belong to a package; may be empty, and may
/// have a path twice.
std::vector<std::string> paths_of(const rules::CheckFacts& check);
/// Returns the resolved path of every library that a process of the check has mapped.
std::vector<std::string> libraries_of(const rules::CheckFacts& check);

}  // namespace pkgmap
