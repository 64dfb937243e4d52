// The lines of monit's log: which of them are about a request, and which have a text that monit did
// not write.
//
// What a check's program prints, and what a content test finds, stands in the log as it is, also
// with line breaks: such a text may look like any line of monit's (rules/said_off.hpp). Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::status {

struct LogLine {
  enum class Kind : std::uint8_t {
    request,  ///< "'NAME' unmonitor on user request", and the same with another action.
    plain,    ///< Nobody chooses a word of the line but whoever wrote the control file.
    other,    ///< Anything else; from this line on, a text of others may stand in the log.
  };
  Kind kind = Kind::other;
  std::string check;      ///< Of a request, and of a plain line about a check; else empty.
  bool off = false;       ///< The request switches the check off: `unmonitor` or `stop`.
  std::size_t begin = 0;  ///< Of the line, in bytes from the beginning of the text.
};

/// The whole lines of a text that begins with a line; a line without an end does not count.
std::vector<LogLine> parse_log(std::string_view text);

}  // namespace pkgmap::status
