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

/// Names of the checks that a person has unmonitored.
struct SaidOff {
  CheckNames certain;  ///< These checks surely; the caller leaves them off.
  /// These checks perhaps: the output of a program may look like the request. The caller monitors
  /// them.
  CheckNames perhaps;
};

/// Reads the requests in `lines`, the part of the log since the suspend, which begins at its byte
/// `from`; of several requests about one check the last counts. Leaves out the requests of this
/// program, which lie in `ours`, and requests about other checks than `checks`, the names of all
/// checks that monit has. The caller ignores checks that its session does not have.
SaidOff said_off(const std::vector<status::LogLine>& lines, std::int64_t from,
                 const std::vector<LogStretch>& ours, const CheckNames& checks);

}  // namespace pkgmap::rules
