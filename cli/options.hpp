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

/// automatic: colours if standard output is a terminal that knows them and NO_COLOR is not set.
enum class ColorMode { automatic, always, never };

/// Who reads the answer of a command. person_or_json: a person, or a program that reads JSON if
/// Options::json is true. With the other three values Options::json is always true, since the text
/// for these readers is made of the JSON answer.
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
  /// The text of the transaction; nullopt until a command has read or made this text.
  std::optional<std::string> transaction_text;
  bool upgrades = false;              ///< explain
  bool watch = false;                 ///< status --watch
  std::string session;                ///< resume, history, guard: an id; empty if not given
  bool hook = false;                  ///< resume --hook
  std::string manager;                ///< resume --manager
  int manager_pid = 0;                ///< resume --pid, suspend --for-process; 0 if not given
  std::vector<std::string> except;    ///< resume --except
  bool timed = false;                 ///< suspend --for; Settings::lease has the duration
  bool if_stale = false;              ///< recover --if-stale
  bool before_removal = false;        ///< recover --before-removal
  std::vector<std::string> words;     ///< run: the command and its arguments
  std::vector<std::string> paths;     ///< accept; absolute
  Against against = Against::either;  ///< verify
  bool write = false;                 ///< update-expect --write
  bool has_own_state = false;         ///< --state-dir was given
  bool probe = false;                 ///< guard: only try whether a guard can start
  int ready_fd = -1;                  ///< guard: pipe for its ready notification; -1: not given

  /// Returns whether an option makes the command be about one monit even on a host with several:
  /// --dot, --html, --out, history --against or --watch.
  bool is_about_one_monit() const {
    return dot || !html.empty() || !out.empty() || !plan.empty() || watch;
  }
};

/// Exactly one of `options`, `error` and `said` is set (`said` is set if it is not empty).
struct ParsedOptions {
  std::optional<Options> options;  ///< What to do.
  std::optional<Error> error;      ///< What is wrong; ErrorCode::usage.
  std::string said;                ///< The text to print for --help or --version.
  bool json = false;               ///< Whether --json is given: prints the error as JSON.
  /// Who reads the error: ndjson or nagios if this option is given. With --prometheus the error is
  /// a text for people.
  Reader reader = Reader::person_or_json;
};

/// Parses the arguments of main() and keeps no pointer to them. Reads the variable HOME. Does not
/// print.
///
/// Makes the paths in Settings absolute, and those in Options::out, html, bundle and paths. A
/// relative path starts at the working directory, except --monitrc and --dbpath with --root,
/// --image or --bundle: they start at that root. The paths in Options::plan, transaction and merge
/// stay as typed, and so do an empty path and "-".
ParsedOptions parse_options(int argc, const char* const* argv);

}  // namespace pkgmap::cli
