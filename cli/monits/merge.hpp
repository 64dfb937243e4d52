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

/// Returns `answer`, the JSON answer for the first monit, with two more members:
/// - `monit`: `first`, the control file of the first monit. Missing if `first` is empty.
/// - `other_monits`: an array of the whole answers of `others`, in their order, each with its
///   control file as member `monit`. In place of an answer that is missing or is no JSON object,
///   the array has an error_json() (screen.hpp).
///
/// A hook reads only `messages`, `session` and `abort` of the outer object. So if one of the
/// answers has `messages`, the function also sets these members of the result:
/// - `messages`: the messages of all answers. The error of an answer without messages counts as a
///   message. The messages of level `info` of `others` become part of the first `info` message.
///   Leaves out the messages of an answer of `others` whose error has ErrorCode::usage.
/// - `session`: that of the first answer that has a session.
/// - `abort`: true if an answer has it.
Json with_other_monits(Json answer, const std::string& first,
                       const std::vector<MonitAnswer>& others);

/// Returns what the children printed on standard output, each text below its monit_heading(). For a
/// child that gave no answer, adds a line that says why. Leaves out a child that answered with an
/// empty text.
std::string other_monits_text(const std::vector<MonitAnswer>& others);
/// Returns what the children printed on standard error, each text below its monit_heading(); empty
/// if no child printed there.
std::string other_monits_errors(const std::vector<MonitAnswer>& others);

/// Returns the line above the text about one of several monits: "monit with FILE", with a newline.
std::string monit_heading(const std::string& control_file);

/// Returns whether `answer` says that this monit does not know a word of the command line, which
/// may be the name of a check or the id of a session of another monit. Only `explain`, `suspend`
/// and `history` say this, by ErrorCode::usage; false for every other `command`.
///
/// The caller does not pass such an answer to other_monits_text() and other_monits_errors().
/// with_other_monits() and status_of_all() take all answers.
bool means_nothing(const std::string& command, const MonitAnswer& answer);

/// Returns the exit status for several monits. `first` is the status for the first monit; `others`
/// are the answers of all children.
///
/// Some statuses do not count, since they only say that a monit does not know a word of the command
/// line:
/// - in `others`: the status of an answer for which means_nothing() is true;
/// - `first`: ErrorCode::failed after `explain`, ErrorCode::usage after `suspend` or `history`.
///
/// Of the statuses that count, returns the smallest status of an error (1 to 9). Without an error,
/// returns the greatest: 0, or a status above 9 of --detailed-exitcode. If no status counts,
/// returns `first`.
int status_of_all(const std::string& command, int first, const std::vector<MonitAnswer>& others);

}  // namespace pkgmap::cli
