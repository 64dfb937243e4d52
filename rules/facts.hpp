// What is known about a host and a transaction, as plain values.
//
// The engine gathers them; evaluate() and the evidence read them. Paths are
// resolved the way rpm compares them: directories followed, the last component
// as it is, plus one entry for every link that it goes through.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "rules/nevra.hpp"

namespace pkgmap::rules {

/// A path that a check, a unit or a process names.
struct PathFact {
  std::string asked;              ///< As written; empty: none is named.
  std::vector<std::string> hops;  ///< Resolved; the last one is the final target.
  bool exists = true;             ///< What is at the end of the hops.
};

/// A unit or init script.
struct UnitFact {
  std::string asked;                   ///< "mysql", as in the command.
  std::string name;                    ///< "mysqld.service" after aliases; or "/etc/init.d/mysql".
  std::vector<std::string> fragments;  ///< Resolved paths of the file that defines it, every hop.
  std::vector<PathFact> programs{};    ///< What its ExecStart runs, but general programs.
};

/// Which of a check's programs a unit was found in: "start", "stop" or "restart".
struct CommandFact {
  std::string program;
  UnitFact unit;
};

/// A program that a check runs itself, behind its wrappers; no general program.
struct ProgramFact {
  std::string program;  ///< "start", "stop" or "restart"
  PathFact path;
};

/// A directory that something of the check lies in, and who makes it.
struct DirectoryFact {
  std::string holds;              ///< "pidfile /run/mysqld/mysqld.pid"
  std::vector<std::string> hops;  ///< Of the directory, resolved.
  /// Units with RuntimeDirectory= and files of tmpfiles.d that make it.
  std::vector<UnitFact> makers;
};

/// A running process.
struct ProcessFact {
  int pid = 0;
  std::string found;  ///< How: "its pidfile says 4711", "process 4711 fits its pattern".
  /// False: a user other than root decided that it is this process.
  bool certain = false;
  std::vector<PathFact> programs;   ///< Its executable, or the script of an interpreter.
  std::vector<PathFact> libraries;  ///< What else of files it has mapped and executes.
  std::vector<UnitFact> units;      ///< The unit that it runs in.
};

/// What the pattern of a check fits.
struct MatchFact {
  std::vector<ProcessFact> processes;  ///< The one that monit would take.
  std::size_t fits = 0;                ///< How many running processes it fits.
  std::vector<UnitFact> units;         ///< Those whose ExecStart it fits.
};

/// A local port or unix socket that the check tests.
struct SocketFact {
  std::string asked;                   ///< "port 3306", "unix socket /run/x.sock"
  PathFact path;                       ///< Of a unix socket.
  std::vector<ProcessFact> processes;  ///< That listen there.
  std::vector<UnitFact> units;         ///< Socket units that listen there.
};

enum class Monitoring : std::uint8_t {
  unknown,    ///< monit was not asked.
  monitored,  ///< In whatever way: monitored, initialising, waiting.
  off,        ///< Unmonitored.
  unread,     ///< In the control file, but monit has no such check.
};

struct CheckFacts {
  const monitrc::Check* check = nullptr;  ///< Outlives the facts.
  PathFact path;                          ///< file, directory, fifo, program
  PathFact pidfile;                       ///< process
  std::vector<PathFact> scripts;          ///< What a program check runs behind its wrappers.
  std::vector<CommandFact> commands;
  std::vector<ProgramFact> programs;
  std::vector<UnitFact> pidfile_units;     ///< Whose PIDFile= is the pidfile.
  std::vector<DirectoryFact> directories;  ///< Of pidfile and sockets.
  std::vector<ProcessFact> processes;      ///< Behind the pidfile.
  MatchFact matching;
  std::vector<SocketFact> sockets;
  Monitoring state = Monitoring::unknown;
};

/// A file of a package in question, with its directory resolved.
struct ListedFile {
  std::string path;
  std::string shipped;  ///< As the package lists it.
  bool directory = false;
  bool ghost = false;
  bool shared = false;  ///< A directory that packages of other names own, too.
};

/// A package that a transaction touches, or that somebody asks about.
struct PackageFacts {
  Nevra nevra;
  bool installed = false;         ///< Its record is in the package database.
  bool incoming = false;          ///< Its file list comes from a .rpm.
  std::vector<ListedFile> files;  ///< Only those that a check could mean.
};

struct Facts {
  std::vector<CheckFacts> checks;  ///< In the order of the control file.
  std::vector<PackageFacts> packages;
};

}  // namespace pkgmap::rules
