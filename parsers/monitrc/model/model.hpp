// The content of a control file as values: the result of parse_control_file().
//
// Names follow monit(1). Strings have the bytes that monit has after it removed quotes and replaced
// escapes. Spans point into Parsed::sources. The types are plain values, but Test::subject points
// to a string literal, and copies share Test::connection and Parsed::tree, which are const.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/monitrc/model/connection.hpp"
#include "parsers/monitrc/model/settings.hpp"
#include "parsers/monitrc/words/service_types.hpp"
#include "parsers/source/check_name.hpp"
#include "parsers/source/diagnostic.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

/// A program with its arguments, as monit would execute it (no shell).
struct Command {
  std::vector<std::string> argv;       ///< Never empty.
  std::string uid;                     ///< Empty if not given.
  std::string gid;                     ///< Empty if not given.
  std::optional<int> timeout_seconds;  ///< As written; nullopt if not given.
  int timeout_ms = 0;  ///< How long monit waits: as written, else the limit of `set limits` at this
                       ///< place; 0 without a limit (`exec`).
  Span span;
};

enum class ActionKind : std::uint8_t { alert, exec, restart, start, stop, unmonitor, ignore };

/// What monit does when a test fails, or succeeds again.
struct Action {
  ActionKind kind = ActionKind::alert;
  std::optional<Command> exec;  ///< The program of ActionKind::exec; else nullopt.
  int repeat_cycles = 0;        ///< 3 for `repeat every 3 cycles`; 0 if monit executes it once.
  int times = 1;                ///< In Test::recovery 2 for `2 times within 3 cycles`; else 1.
  int cycles = 1;               ///< In Test::recovery 3 for `2 times within 3 cycles`; else 1.
  Span span;                    ///< From the action's word to its last token.
};

enum class TestKind : std::uint8_t {
  checksum,
  permission,
  uid,
  euid,
  gid,
  size,
  timestamp,  ///< All four of timestamp, atime, ctime, mtime.
  hardlink,
  exist,
  content,
  pid,
  ppid,
  uptime,
  resource,
  filedescriptors,
  connection,  ///< port, unixsocket, ping, url.
  space,
  inode,
  io,  ///< read, write, service time.
  fsflags,
  link,
  saturation,
  traffic,  ///< upload, download.
  status,
  security,
  restarts,  ///< `if N restarts within M cycles then …`.
  other,
};

/// How the condition of a test begins.
enum class Trigger : std::uint8_t {
  failed,    ///< `if failed …`
  changed,   ///< `if changed …`
  compared,  ///< `if size > …`, `if does not exist`, …
};

/// An `if … then …` statement.
struct Test {
  TestKind kind = TestKind::other;
  Trigger trigger = Trigger::failed;
  /// True for `not exist`, `succeeded port`, `link up`, `not match`, `not changed`.
  bool is_not = false;
  bool is_ignored = false;   ///< `ignore content …`: other tests skip lines that match.
  bool is_per_core = false;  ///< `loadavg core`
  /// What exactly, as a literal: "cpu usage", "total memory", "atime", "space free", …; empty for a
  /// kind with one subject (checksum, exist).
  std::string_view subject;
  Operator op = Operator::equal;
  double limit = 0;  ///< The number with which the test compares, by `op`, in `unit`; 0 for a test
                     ///< without one.
  MeasureUnit unit = MeasureUnit::none;
  int range = 0;  ///< 2 for `total download > 1 GB in last 2 hours`; 0 for a test without a range.
  MeasureUnit range_unit = MeasureUnit::none;
  /// Set for TestKind::connection; null for any other kind.
  std::shared_ptr<const ConnectionTest> connection;
  /// Of a checksum test: as written, else by the length of the sum, else monit's default; nullopt
  /// for any other kind.
  std::optional<Algorithm> algorithm;
  bool is_default_algorithm = false;  ///< Whether `algorithm` is monit's default.
  /// Of checksum: hex, lower case; of permission: octal; of uid, euid, gid: as written; of content:
  /// the pattern, or the path of a file of patterns; of security: the value; else empty.
  std::string expect;
  Span expect_span;  ///< Place of `expect`, with its quotes; empty if it is not written.
  int times = 1;     ///< 5 for `for 5 cycles`, 2 for `2 times within 3 cycles`.
  int cycles = 1;    ///< 5 for `for 5 cycles`, 3 for `2 times within 3 cycles`.
  std::optional<int> timeout_seconds;  ///< Of a connection test: as written; nullopt if not given.
  /// Of a connection test: how long monit waits, as written or else as the limit of `set limits` at
  /// this place. Of any other test: 0.
  int timeout_ms = 0;
  /// Of a connection test: 3 for `retry 3`. Of a ping: how many pings monit sends.
  int attempts = 1;
  Action action;
  std::optional<Action> recovery;  ///< `else …`
  Span span;                       ///< From `if` to the last token.
};

