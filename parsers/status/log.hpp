// Reads monit's log. Says which lines are about a request, and which may have a text of unknown
// origin.
//
// monit writes the output of a check's program, and the text that a content test finds, into its
// log unchanged, even with line breaks. Such a text may look like any line of monit itself
// (rules/said_off.hpp). Pure; never fails.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/check_name.hpp"

namespace pkgmap::status {

/// A line of the log.
struct LogLine {
  enum class Kind : std::uint8_t {
    request,  ///< "'NAME' unmonitor on user request"; also with `monitor`, `start`, `stop` or
              ///< `restart`.
    plain,    ///< Every word comes from monit itself or from the control file.
    other,    ///< Every other line. This line and all later lines may be a text of unknown origin.
  };
  Kind kind = Kind::other;
  CheckName check;   ///< Name of the check that the line is about, whatever the kind; empty if the
                     ///< line is about no check.
  bool off = false;  ///< True for a request that switches the check off: `unmonitor` or `stop`.
                     ///< Else false.
  std::size_t begin = 0;  ///< Offset of the line in the text, in bytes.
};

/// Returns the lines of `text` in their order. `text` must begin at the beginning of a line. Leaves
/// out a last line without a line end.
std::vector<LogLine> parse_log(std::string_view text);

}  // namespace pkgmap::status
