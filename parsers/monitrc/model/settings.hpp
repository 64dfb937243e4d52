// The part of the model (model.hpp) about the `set` statements. The types are plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model/connection.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

enum class OnReboot : std::uint8_t { start, nostart, laststate };

/// `allow user:password [read-only]`, in cleartext. No message or file may show a password.
struct Credentials {
  std::string user;
  std::string password;
  bool read_only = false;
};

/// The port of monit's HTTP interface.
struct HttpdTcp {
  std::string address;  ///< Empty for every address.
  int port = 2812;
  bool ssl = false;
  bool read_only = false;
  TlsOptions tls;
};

/// The unix socket of monit's HTTP interface.
struct HttpdUnixSocket {
  std::string path;
  bool read_only = false;
  std::string uid;  ///< Empty if not given; so are gid and permission.
  std::string gid;
  std::string permission;  ///< Octal, as written.
};

/// One `allow` without its secrets. If at least one `allow` is of Kind::host, monit accepts only
/// clients from the allowed hosts. If at least one `allow` is of another kind, monit accepts a
/// client only with a password. Both may hold. On a unix socket, Kind::host has no effect.
struct HttpdAccess {
  enum class Kind : std::uint8_t { host, user, group, file } kind = Kind::host;
  /// Host or network, PAM group, or path of the file. Empty for a user; kHidden (connection.hpp)
  /// for a host that looks like `user:password` in quotes.
  std::string name;
  std::string encryption;          ///< Of a file: "cleartext", "md5", "crypt".
  std::vector<std::string> users;  ///< Of a file: the users that count; empty if all do.
  bool read_only = false;
};

/// The statement `set httpd`: monit(1), MONIT HTTPD.
struct Httpd {
  using Tcp = HttpdTcp;
  using UnixSocket = HttpdUnixSocket;
  std::optional<Tcp> tcp;
  /// Whether `port` is written; if not, monit opens no port. In a Parsed this is true if and only
  /// if `tcp` has a value.
  bool has_port = false;
  std::optional<UnixSocket> unixsocket;
  /// The users with a password in the control file: one for each Kind::user of `access`, in the
  /// same order. monit ignores an entry if an earlier `allow` has the same user, by its name, in
  /// its password file or in its PAM group; this list has such an entry all the same.
  std::vector<Credentials> credentials;
  /// True if an `allow` names a PAM group or a password file: monit then asks for a password that
  /// the control file does not have.
  bool other_credentials = false;
  bool has_signature = true;        ///< False for `signature disable`.
  std::vector<HttpdAccess> access;  ///< In the order of the text.
  /// True if an `allow` or a client certificate is written. If false, monit starts no HTTP server.
  bool allows = false;
};

/// `set daemon N [with start delay N]`.
struct Daemon {
  int poll_seconds = 0;  ///< 0 only after a mistake: monit refuses it.
  int start_delay_seconds = 0;
};

/// `mail-format { … }`; what is not written is empty.
struct MailFormat {
  std::string from;
  std::string reply_to;
  std::string subject;
  std::string message;
};

/// `alert ADDRESS …` or `noalert ADDRESS`: who gets mail about which events.
struct Alert {
  std::string address;
  std::vector<std::string> events;  ///< As written, in lower case. Empty for all events.
  bool is_but = false;              ///< `not on { … }`: all events but these.
  bool is_none = false;             ///< `noalert`
  int reminder_cycles = 0;          ///< 0 without a reminder.
  MailFormat format;
  Span span;  ///< The whole statement.
};

/// `set limits { … }`: how long monit waits, in milliseconds, and how much it reads, in bytes.
struct Limits {
  int network_timeout_ms = 5'000;
  int program_timeout_ms = 300'000;
  int stop_timeout_ms = 30'000;
  int start_timeout_ms = 30'000;
  int restart_timeout_ms = 30'000;
  int exec_timeout_ms = 30'000;  ///< Of monit 5.34 and later; before, monit does not bound `exec`.
  int program_output_bytes = 512;
  int send_expect_buffer_bytes = 256;
  int file_content_buffer_bytes = 512;
  int http_content_buffer_bytes = 1024 * 1024;
};

/// A server of `set mailserver`.
struct MailServer {
  std::string host;
  int port = 25;
  bool has_login = false;  ///< A user or a password is given.
  bool is_tls = false;
  TlsOptions tls;
};

/// An M/Monit server of `set mmonit`.
struct MMonit {
  std::string url;  ///< Without user, password, port and query.
  int port = 0;     ///< As written, else the port of http or https.
  /// As written, else the network timeout of the `set limits` that counts at this place.
  int timeout_ms = 0;
  bool is_tls = false;
  TlsOptions tls;
  bool registers_credentials = true;
};

/// How long monit waits at a mail server if the control file gives no timeout.
inline constexpr int kMailTimeoutMs = 30'000;

/// `set mailserver …` and `set mmonit …`: where messages go, and how long monit waits there.
struct Delivery {
  std::vector<MailServer> mailservers;  ///< In the order in which monit tries them.
  /// How long monit waits at each mail server: the longest timeout of all `set mailserver`
  /// statements. A statement without a timeout counts with kMailTimeoutMs. A timeout below
  /// kMailTimeoutMs also counts with kMailTimeoutMs, unless ParseOptions has version 5.35 or later.
  int mail_timeout_ms = kMailTimeoutMs;
  /// `using hostname NAME` of the last `set mailserver`; empty if not given.
  std::string host_name;
  std::vector<MMonit> mmonits;
  int mmonit_timeout_ms = 5'000;  ///< The longest timeout of all statements `set mmonit`.
};

/// `set eventqueue …`: where messages wait that monit cannot send.
struct EventQueue {
  std::string directory;
  std::optional<int> slots;  ///< How many messages it holds; nullopt or negative: no limit.
};

/// Settings that have no other place.
struct GlobalSettings {
  std::optional<OnReboot> onreboot;
  std::optional<TlsOptions> tls;
  std::optional<EventQueue> event_queue;
  std::vector<Alert> alerts;
  MailFormat mail_format;  ///< That of the last `set mail-format`.
  bool uses_syslog = false;
  std::string facility;  ///< Of syslog; empty if not given.
  bool is_fips = false;
};

}  // namespace pkgmap::monitrc
