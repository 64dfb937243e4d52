// Parses a command line of monit(1): `monit -c FILE -g GROUP restart CHECK`.
//
// Reads the words as monit 5.33 does, by getopt_long(3): an option may stand behind other words, a
// long option may be shortened, and if an option is given twice, the last value counts. After `--`
// the next word, and only this one, is not an option. An option that monit 5.33 does not have
// counts as an option without a value of another version. A pure function.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// The parts of a command line. A member is empty if the command line does not have it.
struct MonitArguments {
  std::string control_file;        ///< The value of `-c`, as written.
  std::string pidfile;             ///< The value of `-p`.
  std::string group;               ///< The value of `-g`.
  std::vector<std::string> words;  ///< All words that are no options: "restart", "mysqld".
  bool foreground = false;         ///< `-I`: monit does not become a daemon.
  /// Whether monit ends at once whatever `words` are, because an option only asks for an output
  /// (`-t`, `-V`, `--id`) or lacks its value.
  bool ends = false;

  /// Returns whether a monit with these arguments runs on as a daemon: it neither asks another
  /// monit nor ends at once.
  bool stays() const { return words.empty() && !ends; }
};

/// Parses `argv`, which begins with the program, or is empty.
MonitArguments monit_arguments(const std::vector<std::string>& argv);

}  // namespace pkgmap
