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
/// `root`, of the control file that has the checks; empty if it is not known. The path matters for
/// a check whose command calls monit itself (`monit -c FILE restart NAME`): a command that asks the
/// monit of another control file is no act on these checks. `manager` is the pid of the package
/// manager (0: none). The package manager, this program, the descendants of both, and the ancestors
/// of this program never count as processes of a check.
std::vector<rules::CheckFacts> gather_checks(const std::vector<monitrc::Check>& checks,
                                             const std::string& root,
                                             const std::string& control_file = {}, int manager = 0);

/// Does the same for the checks of `control_file` and the root of the settings. For a bundle (the
/// recorded facts of another host, Settings::recorded), returns the recorded facts instead, and
/// fails if they are about other checks. Without a bundle the function never fails.
Result<std::vector<rules::CheckFacts>> gather_checks(const monitrc::ControlFile& control_file,
                                                     const Settings& settings, int manager = 0);

/// Sets CheckFacts::state and CheckFacts::errors from monit's status. A check that monit will
/// unmonitor in its next cycle counts as off already. A check that monit does not have gets the
/// state `unread`; its errors stay as they were.
void note_states(const status::Status& status, std::vector<rules::CheckFacts>& checks);

/// Returns those of `sessions` that belong to the monit with the control file at the path
/// `control_file` (same_control_file(), engine/monit/control_file_name.hpp), since another monit
/// may have checks of the same names. Returns all sessions if the path is empty. Always returns a
/// session whose record names no control file.
std::vector<SessionRecord> sessions_of(std::vector<SessionRecord> sessions,
                                       const std::string& control_file);

/// Sets CheckFacts::state to `monitored` for each check whose state is `off` and that a session of
/// `sessions` has suspended, since no administrator has switched this check off. The caller calls
/// note_states() first.
void note_sessions(const std::vector<SessionRecord>& sessions,
                   std::vector<rules::CheckFacts>& checks);

/// Returns one entry for each package of `choices`, in the same order, with those of its files that
/// files_named_by() chooses. First removes from choices.packages each package of which only the
/// triggers run (PackageChoice::triggered), unless files_named_by() chooses one of its files; the
/// result has no entry for a removed package. If a package file cannot be read, its entry has no
/// files, and the function adds a note to choices.notes. After an Error choices.packages may lack
/// packages.
Result<std::vector<rules::PackageFacts>> gather_packages(
    PackageChoices& choices, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database, const std::string& root);

/// Returns each installed package that owns a file which a check names, once, with those of its
/// files that files_named_by() chooses.
Result<std::vector<rules::PackageFacts>> gather_owners(const std::vector<rules::CheckFacts>& checks,
                                                       PackageDatabase& database,
                                                       const std::string& root);

/// Returns a filter that chooses every file that a check names. The filter compares base names, and
/// so also chooses files of the same name in other directories. The filter keeps no reference to
/// `checks`.
FileFilter files_named_by(const std::vector<rules::CheckFacts>& checks);

/// Returns every resolved path by which the check can belong to a package; may be empty, and may
/// have a path twice.
std::vector<std::string> paths_of(const rules::CheckFacts& check);
/// Returns the resolved path of every library that a process of the check has mapped.
std::vector<std::string> libraries_of(const rules::CheckFacts& check);

}  // namespace pkgmap
