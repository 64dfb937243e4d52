// The programs that a configuration file of supervisord declares.
//
// Reads the text once. A pure function.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace pkgmap {

/// Returns the commands by the name of their program: those of [program:NAME], [eventlistener:NAME]
/// and [fcgi-program:NAME], of which the first counts. A program without a command is left out.
std::map<std::string, std::string> supervisord_programs(std::string_view text);

}  // namespace pkgmap
