// One HTTP request a connection, to monit's own server, over a unix socket or TCP.
//
// Whoever accepted the connection is identified before the first byte goes out over it: a password
// reaches monit or nobody. Every request is bounded in time as a whole and its answer in size.
// Follows no redirects, keeps no cookies. Starts no thread, and no signal comes of it. Not
// thread-safe. Knows nothing of what the answers mean.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "engine/monit/peer.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

struct HttpEndpoint {
  std::string unix_path;  ///< Empty: host and port.
  std::string host;
  int port = 0;
  bool ssl = false;
  std::string user;      ///< Empty: no basic authentication.
  std::string password;  ///< Handle with care: never print one.
  /// With ssl: that of the certificate which the other end must have, see certificate.hpp. Empty:
  /// any, as the socket shows who it is. Nobody signs monit's certificates.
  std::string key{};
};

/// For people: the path, or "127.0.0.1:2812".
std::string name_of(const HttpEndpoint& endpoint);

struct HttpReply {
  int status = 0;
  std::string body;
};

/// Why there is no reply.
enum class HttpFailure {
  none,
  no_connection,  ///< Nothing was sent.
  not_monit,      ///< Nothing was sent, either.
  timed_out,
  broken,  ///< The answer breaks off, or is no HTTP.
  too_large,
};

struct HttpOutcome {
  HttpFailure failure = HttpFailure::none;
  HttpReply reply;
  std::optional<Peer> peer;  ///< Who answered.
  Error refusal{};           ///< For HttpFailure::not_monit: who is there instead.
};

constexpr std::size_t kMaxReplyBytes = 16U << 20U;

class HttpClient {
 public:
  HttpClient(HttpEndpoint endpoint, std::chrono::milliseconds timeout, IdentifyPeer identify)
      : endpoint_(std::move(endpoint)), timeout_(timeout), identify_(std::move(identify)) {}

  const HttpEndpoint& endpoint() const { return endpoint_; }
  std::chrono::milliseconds timeout() const { return timeout_; }

  /// `path` is percent-encoded.
  HttpOutcome get(const std::string& path) const;
  /// A form, with the one cookie.
  HttpOutcome post(const std::string& path, const std::string& body,
                   const std::string& cookie) const;

 private:
  HttpOutcome send(const std::string& request) const;

  HttpEndpoint endpoint_;
  std::chrono::milliseconds timeout_;
  IdentifyPeer identify_;
};

}  // namespace pkgmap
