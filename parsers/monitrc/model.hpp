// What a control file says, as values: the answer of parse_control_file().
//
// Names follow monit(1). Strings hold the bytes that monit would hold after
// unquoting and escapes. Spans point into Parsed::sources.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source/diagnostic.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

/// monit(1), SERVICE TYPES. The numbers are those of monit's status XML.
enum class CheckType : std::uint8_t {
  filesystem = 0,
  directory = 1,
  file = 2,
  process = 3,
  host = 4,
  system = 5,
  fifo = 6,
  program = 7,
  network = 8,
};

/// A program with its arguments, as monit would execute it (no shell).
struct Command {
  std::vector<std::string> argv;       ///< Never empty.
  std::string uid;                     ///< Empty: not given.
  std::string gid;                     ///< Empty: not given.
  std::optional<int> timeout_seconds;  ///< As written.
  int timeout_ms = 0;  ///< What monit waits: as written, else the limit that was set before. 0: no
                       ///< limit (`exec`).
  Span span;
};

enum class ActionKind : std::uint8_t { alert, exec, restart, start, stop, unmonitor, ignore };

struct Action {
  ActionKind kind = ActionKind::alert;
  std::optional<Command> exec;  ///< For ActionKind::exec.
  int repeat_cycles = 0;        ///< `repeat every 3 cycles`: 3. 0: executed once.
  int times = 1;                ///< Of `else if succeeded 2 times within 3 cycles`, as in Test.
  int cycles = 1;
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

enum class Trigger : std::uint8_t {
  failed,    ///< `if failed …`
  changed,   ///< `if changed …`
  compared,  ///< `if size > …`, `if does not exist`, …
};

enum class Algorithm : std::uint8_t { md5, sha1, sha256 };

enum class Operator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  changed,
  match,     ///< `=~`
  no_match,  ///< `!=~`
};

enum class Unit : std::uint8_t {
  none,
  percent,
  byte,
  kilobyte,
  megabyte,
  gigabyte,
  millisecond,
  second,
  minute,
  hour,
  day,
  month,
  packet,
  operation,
};

/// What a connection test asks, and whom.
struct Connection {
  std::string host;         ///< Empty: the address of a host check, else this host.
  int port = 0;             ///< 0: none (pings, sockets).
  std::string socket;       ///< `unixsocket PATH`
  std::string url;          ///< As written, without user and password.
  std::string protocol;     ///< Lower case, as in the control file: "http". Empty: none.
  std::string content;      ///< A POSIX extended regular expression.
  std::string request;      ///< Of http, websocket.
  std::string address;      ///< Where the connection comes from; empty: anywhere.
  std::uint8_t family = 0;  ///< 4 or 6; 0: any.
  bool is_udp = false;
  bool is_tls = false;
  Operator content_op = Operator::equal;
  int certificate_days = 0;  ///< `certificate valid > N days`
  int ping_size = 64;        ///< Bytes.
  Operator response_op = Operator::less;
  int response_ms = -1;  ///< -1: no limit.
};

/// An `if … then …` statement.
struct Test {
  TestKind kind = TestKind::other;
  Trigger trigger = Trigger::failed;
  bool is_not = false;  ///< `not exist`, `succeeded port`, `link up`, `not match`, `not changed`
  bool is_ignored = false;   ///< `ignore content …`: what it matches is no match of the others.
  bool is_per_core = false;  ///< `loadavg core`
  std::string_view
      subject;  ///< What exactly: "cpu usage", "total memory", "atime", "space free", …
  Operator op = Operator::equal;
  double limit = 0;  ///< With op and unit.
  Unit unit = Unit::none;
  int range = 0;  ///< `total download > 1 GB in last 2 hours`: 2
  Unit range_unit = Unit::none;
  std::shared_ptr<const Connection> connection;  ///< For TestKind::connection.
  std::optional<Algorithm> algorithm;            ///< Checksum: named, or told by the sum's length.
  std::string expect;  ///< checksum: hex, lower case; permission: octal; uid…: as written;
                       ///< content: the pattern, or a file of them; security: the value.
  Span expect_span;    ///< Where it is written, with its quotes. Empty: nowhere.
  int times = 1;       ///< `for 5 cycles`: 5. `2 times within 3 cycles`: 2.
  int cycles = 1;      ///< `for 5 cycles`: 5. `2 times within 3 cycles`: 3.
  std::optional<int> timeout_seconds;  ///< Connection tests: as written.
  int timeout_ms = 0;  ///< Connection tests: as written, else the limit that monit held then.
  int attempts = 1;    ///< Connection tests: `retry 3` is 3; pings: how many (`count 3`).
  Action action;
  std::optional<Action> recovery;  ///< `else …`
  Span span;                       ///< From `if` to the last token.
};

enum class Mode : std::uint8_t { active, passive, manual };
enum class OnReboot : std::uint8_t { start, nostart, laststate };

/// monit(1), SERVICE POLL TIME.
struct Every {
  enum class Kind : std::uint8_t { cycles, cron, not_cron } kind = Kind::cycles;
  int cycles = 1;    ///< For Kind::cycles.
  std::string cron;  ///< For the others.
};

