// Puts the answer for the first monit, which this process gives, and the answers for the further
// monits, which the child processes give (children.hpp), together into one answer. Pure.
//
// docs/decisions/0025 says why the answer for the first monit stays what it is.
#pragma once

#include <string>
#include <vector>

#include "cli/monits/children.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Returns `answer`, the JSON answer for the first monit, with two more members: `monit` is
/// `first`, the control file of the first monit (no member if `first` is empty); `other_monits` is
/// an array of the whole answers of `others`, each with its control file as member `monit`. An
/// answer that is missing or is no JSON object becomes error_json().
///
/// A hook reads only `messages`, `session` and `abort` of the outer object. So if any answer has
/// `messages`, the result has the messages of all answers (those of level `info` in one message),
/// the `session` of the first answer that has one, and `abort` if any answer has it. The messages
/// of an answer of `others` whose error has ErrorCode::usage are left out.
Json with_other_monits(Json answer, const std::string& first,
                       const std::vector<MonitAnswer>& others);

/// Returns what the children printed on standard output, each text below its monit_heading(). A
/// child without answer has a line that says why. Leaves out a child that answered without a text.
std::string other_monits_text(const std::vector<MonitAnswer>& others);
/// Returns what the children printed on standard error, each text below its monit_heading(); empty
/// if no child printed there.
std::string other_monits_errors(const std::vector<MonitAnswer>& others);

/// Returns the line above the text about one of several monits: "monit with FILE", with a newline.
std::string monit_heading(const std::string& control_file);

/// Returns whether `answer` is the error of `explain`, `suspend` or `history` (ErrorCode::usage)
/// for a word of the command line that this monit does not know. The word may be the name of a
/// check or the id of a session that another monit has. So the caller removes the answers for which
/// this function returns true from `others` before the caller calls other_monits_text() and
/// other_monits_errors(). with_other_monits() and status_of_all() take all answers. False for every
/// other `command`.
bool means_nothing(const std::string& command, const MonitAnswer& answer);

/// Returns the exit status for several monits. `first` is the status for the first monit; `others`
/// are the answers of all children. Does not count a status by which a monit says that it does not
/// know a word of the command line: in `others` that of an answer for which means_nothing() is
/// true; `first` if it is ErrorCode::failed after `explain`, or ErrorCode::usage after `suspend` or
/// `history`. If no status is left, returns `first`.
///
/// Of the statuses that count: 0 if all are 0; else the smallest status of an error (1 to 9);
/// without an error, the greatest status (a status above 9 belongs to --detailed-exitcode).
int status_of_all(const std::string& command, int first, const std::vector<MonitAnswer>& others);

}  // namespace pkgmap::cli
