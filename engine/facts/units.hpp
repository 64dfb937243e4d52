// Looks up the systemd units and init scripts of a host (systemd.unit(5), UNIT FILE LOAD PATH).
// Reads only files, so that a live host and a directory with --root give the same answer.
//
// Follows aliases, templates and drop-ins; a masked unit has no settings. find(), find_program()
// and setting() read single files; the other queries read all units, once. Returned values hold for
// the moment in which a file was first read. find() returns a reference, every other function a
// copy. A file counts as empty if it cannot be read or has more than 1 MiB. Not thread-safe.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "engine/system/files/host_files.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "parsers/source/posix_pattern.hpp"
#include "parsers/unit/environment.hpp"
#include "parsers/unit/lines.hpp"
#include "parsers/unit/unit_file.hpp"
#include "rules/commands/unit_reference.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

class UnitFiles {
 public:
  /// Both arguments must outlive this object, and must have the same root (not checked).
  UnitFiles(PathResolver& paths, HostFiles& files) : paths_(paths), files_(files) {}

  /// Returns the unit, init script or supervised service (of supervisord, runit, upstart, …) to
  /// which `reference` leads. If there is no such unit or init script, UnitFact::exists is false,
  /// and UnitFact::fragments has the paths at which a package would ship the unit. If there is no
  /// such service of supervisord or in a directory of runit, UnitFact::fragments is empty, and
  /// UnitFact::exists is true all the same. The returned reference is valid as long as this object.
  const rules::UnitFact& find(const rules::UnitReference& reference);

  /// Returns the paths through which the program `name` of a command is found. An absolute `name`
  /// is the path of the program, which may be missing. For any other `name` the program is the
  /// first file of this name in the directories in which systemd searches; if there is none, the
  /// list is empty.
  ///
  /// The list is as ResolvedPath::hops: first the path with resolved directories; then, as long as
  /// a link stands at the end, the path to which the link leads. The function follows no link that
  /// a user other than root can replace: such a link is then the last path, instead of the program
  /// itself.
  std::vector<std::string> find_program(const std::string& name);

  /// Returns the value of the setting `key` ("Type") in the section `section` ("Service") of the
  /// unit `name` ("mysqld.service"); the last value if the unit and its drop-ins set the key
  /// several times. Empty if neither the unit nor a drop-in sets the key, and if the unit is masked
  /// or does not exist.
  std::string setting(const std::string& name, std::string_view section, std::string_view key);

  // Each of the next six functions looks at all units, and returns an empty list if none fits.

  /// Returns the units and init scripts that declare a pidfile with one of these resolved paths, or
  /// that name it in an option or variable of their commands.
  std::vector<rules::UnitFact> with_pidfile(const std::vector<std::string>& hops);
  /// Returns the units that make this directory, a resolved path, by RuntimeDirectory= or
  /// StateDirectory=, and the files of tmpfiles.d that make it.
  std::vector<rules::UnitFact> making(const std::string& directory);
  /// Returns the units with an ExecStart= that fits. Either the pattern matches the command line
  /// (of a script: also that of its interpreter), and the match begins before the arguments of the
  /// program. Or the pattern matches a title that the program gives its processes
  /// (rules/commands/process_titles.hpp).
  std::vector<rules::UnitFact> running(const PosixPattern& pattern);
  /// Returns the units with an ExecStart=, and the init scripts, that run a program with one of
  /// these resolved paths.
  std::vector<rules::UnitFact> executing(const std::vector<std::string>& hops);
  /// Returns the names ("mysqld.service") of the services that `pattern`, the text of a regular
  /// expression, mentions. The text must have one of these as a word of three bytes or more,
  /// ignoring ASCII case: the name of the service without suffix and instance ("php7.4-fpm" of
  /// "php7.4-fpm@a.service"), or the base name of a program that the service runs. The text may
  /// quote a character of the word, as in "php7\\.4-fpm" or "php7[.]4-fpm".
  std::vector<std::string> named_in(const std::string& pattern);
  /// Returns the socket units that listen on this port, of TCP or UDP, or on a unix socket with one
  /// of these resolved paths. With port 0 only the paths count.
  std::vector<rules::UnitFact> listening(int port, const std::vector<std::string>& hops);

 private:
  /// Argument vectors, with variables replaced.
  using Commands = std::vector<std::vector<std::string>>;
  /// A command line, as a process would have it.
  struct CommandLine {
    std::string text;
    std::size_t program = 0;  ///< program_reaches() of the command line.
  };
  /// What the queries over all units need to know of one unit.
  struct Unit {
    rules::UnitFact fact;       ///< Without programs until programs_of().
    bool has_programs = false;  ///< Whether programs_of() has filled in the programs.
    // The paths of a template have kAnyInstance in place of the instance.
    std::vector<std::string> pidfiles;     ///< Resolved paths, links followed.
    std::vector<std::string> directories;  ///< Resolved.
    Commands commands;
    std::vector<std::string> script_programs;  ///< Paths that an init script runs.
    std::vector<CommandLine> lines;            ///< Of `commands` and of the scripts that they run.
    std::vector<std::string> titles;   ///< The titles that the programs give their processes.
    std::vector<std::string> listens;  ///< "3306", "127.0.0.1:3306", final targets of paths.
  };

