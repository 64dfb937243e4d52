// Knows the titles of programs that replace their own command line once they run: "nginx: master
// process /usr/sbin/nginx", "php-fpm: pool www".
//
// monit compares a `matching` pattern with such a title, and nobody can read the title while the
// program is stopped. Pure; static data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

/// Returns the titles of the processes that the command `argv`, without wrappers, starts. Numbers,
/// addresses and names of pools in them are those of a default configuration. Empty if the program
/// is not known to change its title.
std::vector<std::string> process_titles(const std::vector<std::string>& argv);

/// Returns the command line that the process of a script shows. `text` is the content of the
/// script, whose first line begins with "#!"; `argv` is the command that starts the script. The
/// result is the interpreter with its argument, then `argv`. Empty if the first line does not begin
/// with "#!".
std::vector<std::string> script_command(std::string_view text,
                                        const std::vector<std::string>& argv);

}  // namespace pkgmap::rules
