// Finds the programs that a configuration file of supervisord declares.
//
// Reads the text once. A pure function.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace pkgmap {

/// Returns a map from the name of a program to its command, for the sections [program:NAME],
/// [eventlistener:NAME] and [fcgi-program:NAME]. Leaves out a section without a command. If
/// sections of several kinds have one NAME, `program` counts before `eventlistener`, and
/// `eventlistener` before `fcgi-program`.
std::map<std::string, std::string> supervisord_programs(std::string_view text);

}  // namespace pkgmap
