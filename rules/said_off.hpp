// Finds the checks that a person has unmonitored while a session had them suspended. Only monit's
// log has a trace of such a request.
//
// Pure. The log also has the output of the checks' programs, which may imitate a request. So a
// request is certain only if the text of every line before it comes from monit itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parsers/status/log.hpp"

namespace pkgmap::rules {

/// The part of monit's log that monit wrote while it carried out a request of this program: the
/// bytes [from, to) of the log.
struct LogStretch {
  std::int64_t from = 0;
  std::int64_t to = -1;  ///< -1: the end is not known, so the part goes on to the end of the log.
};

/// The names of the checks that a person has unmonitored, or perhaps has unmonitored.
struct SaidOff {
  /// A person has unmonitored these checks. The caller leaves them off.
  CheckNames certain;
  /// A person has perhaps unmonitored these checks: the output of a program may look like such a
  /// request. The caller monitors them.
  CheckNames perhaps;
};

/// Returns the checks that a request in `lines` has unmonitored. Of several requests about one
/// check the last counts, with one exception: after a request to unmonitor, a last request to
/// monitor that is not certain leaves the check in SaidOff::perhaps.
///
/// `lines`: what parse_log() returned for the part of the log that monit wrote since the suspend.
/// `from`: the offset in the log, in bytes, at which this part begins. `ours`: the stretches of the
/// log with the requests of this program, which do not count. `checks`: the names of all checks
/// that monit has; a request about another name does not count. The result may have checks that the
/// session of the caller does not have; the caller ignores them.
SaidOff said_off(const std::vector<status::LogLine>& lines, std::int64_t from,
                 const std::vector<LogStretch>& ours, const CheckNames& checks);

}  // namespace pkgmap::rules
