// A part of the model: what the `set` statements say. See model.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/monitrc/model/connection.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

enum class OnReboot : std::uint8_t { start, nostart, laststate };

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
  TlsOptions tls;
};

struct HttpdUnixSocket {
  std::string path;
  bool read_only = false;
  std::string uid;  ///< Empty: not given, as with the next two.
  std::string gid;
  std::string permission;  ///< Octal, as written.
};

/// An `allow` without its secrets. monit wants a client to come from one of the hosts, if there is
/// any, and to know a password, if any of the others is there; over a unix socket only the latter.
struct HttpdAccess {
  enum class Kind : std::uint8_t { host, user, group, file } kind = Kind::host;
  std::string name;  ///< Host or network, group of PAM, path of the file. Empty for a user; `***`
                     ///< for a host that looks like `user:password` in quotes.
  std::string encryption;  ///< Of a file: "cleartext", "md5", "crypt".
  int users = 0;           ///< Of a file: how many names are given; 0: all of it.
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
  bool has_signature = true;        ///< `signature disable`: false.
  std::vector<HttpdAccess> access;  ///< In order.
  bool allows = false;  ///< Some `allow` or client certificate: without one monit starts no server.
};

/// `set daemon N [with start delay N]`.
struct Daemon {
  int poll_seconds = 0;
  int start_delay_seconds = 0;
};

/// Who is mailed about what: `alert ADDRESS …`, `noalert ADDRESS`.
struct MailFormat {
  std::string from;
  std::string reply_to;
  std::string subject;
  std::string message;
};

struct Alert {
  std::string address;
  std::vector<std::string> events;  ///< As written, in lower case. Empty: all.
  bool is_but = false;              ///< `not on { … }`: all but the events.
  bool is_none = false;             ///< `noalert`
  int reminder_cycles = 0;          ///< 0: no reminder.
  MailFormat format;
  Span span;  ///< The whole statement.
};

/// `set limits { … }`: what bounds how long a cycle may take, in milliseconds, and what is read, in
/// bytes.
struct Limits {
  int network_timeout_ms = 5'000;
  int program_timeout_ms = 300'000;
  int stop_timeout_ms = 30'000;
  int start_timeout_ms = 30'000;
  int restart_timeout_ms = 30'000;
  int exec_timeout_ms = 30'000;  ///< Of monit 5.34 and later; before, nothing bounds `exec`.
  int program_output_bytes = 512;
  int send_expect_buffer_bytes = 256;
  int file_content_buffer_bytes = 512;
  int http_content_buffer_bytes = 1024 * 1024;
};

struct MailServer {
  std::string host;
  int port = 25;
  bool has_login = false;  ///< A user or a password is given.
  bool is_tls = false;
  TlsOptions tls;
};

struct MMonit {
  std::string url;  ///< Without user, password and query.
  int port = 0;
  int timeout_ms = 0;
  bool is_tls = false;
  TlsOptions tls;
  bool registers_credentials = true;
};

/// `set mailserver …` and `set mmonit …`: where messages go, and how long monit waits there.
struct Delivery {
  std::vector<MailServer> mailservers;  ///< Tried one after the other.
  int mail_timeout_ms = 30'000;  ///< For each; monit 5.33 was seen to wait that long, whatever a
                                 ///< shorter `with timeout` says. A longer one counts.
  std::string host_name;         ///< `using hostname NAME`; empty: not given.
  std::vector<MMonit> mmonits;
  int mmonit_timeout_ms = 5'000;  ///< For each; the longest that is written.
};

/// `set eventqueue …`: where messages wait that cannot be sent.
struct EventQueue {
  std::string directory;
  int slots = 0;  ///< 0: not given.
};

/// Settings that have no other place.
struct GlobalSettings {
  std::optional<OnReboot> onreboot;
  std::optional<TlsOptions> tls;
  std::optional<EventQueue> event_queue;
  std::vector<Alert> alerts;
  MailFormat mail_format;  ///< Of the last `set mail-format`.
  bool uses_syslog = false;
  std::string facility;  ///< Of syslog; empty: not given.
  bool is_fips = false;
};

}  // namespace pkgmap::monitrc
