// The part of the model (model.hpp) about connection tests: which server monit asks, what, and how.
// The types are plain values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parsers/source/digest.hpp"

namespace pkgmap::monitrc {

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

enum class MeasureUnit : std::uint8_t {
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

/// The options of `ssl { … }` and of its old forms, as written. A member is nullopt, empty or 0 if
/// its option is not written.
struct TlsOptions {
  std::optional<bool> verify;
  std::optional<bool> allows_self_signed;
  std::vector<std::string> versions;  ///< "tlsv12", "-sslv3": lower case, in order.
  std::string ciphers;
  std::string pem_file;
  std::string pem_chain;
  std::string pem_key;
  std::string client_pem_file;
  std::string authority_file;
  std::string authority_path;
  std::string checksum;  ///< Of the server's certificate: hex, lower case.
  std::optional<Algorithm> checksum_algorithm;
  int certificate_days = 0;  ///< `certificate valid > N days`
};

/// The text that the model has in place of a secret.
inline constexpr const char* kHidden = "***";

/// An option of a protocol, as written. In place of a secret value (user, password, header, `send`)
/// stands kHidden.
struct ProtocolOption {
  const char* name = "";          ///< A string literal, so always valid.
  Operator op = Operator::equal;  ///< Operator::equal if the option has no operator.
  std::string value;
};

/// The server that a connection test asks, and the question. A text is empty if the test does not
/// have the part.
struct ConnectionTest {
  std::string host;    ///< If empty, monit asks Check::address for a host check, and this host for
                       ///< any other check.
  int port = 0;        ///< 0 for a test of a ping or a unix socket.
  std::string socket;  ///< `unixsocket PATH`
  std::string url;     ///< Without user, password and port.
  std::string protocol;  ///< Lower case: "http". Empty if the test names no protocol.
  /// A POSIX extended regular expression for the answer; compared by `content_op`.
  std::string content;
  std::string request;      ///< The request of http, websocket and apache-status.
  std::string address;      ///< Where monit connects from; empty for any address.
  std::uint8_t family = 0;  ///< 4 or 6; 0 for any.
  bool is_udp = false;
  bool is_tls = false;
  TlsOptions tls;
  std::vector<ProtocolOption> options;  ///< The options of the protocol that no other member has.
  Operator content_op = Operator::equal;
  int ping_size = 64;  ///< In bytes.
  Operator response_op = Operator::less;
  int response_ms = -1;  ///< The limit for the time of the answer, compared by `response_op`; -1
                         ///< without `responsetime`.
};

}  // namespace pkgmap::monitrc
