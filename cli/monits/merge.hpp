// Puts the answers for several monits together. Pure.
//
// docs/decisions/0025 says why the answer for the first monit stays what it is.
#pragma once

#include <string>
#include <vector>

#include "cli/monits/children.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {

/// Adds the other answers to that of the first monit: `monit` is its control file, `other_monits` a
/// list of whole answers, each with its `monit`. If the first answer has messages for a hook, adds
/// those of the others, and takes `session` and `abort` over: a hook reads only these.
Json with_other_monits(Json answer, const std::string& first,
                       const std::vector<MonitAnswer>& others);

/// Returns the other answers as texts, each below the name of its control file, and then the
/// messages on standard error.
std::string other_monits_text(const std::vector<MonitAnswer>& others);
std::string other_monits_errors(const std::vector<MonitAnswer>& others);

/// Returns the line above the text about one of several monits.
std::string monit_heading(const std::string& control_file);

/// Returns whether the answer for a further monit to `explain`, `suspend` or `history` is that a
/// word of the person means nothing. The word may be the name of a check, or the id of a session,
/// which means something to one monit alone.
bool means_nothing(const std::string& command, const MonitAnswer& answer);

/// Returns the exit status for several monits: 0 if all have 0, else the gravest error, else the
/// greatest status. A word that means_nothing() to some of them is no error.
int status_of_all(const std::string& command, int first, const std::vector<MonitAnswer>& others);

}  // namespace pkgmap::cli
