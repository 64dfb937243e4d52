// The systemd units and init scripts of a host, read from the files alone: the same answer on a
// live host and below --root (systemd.unit(5), UNIT FILE LOAD PATH).
//
// Follows aliases, templates and drop-ins; a masked unit has no settings. What needs all units
// reads them once. Not thread-safe; the answers are of the moment when a file was first read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/system/files/host_files.hpp"
#include "engine/system/files/path_resolver.hpp"
#include "parsers/source/posix_pattern.hpp"
#include "parsers/unit/unit_file.hpp"
#include "rules/commands/unit_reference.hpp"
#include "rules/facts.hpp"

namespace pkgmap {

class UnitFiles {
 public:
  /// Both must outlive it and mean the same root.
  UnitFiles(PathResolver& paths, HostFiles& files) : paths_(paths), files_(files) {}

  /// A unit that does not exist yet gets the path at which a package would bring it.
  rules::UnitFact find(const rules::UnitReference& reference);

  /// The value that counts of a setting of the unit called `name`, drop-ins laid over it; empty
  /// when it has none, is masked or is not there.
  std::string setting(const std::string& name, std::string_view section, std::string_view key);

  /// Units and scripts whose pidfile has one of these hops.
  std::vector<rules::UnitFact> with_pidfile(const std::vector<std::string>& hops);
  /// Units and files of tmpfiles.d that make this (resolved) directory.
  std::vector<rules::UnitFact> making(const std::string& directory);
  /// Units whose ExecStart fits, as far as what fits is in the name of the program.
  std::vector<rules::UnitFact> running(const PosixPattern& pattern);
  /// Socket units that listen on this port, or on a unix socket with one of these hops.
  std::vector<rules::UnitFact> listening(int port, const std::vector<std::string>& hops);

 private:
  /// What the other questions ask of one unit.
  struct Unit {
    rules::UnitFact fact;
    std::vector<std::string> pidfiles;     ///< Final targets.
    std::vector<std::string> directories;  ///< Resolved.
    std::vector<std::vector<std::string>> commands;
    std::vector<std::string> listens;  ///< "3306", "127.0.0.1:3306", final targets of paths.
  };

  bool find_fragment(const std::string& name, const std::string& asked, rules::UnitFact& unit);
  bool find_script(const rules::UnitReference& reference, rules::UnitFact& unit);
  /// Of the unit called `name`, defined in the file at `path`; drop-ins laid over it.
  UnitFile read_unit(const std::string& name, const std::string& path);
  void add_programs(const std::vector<std::string>& argv, rules::UnitFact& unit);
  std::vector<std::vector<std::string>> commands_of(const UnitFile& file, const std::string& name);
  const std::vector<Unit>& all();
  void load_units();
  void load_unit(const std::string& name, const std::string& path);
  void load_scripts();
  void load_tmpfiles();
  const std::vector<std::string>& names_in(const std::string& directory);
  const std::multimap<std::string, std::string>& drop_ins();
  template <class Fits>
  std::vector<rules::UnitFact> those(Fits fits);

  PathResolver& paths_;
  HostFiles& files_;
  bool loaded_ = false;
  bool drop_ins_loaded_ = false;
  std::multimap<std::string, std::string> drop_ins_;       ///< By the name before ".d".
  std::map<std::string, std::vector<std::string>> names_;  ///< Of the directories of units.
  std::vector<Unit> all_;
};

/// How far into the joined words the program's own name reaches, wrappers before it included.
std::size_t program_reaches(const std::vector<std::string>& argv);

/// Words joined with blanks, as monit compares them with a pattern.
std::string joined_words(const std::vector<std::string>& words);

}  // namespace pkgmap
