// Which checks somebody has switched off once more while a session had them off: only monit's log
// has a trace of it.
//
// A pure function. The log also has what the programs of checks print, which may imitate a request.
// So a request is certain only if monit chose the words of every line before the request.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parsers/status/log.hpp"

namespace pkgmap::rules {

/// What monit wrote into its log while it took a request of ours, in bytes of the log.
struct LogStretch {
  std::int64_t from = 0;
  std::int64_t to = -1;  ///< -1: whoever asked has not seen the end of it.
};

struct SaidOff {
  std::vector<std::string> certain;  ///< The check stays off.
  /// Perhaps a text of somebody else's looks like the request, so the check is monitored.
  std::vector<std::string> perhaps;
};

/// `lines` begin at byte `from` of the log. `checks`: the names of all checks that monit has. The
/// last request about a check counts, without those of ours.
SaidOff said_off(const std::vector<status::LogLine>& lines, std::int64_t from,
                 const std::vector<LogStretch>& ours, const std::vector<std::string>& checks);

}  // namespace pkgmap::rules