  /// A program of supervisord.
  struct SupervisedProgram {
    std::string path;  ///< Of the file that declares it.
    std::string command;
  };

  /// Returns the text of a file; empty if it cannot be read or is too long.
  std::string text_of(const std::string& path);
  /// Returns what text_of() returns; empty also if a user other than root can write or replace the
  /// file.
  std::string text_of_roots(const std::string& path);
  /// Returns the paths through which `path` leads, as RootsWay::hops; never empty.
  std::vector<std::string> hops_of(const std::string& path);
  /// Returns the command line of a script; empty if the program is no script, or if a user other
  /// than root can write it.
  std::vector<std::string> as_script(const std::vector<std::string>& argv);
  rules::UnitFact look_for(const rules::UnitReference& reference);
  bool find_fragment(const std::string& name, const std::string& asked, rules::UnitFact& unit);
  bool find_quadlet(const std::string& name, rules::UnitFact& unit);
  bool find_script(const rules::UnitReference& reference, rules::UnitFact& unit);
  // supervised.cpp
  bool find_upstart_job(const std::string& name, rules::UnitFact& unit);
  /// Fills in the unit; only its name if the files of supervisord do not have the program.
  void find_program_of_supervisord(const std::string& name, rules::UnitFact& unit);
  /// Returns the programs in the files of supervisord by their names; reads the files once.
  const std::map<std::string, SupervisedProgram>& programs_of_supervisord();
  void find_service_directory(const std::string& name, rules::UnitFact& unit);
  /// Reads the unit `name` from the file at `path`, and applies its drop-ins.
  UnitFile read_unit(const std::string& name, const std::string& path);
  void add_programs(const std::vector<std::string>& argv, rules::UnitFact& unit);
  /// Returns the variables of the unit's commands, without those of files that a user other than
  /// root can write.
  Environment environment_of(const UnitFile& file, const std::string& name);
  Commands commands_of(const UnitFile& file, const std::string& name,
                       const Environment& environment);
  /// Returns the pidfiles that the unit declares, or that an option or a variable of its commands
  /// names, with links followed.
  std::vector<std::string> pidfiles_of(const UnitFile& file, const std::string& name,
                                       const Environment& environment, const Commands& commands);
  /// Returns kUnitDirectories without those that lead to an earlier one, as /lib may.
  const std::vector<std::string>& unit_directories();
  std::vector<Unit>& all();
  /// Returns UnitFact::programs of the unit. To look for programs takes longer than the rest, and
  /// few queries need them.
  const std::vector<rules::PathFact>& programs_of(Unit& unit);
  /// Reads Unit::lines and Unit::titles of all units.
  void load_lines();
  void load_lines(Unit& unit);
  void load_units();
  void load_unit(const std::string& name, const std::string& path);
  void load_instances(const std::string& directory);
  void load_scripts();
  void load_tmpfiles();
  const std::vector<std::string>& names_in(const std::string& directory);
  const std::multimap<std::string, std::string>& drop_ins();
  template <class Fits>
  std::vector<rules::UnitFact> those(Fits fits);

  PathResolver& paths_;
  HostFiles& files_;
  /// RootsWay::hops of directories behind a link, such as /lib, kept because most programs lie in a
  /// few of them.
  std::unordered_map<std::string, std::vector<std::string>> ways_;
  /// What find() has found, by name, starter and whether the name is that of an init script.
  std::map<std::tuple<std::string, rules::Starter, bool>, rules::UnitFact> found_;
  bool loaded_ = false;
  bool lines_loaded_ = false;
  bool drop_ins_loaded_ = false;
  bool supervisord_loaded_ = false;
  /// Paths of drop-ins, by the name before ".d".
  std::multimap<std::string, std::string> drop_ins_;
  std::vector<std::string> unit_directories_;              ///< Empty until unit_directories().
  std::map<std::string, std::vector<std::string>> names_;  ///< File names, by directory of units.
  std::set<std::string> instances_;                        ///< Names of instances in all_.
  std::vector<Unit> all_;
  std::map<std::string, SupervisedProgram> supervisord_;  ///< By name.
};

/// Returns where in joined_words(argv) (parsers/unit/lines.hpp) the name of the program itself
/// ends, as an offset in bytes; before the program stand wrappers such as `nice`. 0 if `argv` is
/// empty.
std::size_t program_reaches(const std::vector<std::string>& argv);

}  // namespace pkgmap
