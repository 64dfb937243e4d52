// The facts about a host and a transaction, as plain values.
//
// The engine gathers the facts; evaluate() and the functions of rules/evidence read them. In a
// "resolved path" the directories are resolved, and the last component is as it is, even if that is
// a link: rpm compares such paths. If the last component is a link, its target gives one more
// resolved path.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "rules/nevra.hpp"

namespace pkgmap::rules {

/// A path that a check, a unit or a process names.
struct PathFact {
  std::string asked;  ///< As written; empty if no path is named.
  /// Resolved paths: first that of `asked`, then that of each link's target, the final target last.
  /// Empty if `asked` is not absolute.
  std::vector<std::string> hops;
  bool exists = true;  ///< Whether the final target exists; true without an absolute path.
};

/// A unit or init script.
struct UnitFact {
  std::string asked;  ///< "mysql", as in the command.
  std::string name;   ///< "mysqld.service" after aliases, or "/etc/init.d/mysql".
  /// Resolved paths of the file that defines the unit, as PathFact::hops.
  std::vector<std::string> fragments;
  std::vector<PathFact> programs{};  ///< What ExecStart= runs, without general programs
                                     ///< (commands/general_programs.hpp).
  /// The engine that runs the unit's container: "podman" for a quadlet. Empty without a container.
  std::string engine{};
  bool exists = true;  ///< False if no file defines the unit; `fragments` then has the paths at
                       ///< which a file would define it.
};

/// The statement of a check that has a command.
enum class CommandOf : std::uint8_t {
  start,    ///< `start program`
  stop,     ///< `stop program`
  restart,  ///< `restart program`
  own,      ///< The program that a program check watches.
  test,     ///< `if … then exec`
};

/// A unit that a command of the check starts or stops, or that the program of a program check asks
/// about.
struct CommandFact {
  CommandOf of = CommandOf::start;
  UnitFact unit;
  bool asks = false;  ///< The command only asks: `systemctl is-active`.
  /// True if the command starts a service of a supervisor (supervisord); `unit` is then the unit of
  /// the supervisor. False if `unit` itself is meant.
  bool needs = false;
  std::string script{};  ///< Path of the script that has the command; empty if the check has it.
};

/// Other checks on which a command of the check acts, by a request to the same monit: `monit
/// restart mysqld`.
struct ActsOnFact {
  CommandOf of = CommandOf::start;
  std::string check;  ///< "mysqld"; empty if `all` is true.
  std::string group;  ///< The group that the command names; empty if it names none.
  bool all = false;   ///< True if the command acts on every check, or on every check of `group`;
                      ///< always true with a `group`.
};

/// A program that a command of the check runs. Wrappers (`nice`) and general programs
/// (commands/general_programs.hpp) are left out.
struct ProgramFact {
  CommandOf of = CommandOf::start;
  PathFact path;
  /// Whether one of the arguments is "start", "reload" or the like. If not, the program of an
  /// `exec` perhaps only notifies somebody.
  bool controls = true;
};

/// A container that a command of the check starts, stops or changes, or that the program of a
/// program check asks about.
struct ContainerFact {
  CommandOf of = CommandOf::start;
  std::string what;    ///< For people: "container web", "web.service"
  std::string engine;  ///< "docker", "podman"
  PathFact client;     ///< The program with the name of the engine.
  /// The unit of the engine's daemon, if the containers stop with this daemon; empty if the
  /// containers run on during an update of the engine.
  std::vector<UnitFact> daemons;
};

/// A directory in which the pidfile or a socket of the check lies, unless many programs use it
/// (/run).
struct DirectoryFact {
  std::string holds;              ///< "pidfile /run/mysqld/mysqld.pid"
  std::vector<std::string> hops;  ///< Resolved paths of the directory.
  /// Units that make the directory (RuntimeDirectory=, StateDirectory=), and files of tmpfiles.d.
  std::vector<UnitFact> makers;
};

/// A running process.
struct ProcessFact {
  int pid = 0;
  /// How the process was found: "its pidfile says 4711", "process 4711 matches its pattern".
  std::string found;
  /// False if a user other than root can choose which process is found.
  bool certain = false;
  std::vector<PathFact> programs;   ///< The executable, or the script that an interpreter runs.
  std::vector<PathFact> libraries;  ///< Other files that the process has mapped executable.
  std::vector<UnitFact> units;      ///< The unit in which the process runs; empty if unknown.
  /// Paths of the files that the process still executes although somebody has deleted or replaced
  /// these files. The program, or the script that an interpreter has open, comes first. Empty if
  /// there are none, or if monit-pkgmap runs without the right to examine the process.
  std::vector<std::string> deleted{};
  bool beside_monit = false;  ///< Whether the process runs in the unit of a monit of root.
  /// Units whose ExecStart= runs the program of the process; read only if it runs beside monit.
  std::vector<UnitFact> services{};
};

/// What the `matching` pattern of a check matches.
struct MatchFact {
  std::vector<ProcessFact> processes;  ///< The process that monit would take; at most one.
  std::size_t fits = 0;                ///< How many running processes match.
  /// Units that match by the command line of their ExecStart=, or by the title that their program
  /// gives its process (rules/commands/process_titles.hpp).
  std::vector<UnitFact> units;
  /// Stopped units whose name or program occurs in the pattern: their processes may match once they
  /// run. The engine reads these units only if no process and no unit matches.
  std::vector<std::string> stopped{};
};

/// A local port or unix socket that the check tests.
struct SocketFact {
  std::string asked;                   ///< "port 3306", "unix socket /run/x.sock"
  PathFact path;                       ///< Of a unix socket; else empty.
  std::vector<ProcessFact> processes;  ///< Processes that listen at the port or socket.
  std::vector<UnitFact> units;         ///< Socket units that listen at the port or socket.
};

enum class Monitoring : std::uint8_t {
  unknown,    ///< monit was not asked.
  monitored,  ///< monit monitors the check, or shows it as initialising or waiting; or a session
              ///< has suspended the check.
  off,        ///< monit does not monitor the check, or will unmonitor it in its next cycle.
  unread,     ///< The control file has the check, but monit has no such check.
};

/// What is known about one check. A member that has no meaning for the type of the check is empty.
struct CheckFacts {
  /// Null only in a RecordedCheck (engine/recorded), never in Facts::checks; the check must outlive
  /// the facts.
  const monitrc::Check* check = nullptr;
  PathFact path;     ///< Of file, directory, fifo and program.
  PathFact pidfile;  ///< Of process.
  /// Of program: the scripts that the check runs, without wrappers.
  std::vector<PathFact> scripts;
  std::vector<CommandFact> commands;
  std::vector<ProgramFact> programs;
  std::vector<ContainerFact> containers;
  std::vector<ActsOnFact> acts_on;
  std::vector<UnitFact> pidfile_units;     ///< Units whose PIDFile= is the pidfile.
  std::vector<DirectoryFact> directories;  ///< Directories of the pidfile and the sockets.
  std::vector<ProcessFact> processes;      ///< The process that the pidfile names; at most one.
  MatchFact matching;                      ///< Of process, if it has a `matching` pattern.
  std::vector<SocketFact> sockets;         ///< Local ports and unix sockets of connection tests.
  Monitoring state = Monitoring::unknown;
  int errors = 0;  ///< Error bits of monit's status; 0 without an error, or if monit was not asked.
};

/// A file in a package's file list.
struct ListedFile {
  std::string path;     ///< Resolved path.
  std::string shipped;  ///< The path as the file list has it. Of a link of PackageFacts::won_links:
                        ///< the target of the link.
  bool directory = false;
  bool ghost = false;
  /// True for %verify(not md5 …): scriptlets may give the file another content.
  bool unverified = false;
  bool shared = false;  ///< True for a directory that packages of other names own as well.
};

/// A package that a transaction touches, or that somebody asks about.
struct PackageFacts {
  Nevra nevra;
  bool installed = false;  ///< The package database has the package now.
  /// The transaction installs the package; `files` come from a package file or from a hook.
  bool incoming = false;
  std::vector<ListedFile> files;  ///< Only the files that a check could name.
  /// Links of alternatives(8) that will lead to files of the incoming package once its script has
  /// run.
  std::vector<ListedFile> won_links{};
};

/// Everything from which evaluate() makes a plan.
struct Facts {
  std::vector<CheckFacts> checks;  ///< In the order of the control file.
  std::vector<PackageFacts> packages;
};

}  // namespace pkgmap::rules
