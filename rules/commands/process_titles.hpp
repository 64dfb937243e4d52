// The command lines that the processes of a program show once they run, if they differ from the
// command that started them: "nginx: master process /usr/sbin/nginx", "php-fpm: pool www".
//
// monit matches a pattern with these, and they cannot be read while the program is stopped. Pure;
// static data: what these programs write by setproctitle(3) or over their arguments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

/// Returns examples, in which numbers, addresses and names of pools are those of a default
/// configuration. `argv` is a command without wrappers. Empty if the program is not known to change
/// its title.
std::vector<std::string> process_titles(const std::vector<std::string>& argv);

/// Returns the command line of a script of which the text begins with a line "#!": the interpreter
/// with its argument, then `argv`. Empty if the text does not begin so.
std::vector<std::string> script_command(std::string_view text,
                                        const std::vector<std::string>& argv);

}  // namespace pkgmap::rules
