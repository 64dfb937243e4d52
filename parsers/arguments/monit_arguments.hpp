// Parses a command line of monit(1): `monit -c FILE -g GROUP restart CHECK`.
//
// Reads the words as monit 5.33 does, by getopt_long(3): an option may stand behind other words, a
// long option may be shortened, and if an option is given twice, the last value counts. After `--`
// the next word, and only this one, is not an option. Skips an option that monit 5.33 does not
// have. The word after such an option is not taken for its value, but is read like every other
// word. Never fails. A pure function.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

/// The parts of a command line. A member is empty if the command line does not have it.
struct MonitArguments {
  std::string control_file;  ///< The value of `-c`, as written.
  std::string pidfile;       ///< The value of `-p`, as written.
  std::string group;         ///< The value of `-g`.
  /// All words that are neither options nor values of options: "restart", "mysqld".
  std::vector<std::string> words;
  bool foreground = false;  ///< `-I`: monit does not become a daemon.
  /// Whether monit ends at once, whatever `words` are. True if an option only asks for an answer
  /// (`-t`, `-V`, `--id`), or if the last option lacks its value.
  bool ends = false;

  /// Returns whether a monit with these arguments runs on and does its cycles, in the background or
  /// in the foreground. False if this monit only sends `words` to a running monit, or ends at once.
  bool does_cycles() const { return words.empty() && !ends; }
};

/// Parses `argv`, whose first word is the program; `argv` may be empty.
MonitArguments monit_arguments(const std::vector<std::string>& argv);

}  // namespace pkgmap
