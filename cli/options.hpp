// What the command line asks for, as values. cli/man/monit-pkgmap.8 is the reference.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/queries/verify.hpp"
#include "engine/settings.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::cli {

enum class ColorMode { automatic, always, never };

/// Who reads the answer of a command. With ndjson, prometheus and nagios Options::json is true,
/// too, since the text for these readers is made of the JSON answer.
enum class Reader : std::uint8_t { person_or_json, ndjson, prometheus, nagios };

/// The comment of a member names the commands and options that set it; without such a comment the
/// member belongs to every command.
struct Options {
  Settings settings;
  bool json = false;
  bool verbose = false;
  /// ndjson: audit, config, explain, history, verify; prometheus: status, audit, history; nagios:
  /// doctor.
  Reader reader = Reader::person_or_json;
  ColorMode color = ColorMode::automatic;

  std::string command;
  bool check = false;                    ///< config --check
  std::string monit_version;             ///< config --monit-version; empty for any
  std::vector<std::string> packages;     ///< explain, suspend, run; as typed
  std::vector<std::string> check_names;  ///< explain --check
  bool dot = false;                      ///< explain --dot
  std::string out;                       ///< explain --out: a path; empty for no file
  std::string plan;                      ///< history --against: a path; empty for no comparison
  std::string html;                      ///< audit, explain: a path; "-" is standard output
  std::vector<std::string> merge;        ///< audit --merge: as written; "-" is standard input
  std::string bundle;                    ///< bundle: a path; "-" is standard output
  bool detailed_exitcode = false;        ///< explain
  std::vector<std::string> pair;         ///< policy --explain: a check and a package
  std::string transaction;               ///< suspend, run, explain: a path; "-" is standard input
  /// The text of this file; nullopt until a command has read it, and without --transaction.
  std::optional<std::string> transaction_text;
  bool upgrades = false;              ///< explain
  bool watch = false;                 ///< status --watch
  std::string session;                ///< resume, history, guard: an id; empty if not given
  bool hook = false;                  ///< resume --hook
  std::string manager;                ///< resume --manager
  int manager_pid = 0;                ///< resume --pid, suspend --for-process; 0: not given
  std::vector<std::string> except;    ///< resume --except
  bool timed = false;                 ///< suspend --for; Settings::lease has the duration
  bool if_stale = false;              ///< recover --if-stale
  bool before_removal = false;        ///< recover --before-removal
  std::vector<std::string> words;     ///< run: the command and its arguments
  std::vector<std::string> paths;     ///< accept; absolute
  Against against = Against::either;  ///< verify
  bool write = false;                 ///< update-expect --write
  bool has_own_state = false;         ///< --state-dir was given
  bool probe = false;                 ///< guard
  int ready_fd = -1;                  ///< guard; -1: not given

  /// Returns whether the command is about one monit even on a host with several: if it prints or
  /// writes a graph, a page or a plan, compares with a plan, or repeats its answer (status
  /// --watch).
  bool is_about_one_monit() const {
    return dot || !html.empty() || !out.empty() || !plan.empty() || watch;
  }
};

/// Exactly one of `options`, `error` and `said` is set (`said` is set if it is not empty).
struct ParsedOptions {
  std::optional<Options> options;  ///< What to do.
  std::optional<Error> error;      ///< What is wrong; ErrorCode::usage.
  std::string said;                ///< The text to print for --help or --version.
  bool json = false;               ///< Whether to print the error as JSON.
  /// Who reads the error, if it is a program.
  Reader reader = Reader::person_or_json;
};

/// Parses the arguments of main() and keeps no pointer to them. Reads the variable HOME. Makes the
/// paths in Settings and Options::paths absolute: a relative path starts at the working directory,
/// or, with --root, at that root. Does not print.
ParsedOptions parse_options(int argc, const char* const* argv);

}  // namespace pkgmap::cli
