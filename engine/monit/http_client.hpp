// Sends HTTP requests to monit's server over a unix socket or TCP, each over its own connection.
//
// Identifies the other end of a connection before it sends the request, so that only monit gets a
// password. Each request has a time limit, and its answer a size limit. Follows no redirects, keeps
// no cookies, starts no thread, raises no signal. Not thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "engine/monit/peer.hpp"
#include "engine/system/result.hpp"

namespace pkgmap {

/// Where to send requests, and as which user.
struct HttpEndpoint {
  std::string unix_path;  ///< Empty: `host` and `port` count.
  std::string host;
  int port = 0;
  bool ssl = false;
  bool logs_in = false;  ///< Basic authentication with `user` and `password`, which may be empty.
  std::string user;
  std::string password;  ///< Never printed.
  /// With `ssl`: the key that the certificate of the other end must have (certificate.hpp); empty
  /// for any key. If the other end has another key, the client sends nothing to it
  /// (HttpFailure::not_monit), unless the other end surely is monit's own process
  /// (Peer::KnownBy::process). To monit's own process the client sends, and Peer::doubt tells of
  /// the other key.
  std::string key{};
};

/// Returns the endpoint for people: the path, or "127.0.0.1:2812".
std::string name_of(const HttpEndpoint& endpoint);

struct HttpReply {
  int status = 0;  ///< Of HTTP. A status such as 404 is no HttpFailure.
  std::string body;
};

/// Why there is no reply.
enum class HttpFailure {
  none,           ///< There is a reply.
  no_connection,  ///< No byte of the request was sent.
  not_monit,      ///< Another process is there; no byte of the request was sent to it.
  refused,        ///< The TLS handshake fails or breaks off; no byte of the request was sent.
  timed_out,      ///< The time limit of the request has passed.
  broken,         ///< The answer breaks off, or is not HTTP.
  too_large,      ///< The body of the answer is longer than kMaxReplyBytes.
};

struct HttpOutcome {
  HttpFailure failure = HttpFailure::none;
  HttpReply reply;  ///< Only for HttpFailure::none.
  /// The process at the other end; nullopt if there was no connection, or if IdentifyPeer did not
  /// recognise the process as monit.
  std::optional<Peer> peer;
  Error refusal{};     ///< For HttpFailure::not_monit: says which process is there.
  int own_error = 0;   ///< For HttpFailure::no_connection: the errno if this process lacked memory
                       ///< or descriptors; else 0.
  std::string from{};  ///< The address of this end, as ConnectResult::from has it.
};

constexpr std::size_t kMaxReplyBytes = 16U << 20U;

class HttpClient {
 public:
  /// `identify` must not be empty.
  HttpClient(HttpEndpoint endpoint, std::chrono::milliseconds timeout, IdentifyPeer identify)
      : endpoint_(std::move(endpoint)), timeout_(timeout), identify_(std::move(identify)) {}

  const HttpEndpoint& endpoint() const { return endpoint_; }
  std::chrono::milliseconds timeout() const { return timeout_; }
  /// Sets how long each request may take from now on.
  void wait_at_most(std::chrono::milliseconds timeout) { timeout_ = timeout; }

  /// Sends a GET request. `path` is percent-encoded.
  HttpOutcome get(const std::string& path) const;
  /// Sends a POST request with a form (`body`, which the caller has encoded) and one cookie
  /// ("name=value"). `path`: as for get().
  HttpOutcome post(const std::string& path, const std::string& body,
                   const std::string& cookie) const;

 private:
  HttpOutcome send(const std::string& request) const;

  HttpEndpoint endpoint_;
  std::chrono::milliseconds timeout_;
  IdentifyPeer identify_;
};

}  // namespace pkgmap
