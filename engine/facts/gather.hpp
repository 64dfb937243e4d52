// Gathers the facts that rules::evaluate() needs, and no more.
//
// The cost grows with the checks and with the packages in question, not with the package database,
// since the functions read only files whose base name a check mentions. Unless a function says
// otherwise, an Error means that the package database cannot be read. For one thread.
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
/// processes. The checks must outlive the facts. `control_file` is the path, as seen from inside
/// `root`, of the control file that has the checks; empty if it is not known. A command of a check
/// may call monit itself (`monit -c FILE restart NAME`): if `control_file` shows that such a
/// command asks another monit, the command does not count as an act on these checks. `manager` is
/// the pid of the package manager (0: none). The package manager, its children, the callers of this
/// program and this program itself never count as processes of a check.
std::vector<rules::CheckFacts> gather_checks(const std::vector<monitrc::Check>& checks,
                                             const std::string& root,
                                             const std::string& control_file = {}, int manager = 0);

/// Does the same for the checks of `control_file` and the root of the settings. For a bundle,
/// returns what was recorded, and fails if the bundle is about other checks; never fails otherwise.
Result<std::vector<rules::CheckFacts>> gather_checks(const monitrc::ControlFile& control_file,
                                                     const Settings& settings, int manager = 0);

/// Sets CheckFacts::state and CheckFacts::errors from monit's status. A check that monit does not
/// have gets the state `unread`, and keeps its errors.
void note_states(const status::Status& status, std::vector<rules::CheckFacts>& checks);

/// Returns those of `sessions` that belong to the monit with the control file at the path
/// `control_file` (same_control_file(), engine/monit/control_file_name.hpp). Returns all sessions
/// if the path is empty; always returns a session whose record names no control file. The caller
/// needs this function because another monit may have checks of the same names.
std::vector<SessionRecord> sessions_of(std::vector<SessionRecord> sessions,
                                       const std::string& control_file);

/// Sets CheckFacts::state to `monitored` for each check whose state is `off` and that a session of
/// `sessions` has suspended, since no administrator has switched this check off. The caller calls
/// note_states() first.
void note_sessions(const std::vector<SessionRecord>& sessions,
                   std::vector<rules::CheckFacts>& checks);

/// Returns the packages of `choices`, in the same order, with those of their files that checks
/// name. First removes from choices.packages each package that the transaction does not change and
/// whose triggers alone run (PackageChoice::triggered), unless a check names one of its files. The
/// result has one entry for each package that is left. A package file that cannot be read gives an
/// entry without files, and adds a note to choices.notes. After an Error choices.packages may lack
/// packages.
Result<std::vector<rules::PackageFacts>> gather_packages(
    PackageChoices& choices, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database, const std::string& root);

/// Returns the installed packages that own a file which a check names, with the files that checks
/// name, each package once.
Result<std::vector<rules::PackageFacts>> gather_owners(const std::vector<rules::CheckFacts>& checks,
                                                       PackageDatabase& database,
                                                       const std::string& root);

/// Returns a filter that chooses every file that a check names. The filter compares base names, and
/// so may choose more files. The filter keeps no reference to `checks`.
FileFilter files_named_by(const std::vector<rules::CheckFacts>& checks);

/// Returns every resolved path by which the check can belong to a package; may be empty, and may
/// have a path twice.
std::vector<std::string> paths_of(const rules::CheckFacts& check);
/// Returns the resolved path of every library that a process of the check has mapped.
std::vector<std::string> libraries_of(const rules::CheckFacts& check);

}  // namespace pkgmap
