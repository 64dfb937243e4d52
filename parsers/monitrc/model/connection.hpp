// The part of the model (model.hpp) about connection tests: whom monit asks, what, and how. Values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pkgmap::monitrc {

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

/// `ssl { … }` and its old forms, as written: what is not written is nullopt, empty or 0.
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
  std::string checksum;  ///< Of the certificate: hex, lower case.
  std::optional<Algorithm> checksum_algorithm;
  int certificate_days = 0;  ///< `certificate valid > N days`
};

/// What stands in the model for a secret.
inline constexpr const char* kHidden = "***";

/// An option of a protocol, as written. The value of a secret (user, password, header, `send`) is
/// kHidden.
struct ProtocolOption {
  const char* name = "";  ///< A literal.
  Operator op = Operator::equal;
  std::string value;
};

/// What a connection test asks, and whom.
struct ConnectionTest {
  std::string host;         ///< Empty: the address of a host check; in any other check, this host.
  int port = 0;             ///< 0 for a ping or a unix socket.
  std::string socket;       ///< `unixsocket PATH`
  std::string url;          ///< Without user, password and port.
  std::string protocol;     ///< Lower case: "http". Empty if the test names no protocol.
  std::string content;      ///< A POSIX extended regular expression.
  std::string request;      ///< Of http, websocket, apache-status.
  std::string address;      ///< Where monit connects from; empty for any address.
  std::uint8_t family = 0;  ///< 4 or 6; 0 for any.
  bool is_udp = false;
  bool is_tls = false;
  TlsOptions tls;
  std::vector<ProtocolOption> options;  ///< Of the protocol, without the request.
  Operator content_op = Operator::equal;
  int ping_size = 64;  ///< In bytes.
  Operator response_op = Operator::less;
  int response_ms = -1;  ///< -1 without `responsetime`.
};

}  // namespace pkgmap::monitrc
