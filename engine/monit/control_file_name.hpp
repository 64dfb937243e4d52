// The control file that a monit runs with, by name. Any thread.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// Returns the value of an option in monit's command line, as written; empty if it is not given.
std::string option_argument(const std::vector<std::string>& command_line, char option);

/// Whether a monit with this command line stays: it neither asks another monit, nor prints an
/// answer and ends.
bool runs_as_daemon(const std::vector<std::string>& command_line);

/// Whether a monit with this command line stays in the directory in which it was started: `-I`.
/// Every other monit that stays leaves for "/".
bool keeps_its_directory(const std::vector<std::string>& command_line);

/// The places where a monit without the option -c looks for its control file, the first one first
/// (monit(1), FILES). Not the directory in which monit was started.
std::vector<std::string> usual_control_files();

/// Whether both paths lead to the same control file. True if either is unknown (empty).
bool same_control_file(const std::string& left, const std::string& right);

}  // namespace pkgmap