/// A `check …` statement and the service that it declares.
struct Check {
  CheckType type = CheckType::process;
  std::string name;
  Span span;              ///< The `check` token up to the end of the header.
  Span name_span;         ///< The name as written.
  bool implicit = false;  ///< The system service that monit adds by itself; its span says nothing.

  std::string path;       ///< file, directory, fifo, filesystem; program: argv[0].
  std::string pidfile;    ///< process
  std::string matching;   ///< process: a POSIX extended regular expression.
  std::string address;    ///< host, network
  std::string interface;  ///< network
  std::optional<Command> program;

  std::optional<Command> start;
  std::optional<Command> stop;
  std::optional<Command> restart;
  std::vector<std::string> depends_on;  ///< As written, in order; monit compares ignoring case.
  std::vector<std::string> groups;
  Mode mode = Mode::active;
  std::optional<OnReboot> onreboot;
  std::optional<Every> every;  ///< The last one wins.
  std::vector<Test> tests;  ///< Those that count: of checksum, permission, uid, euid, gid the last.
  std::vector<Span> unknown;  ///< Statements that were kept without being understood.
};

/// `allow user:password [read-only]`. Handle with care: never print one.
struct Credentials {
  std::string user;
  std::string password;
  bool read_only = false;
};

struct HttpdTcp {
  std::string address;  ///< Empty: every address.
  int port = 2812;
  bool ssl = false;
  bool read_only = false;
};

struct HttpdUnixSocket {
  std::string path;
  bool read_only = false;
};

/// monit(1), MONIT HTTPD.
struct Httpd {
  using Tcp = HttpdTcp;
  using UnixSocket = HttpdUnixSocket;
  std::optional<Tcp> tcp;
  bool has_port = false;  ///< Without a `port`, monit opens none: there is no tcp then.
  std::optional<UnixSocket> unixsocket;
  std::vector<Credentials> credentials;  ///< Cleartext ones only.
  bool other_credentials =
      false;  ///< PAM groups, password files: monit asks for a password that we cannot know.
  bool allows = false;  ///< Some `allow` or client certificate: without one monit starts no server.
};

/// `set daemon N [with start delay N]`.
struct Daemon {
  int poll_seconds = 0;
  int start_delay_seconds = 0;
};

/// `set limits { … }`, what bounds how long a cycle may take; milliseconds.
struct Limits {
  int network_timeout_ms = 5'000;
  int program_timeout_ms = 300'000;
  int stop_timeout_ms = 30'000;
  int start_timeout_ms = 30'000;
  int restart_timeout_ms = 30'000;
  int exec_timeout_ms = 30'000;  ///< Of monit 5.34 and later; before, nothing bounds `exec`.
};

/// `set mailserver …` and `set mmonit …`: where messages go, and how long monit waits there.
struct Delivery {
  int mailservers = 0;           ///< Tried one after the other.
  int mail_timeout_ms = 30'000;  ///< For each; monit 5.33 was seen to wait that long, whatever a
                                 ///< shorter `with timeout` says. A longer one counts.
  int mmonits = 0;
  int mmonit_timeout_ms = 5'000;  ///< For each; the longest that is written.
};

struct ControlFile {
  std::string path;
  std::vector<std::string>
      files;  ///< Every file read, the control file first, each once, in the order of reading.
  std::optional<Httpd> httpd;
  std::optional<Daemon> daemon;
  std::string pidfile;    ///< Empty: not set.
  std::string statefile;  ///< Empty: not set.
  std::string idfile;     ///< Empty: not set.
  std::string logfile;    ///< Empty: not set or syslog.
  bool is_init = false;   ///< `set init`: monit must be told how long to wait, then.
  Limits limits;
  Delivery delivery;
  std::vector<Check> checks;  ///< In the order of parsing, which is the order of monit's status.
  std::vector<Span> alerts;   ///< Each `set alert …`.
  std::vector<Span> unknown;  ///< Global statements that were kept without being understood.
};

/// Was a statement or test passed over because it is not known? A `monit -t` of the versions up
/// to 6.1 would refuse the file.
bool has_unknown(const ControlFile& control_file);

struct Tree;

struct Parsed {
  Sources sources;
  ControlFile control_file;
  std::shared_ptr<const Tree> tree;  ///< Null unless ParseOptions::keep_tree asked for it.
  std::vector<Diagnostic> diagnostics;
  bool ok() const { return !has_errors(diagnostics); }
};

/// The word of the control file: "process", "file", …
const char* name_of(CheckType type);
const char* name_of(TestKind kind);
const char* name_of(Trigger trigger);
const char* name_of(Algorithm algorithm);
const char* name_of(ActionKind kind);
const char* name_of(Mode mode);
const char* name_of(OnReboot onreboot);
const char* name_of(Operator op);
const char* name_of(Unit unit);  ///< "" for Unit::none, "%" for a percent.

/// monit compares service names ignoring ASCII case.
bool same_name(const std::string& left, const std::string& right);

}  // namespace pkgmap::monitrc
