// Makes a plan possible while the control file on disk has mistakes.
//
// A running monit goes on with the control file that it read before somebody made the mistakes, so
// the checks of monit must be suspended all the same. They are known in part: from what still
// parses, and from the last reading (the checks of the last control file without a mistake,
// engine/journal/last_reading.hpp). Any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/system/result.hpp"
#include "parsers/monitrc/model/model.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap {

/// Returns the first mistake as an Error with ErrorCode::control_file, which names file and line;
/// its hint says what follows and what to do. A control file that cannot be read is a mistake
/// without a line. Returns nullopt if the control file has no mistake.
std::optional<Error> mistake_in(const monitrc::Parsed& parsed);

/// Returns message and hint of `mistake`, which mistake_in() returned, as one line for people.
std::string in_one_line(const Error& mistake);
/// Returns the first mistake as a short line for the person who runs a package manager; nullopt if
/// there is no mistake.
std::optional<std::string> warning_of_mistake(const monitrc::Parsed& parsed);

/// Makes the checks of a control file with mistakes fit for a plan. Does not change a control file
/// without a mistake. Otherwise:
/// - Removes each check whose statement does not say what it watches.
/// - Keeps one check of each name: the first, but a declaration in a file that a package manager
///   left behind, such as *.rpmsave, only if there is no other. A removed declaration counts as
///   another one only if `remembered` has the name.
/// - Adds the checks of `remembered` (the last reading) whose names the control file lacks.
///
/// Fails with ErrorCode::control_file if the control file cannot be read or has no `set httpd` that
/// parses, since nobody could ask monit then; `parsed` is then unchanged.
Done use_what_parses(monitrc::Parsed& parsed, const std::vector<monitrc::Check>& remembered);

/// Returns the names of the checks that the control file has and `status` lacks: a person or a
/// package has added them since monit read its control file. The control file must have no mistakes
/// (not checked). monit's own check of the system never counts.
CheckNames unread_checks(const monitrc::ControlFile& control_file, const status::Status& status);

/// Returns one sentence about the checks that monit has and `control_file` lacks, with four names
/// at most; empty if there are no such checks. A control file with mistakes must have gone through
/// use_what_parses() (not checked).
std::string about_unknown_checks(const monitrc::ControlFile& control_file,
                                 const status::Status& status);

}  // namespace pkgmap