enum class Mode : std::uint8_t { active, passive, manual };

/// The statement `every` of a check: monit(1), SERVICE POLL TIME.
struct Every {
  enum class Kind : std::uint8_t { cycles, cron, not_cron } kind = Kind::cycles;
  int cycles = 1;    ///< For Kind::cycles.
  std::string cron;  ///< For Kind::cron and Kind::not_cron.
};

/// A `check …` statement and the service that it declares.
struct Check {
  CheckType type = CheckType::process;
  CheckName name;
  Span span;  ///< From the `check` token to the end of the header (`check file x with path /x`).
  Span name_span;  ///< The name as written.
  /// True for the system check that monit adds by itself, whose spans are empty.
  bool implicit = false;

  std::string path;      ///< Of file, directory, fifo, filesystem; of program: argv[0]. Else empty.
  std::string pidfile;   ///< Of process; else empty.
  std::string matching;  ///< Of process: a POSIX extended regular expression; else empty.
  std::string address;   ///< Of host and network; else empty.
  std::string interface;           ///< Of network; else empty.
  std::optional<Command> program;  ///< The program of a program check; else nullopt.

  std::optional<Command> start;
  std::optional<Command> stop;
  std::optional<Command> restart;
  CheckNames depends_on;  ///< As written, in order; monit compares ignoring case.
  std::vector<std::string> groups;
  Mode mode = Mode::active;
  std::optional<OnReboot> onreboot;  ///< Nullopt if not written.
  /// The last `every`; nullopt if monit tests the check in each cycle.
  std::optional<Every> every;
  std::vector<Alert> alerts;
  std::vector<Test> tests;    ///< The tests that count: of several tests of checksum, permission,
                              ///< uid, euid or gid, only the last.
  std::vector<Span> unknown;  ///< Statements that the parser did not understand.
};

/// A control file with all files that it includes.
struct ControlFile {
  std::string path;  ///< As the caller of parse_control_file() gave it.
  /// Paths of the files that were read, each once, in the order of reading: the control file first.
  /// Empty if the control file cannot be read.
  std::vector<std::string> files;
  std::vector<std::string> includes;  ///< The absolute patterns of `include`, in the order of
                                      ///< reading.
  std::optional<Httpd> httpd;         ///< Nullopt if `set httpd` is not written.
  std::optional<Daemon> daemon;       ///< Nullopt if `set daemon` is not written.
  std::string pidfile;                ///< Empty if not set.
  std::string statefile;              ///< Empty if not set.
  std::string idfile;                 ///< Empty if not set.
  std::string logfile;                ///< Empty if not set, or if monit logs to syslog.
  bool is_init = false;  ///< `set init` is written; monit then also needs `set daemon`.
  Limits limits;
  Delivery delivery;
  GlobalSettings settings;
  std::vector<Check> checks;  ///< In the order of parsing, which is the order of monit's status.
  std::vector<Span> unknown;  ///< Global statements that the parser did not understand.
};

struct Tree;

/// The result of parse_control_file().
struct Parsed {
  Sources sources;
  ControlFile control_file;
  std::shared_ptr<const Tree> tree;  ///< Null unless ParseOptions::keep_tree asked for it.
  std::vector<Diagnostic> diagnostics;
  /// Returns whether there is no error; warnings and notes do not count.
  bool ok() const { return !has_errors(diagnostics); }
};

// Each name_of() returns the word that a control file has for the value ("process", "failed"), or,
// if there is none, the word of monit-pkgmap-formats(5). Never null.

const char* name_of(CheckType type);
const char* name_of(TestKind kind);
const char* name_of(Trigger trigger);
const char* name_of(ActionKind kind);
const char* name_of(Mode mode);
const char* name_of(OnReboot onreboot);
const char* name_of(Operator op);
const char* name_of(HttpdAccess::Kind kind);
const char* name_of(MeasureUnit unit);  ///< Empty for MeasureUnit::none, "%" for a percent.
/// Returns how many bytes a unit of size has, or how many seconds a unit of time from the second on
/// has. Returns 1 for every other unit, also for MeasureUnit::millisecond. A month has 31 days, as
/// `monit -t -v` shows.
std::int64_t size_of(MeasureUnit unit);

}  // namespace pkgmap::monitrc
