// What is known about a host and a transaction, as plain values.
//
// The engine gathers them; evaluate() and the evidence read them. Paths are
// resolved the way rpm compares them: directories followed, the last component
// as it is, plus one entry for every link that it goes through.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model.hpp"
#include "rules/nevra.hpp"

namespace pkgmap::rules {

/// A path that a check names.
struct PathFact {
  std::string asked;              ///< As in the control file; empty: the check names none.
  std::vector<std::string> hops;  ///< Resolved; the last one is the final target.
};

/// A unit or init script that a check's program starts.
struct UnitFact {
  std::string asked;                   ///< "mysql", as in the command.
  std::string name;                    ///< "mysqld.service" after aliases; or "/etc/init.d/mysql".
  std::vector<std::string> fragments;  ///< Resolved paths of the file that defines it, every hop.
};

/// Which of a check's programs a unit was found in: "start", "stop" or "restart".
struct CommandFact {
  std::string program;
  UnitFact unit;
};

enum class State : std::uint8_t {
  unknown,    ///< monit was not asked.
  monitored,  ///< In whatever way: monitored, initialising, waiting.
  off,        ///< Unmonitored.
  unread,     ///< In the control file, but monit has no such check.
};

struct CheckFacts {
  const monitrc::Check* check = nullptr;  ///< Outlives the facts.
  PathFact path;                          ///< file, directory, fifo, program
  PathFact pidfile;                       ///< process
  std::vector<CommandFact> commands;
  State state = State::unknown;
};

/// A file of a package in question, with its directory resolved.
struct PackageFile {
  std::string path;
  std::string shipped;  ///< As the package lists it.
  bool directory = false;
  bool ghost = false;
};

/// A package that a transaction touches, or that somebody asks about.
struct PackageFacts {
  Nevra nevra;
  bool installed = false;          ///< Its record is in the package database.
  bool incoming = false;           ///< Its file list comes from a .rpm.
  std::vector<PackageFile> files;  ///< Only those whose base name a check mentions.
};

struct Facts {
  std::vector<CheckFacts> checks;  ///< In the order of the control file.
  std::vector<PackageFacts> packages;
};

}  // namespace pkgmap::rules
