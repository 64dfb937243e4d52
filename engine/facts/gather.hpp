// Gathers the facts that rules::evaluate() needs, and no more.
//
// Cost grows with the checks and with the packages in question, not with the
// package database: only files whose base name a check mentions are looked at.
#pragma once

#include "engine/facts/package_choice.hpp"
#include "engine/journal/session_record.hpp"
#include "engine/packages/package_database.hpp"
#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

/// What the checks name, with paths, units and, on the running system, processes looked up below
/// `root`. The checks must outlive the facts. The package manager `manager` (0: none), its children
/// and callers are no candidates for anything.
std::vector<rules::CheckFacts> gather_checks(const std::vector<monitrc::Check>& checks,
                                             const std::string& root, int manager = 0);

/// Fills in what monit says of each check.
void note_states(const status::Status& status, std::vector<rules::CheckFacts>& checks);

/// Those that belong to the monit of this control file: another monit's checks are not these,
/// though their names be the same.
std::vector<SessionRecord> sessions_of(std::vector<SessionRecord> sessions,
                                       const std::string& control_file);

/// A check that a session of ours suspended is off, but not by the administrator's word: it counts
/// as monitored.
void note_sessions(const std::vector<SessionRecord>& sessions,
                   std::vector<rules::CheckFacts>& checks);

/// The packages, with those of their files that the checks could name. A .rpm file that cannot be
/// read any more has none, and a note says so.
Result<std::vector<rules::PackageFacts>> gather_packages(
    PackageChoices& choices, const std::vector<rules::CheckFacts>& checks,
    PackageDatabase& database, const std::string& root);

/// Which files of packages the checks could mean.
FileFilter files_named_by(const std::vector<rules::CheckFacts>& checks);

/// Every path that a check can belong to a package by.
std::vector<std::string> paths_of(const rules::CheckFacts& check);
/// Every library that the processes of a check have mapped.
std::vector<std::string> libraries_of(const rules::CheckFacts& check);

}  // namespace pkgmap
