// The statements of a check in words like those of monit(1), for `config`. Pure.
//
// Every phrase is one printable line. A credential is shown as `***`.
#pragma once

#include <string>

#include "parsers/monitrc/model/model.hpp"

namespace pkgmap::cli {

/// Returns the condition, which follows `if` in the control file: "failed checksum md5". Returns
/// "(not understood)" for a test of the kind `other`. Never empty.
std::string condition_phrase(const monitrc::Test& test);
/// Returns how often a test must fail before monit acts: "for 5 cycles" if `times` and `cycles` are
/// equal, else "2 times within 3 cycles". Empty if `cycles` is at most 1.
std::string rate_phrase(int times, int cycles);
/// Returns what monit does: "then restart else alert", "then exec /bin/x repeat every 3 cycles".
/// Empty for a `content` test with `ignore`, which has no action.
std::string outcome_phrase(const monitrc::Test& test);

/// Returns the arguments, and after them user, group and timeout as far as they are set. An
/// argument that is empty or contains a blank or a quote stands in single quotes; quotes inside
/// stay as they are.
std::string command_phrase(const monitrc::Command& command);
/// Returns the whole statement: "alert a@b.c not on { action } reminder on 3 cycles". A statement
/// `noalert` begins with "noalert" instead.
std::string alert_phrase(const monitrc::Alert& alert);
/// Returns the whole statement: `every 3 cycles` or `every "* 8-19 * * *"`. A statement `not every`
/// begins with `not every` instead.
std::string every_phrase(const monitrc::Every& every);
/// Returns a clause that begins with a blank, so that the caller can append it to a phrase:
/// " with ssl { verify: enable } certificate valid > 30 days". Leaves out the braces if no option
/// is set, and the end if the control file has no condition on the certificate.
std::string tls_phrase(const monitrc::TlsOptions& tls);
/// Returns whole seconds as "30 s", any other time in milliseconds: "1500 ms".
std::string time_phrase(int milliseconds);

}  // namespace pkgmap::cli
