// Knows the titles (command lines in the process table) that programs give themselves once they
// run: "nginx: master process /usr/sbin/nginx", "php-fpm: pool www"; and the command lines that
// scripts show.
//
// monit compares a `matching` pattern with such a title, and nobody can read the title while the
// program is stopped. Pure; static data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pkgmap::rules {

/// Returns the titles of the processes that the command `argv` starts; the caller has removed
/// wrappers such as `nice` by commands_run() (run_command.hpp). Numbers, addresses and names of
/// pools in the titles are those of a default configuration. Empty if the list does not have the
/// program, that is, if its title is its command line.
std::vector<std::string> process_titles(const std::vector<std::string>& argv);

/// Returns the command line that the process of a script shows: the interpreter with its argument,
/// then `argv`. `text` is the content of the script, `argv` the command that starts the script;
/// argv[0] is the path of the script (not checked). If `argv` is empty, returns the interpreter
/// alone. Empty if `text` does not begin with "#!" and the absolute path of an interpreter.
std::vector<std::string> script_command(std::string_view text,
                                        const std::vector<std::string>& argv);

}  // namespace pkgmap::rules
