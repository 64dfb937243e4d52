// Finds the checks that somebody has unmonitored by hand while a session had them suspended. Only
// monit's log has a trace of such a request.
//
// Pure. The log also has the output of the checks' programs, which may imitate a request. So a
// request is certain only if the text of every line before it comes from monit itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parsers/status/log.hpp"

namespace pkgmap::rules {

/// The part of monit's log that monit wrote while it carried out a request of this program: from
/// byte `from` up to, and without, byte `to`.
struct LogStretch {
  std::int64_t from = 0;
  std::int64_t to = -1;  ///< -1: the end is not known, so the part goes on to the end of the log.
};

/// Names of the checks that somebody has unmonitored.
struct SaidOff {
  std::vector<std::string> certain;  ///< Certainly; the caller leaves these checks off.
  /// Perhaps: the output of a program may look like the request. The caller monitors these checks.
  std::vector<std::string> perhaps;
};

/// Reads the requests in `lines`; of several requests about a check the last one counts.
/// LogLine::begin counts from byte `from` of the log. Leaves out the requests of this program,
/// which lie in `ours`. `checks` are the names of all checks that monit has.
SaidOff said_off(const std::vector<status::LogLine>& lines, std::int64_t from,
                 const std::vector<LogStretch>& ours, const std::vector<std::string>& checks);

}  // namespace pkgmap::rules
