// The command line of monit(1): `monit -c FILE -g GROUP restart CHECK`.
//
// Reads the words as monit 5.33 does, by getopt_long(3): an option may stand behind other words, a
// long one may be cut short, and of an option that is given twice the last value counts. `--` makes
// only the next word no option. An option that monit 5.33 does not have counts as a switch of
// another version. A pure function.
#pragma once

#include <string>
#include <vector>

namespace pkgmap {

struct MonitArguments {
  std::string control_file;        ///< Of `-c`, as written; empty if it is not given.
  std::string pidfile;             ///< Of `-p`; empty if it is not given.
  std::string group;               ///< Of `-g`; empty if it is not given.
  std::vector<std::string> words;  ///< What is no option: "restart", "mysqld".
  bool foreground = false;         ///< `-I`: monit does not become a daemon.
  /// Whether monit ends, whatever the words say: an option only wants an answer (`-t`, `-V`,
  /// `--id`), or lacks its value.
  bool ends = false;

  /// Whether a monit with these arguments stays: it asks no other monit, and does not end.
  bool stays() const { return words.empty() && !ends; }
};

/// `argv` begins with the program; may be empty.
MonitArguments monit_arguments(const std::vector<std::string>& argv);

}  // namespace pkgmap
