#include "engine/monit/http_client.hpp"

#include <memory>
#include <utility>

#include <curl/curl.h>

#include "engine/monit/connect.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;
using CurlHandle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using CurlHeaders = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

struct HttpRequest {
  std::string path;
  std::optional<std::string> form;  ///< Given: a POST.
  std::string cookie;
};

// What the callbacks of one request share.
struct HttpExchange {
  const IdentifyPeer& identify;
  Clock::time_point until;
  std::string body{};
  bool is_too_large = false;
  std::optional<PeerAnswer> answer{};  ///< Of the address that counts: a name may have several.

  bool has_met_another() const { return answer && answer->result == PeerAnswer::Result::not_monit; }
};

bool is_wildcard(const std::string& host) {
  return host.empty() || host == "*" || host == "0.0.0.0" || host == "::";
}

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string host_of(const HttpEndpoint& endpoint) {
  return is_wildcard(endpoint.host) ? "127.0.0.1" : endpoint.host;
}

// libcurl gets a socket that is connected, and to monit, or none at all.
curl_socket_t open_socket(void* data, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto& exchange = *static_cast<HttpExchange*>(data);
  ConnectResult connected = connect_to_monit(
      {address->family, address->socktype, address->protocol, &address->addr, address->addrlen},
      exchange.identify, exchange.until);
  const curl_socket_t fd = connected.fd ? connected.fd.release() : CURL_SOCKET_BAD;
  // Whoever is there in place of monit is worth more words than an address where nobody is.
  if (fd != CURL_SOCKET_BAD || !exchange.has_met_another()) {
    exchange.answer = std::move(connected.answer);
  }
  return fd;
}

int is_connected(void* /*data*/, curl_socket_t /*fd*/, curlsocktype /*purpose*/) {
  return CURL_SOCKOPT_ALREADY_CONNECTED;
}

std::size_t take_body(char* data, std::size_t /*size*/, std::size_t length, void* into) {
  auto& exchange = *static_cast<HttpExchange*>(into);
  exchange.is_too_large = exchange.body.size() + length > kMaxReplyBytes;
  if (exchange.is_too_large) return 0;
  exchange.body.append(data, length);
  return length;
}

void point_at(CURL* curl, const HttpEndpoint& endpoint, const std::string& path) {
  std::string url = endpoint.ssl ? "https://" : "http://";
  if (endpoint.unix_path.empty()) {
    url += bracketed(host_of(endpoint)) + ":" + std::to_string(endpoint.port);
  } else {
    url += "localhost";
    curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, endpoint.unix_path.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_URL, (url + path).c_str());
  curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
  if (!endpoint.pinned_key.empty()) {
    curl_easy_setopt(curl, CURLOPT_PINNEDPUBLICKEY, endpoint.pinned_key.c_str());
  }
  if (endpoint.user.empty()) return;
  curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
  curl_easy_setopt(curl, CURLOPT_USERNAME, endpoint.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, endpoint.password.c_str());
}

CurlHeaders fill_in(CURL* curl, const HttpRequest& request) {
  // 1.0 is what monit speaks.
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_0);
  if (request.form) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.form->size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.form->c_str());
  }
  if (!request.cookie.empty()) curl_easy_setopt(curl, CURLOPT_COOKIE, request.cookie.c_str());
  CurlHeaders headers(curl_slist_append(nullptr, "Host: localhost"), curl_slist_free_all);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  return headers;
}

void supervise(CURL* curl, HttpExchange& exchange, std::chrono::milliseconds timeout) {
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, is_connected);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
}

HttpFailure why_not_connected(const HttpExchange& exchange) {
  if (!exchange.answer) return HttpFailure::no_connection;
  switch (exchange.answer->result) {
    case PeerAnswer::Result::not_monit:
      return HttpFailure::not_monit;
    case PeerAnswer::Result::late:
      return HttpFailure::timed_out;
    default:
      return HttpFailure::no_connection;
  }
}

HttpFailure failure_of(CURLcode code, const HttpExchange& exchange) {
  if (exchange.is_too_large) return HttpFailure::too_large;
  switch (code) {
    case CURLE_OK:
      return HttpFailure::none;
    case CURLE_COULDNT_CONNECT:
      return why_not_connected(exchange);
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return HttpFailure::not_monit;
    case CURLE_OPERATION_TIMEDOUT:
      return HttpFailure::timed_out;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_SSL_CONNECT_ERROR:
      return HttpFailure::no_connection;
    default:
      return HttpFailure::broken;
  }
}

Error other_certificate(const HttpEndpoint& endpoint) {
  return {ErrorCode::monit,
          "who answers on " + name_of(endpoint) +
              " has another certificate than monit's control file names: nothing was sent to it, "
              "and it is not believed",
          "if the certificate was renewed since monit read it, reload monit"};
}

HttpOutcome exchange_once(const HttpRequest& request, const HttpEndpoint& endpoint,
                          const IdentifyPeer& identify, Clock::time_point until) {
  HttpOutcome outcome;
  const CurlHandle curl(curl_easy_init(), curl_easy_cleanup);
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  if (curl == nullptr || left.count() <= 0) {
    outcome.failure = left.count() <= 0 ? HttpFailure::timed_out : HttpFailure::no_connection;
    return outcome;
  }
  HttpExchange exchange{identify, until};
  point_at(curl.get(), endpoint, request.path);
  const CurlHeaders headers = fill_in(curl.get(), request);
  supervise(curl.get(), exchange, left);
  const CURLcode code = curl_easy_perform(curl.get());
  outcome.failure = failure_of(code, exchange);
  if (exchange.answer && exchange.answer->result == PeerAnswer::Result::monit) {
    outcome.peer = exchange.answer->peer;
  }
  if (outcome.failure == HttpFailure::not_monit) {
    outcome.refusal = outcome.peer ? other_certificate(endpoint) : exchange.answer->refusal;
  }
  if (outcome.failure != HttpFailure::none) return outcome;
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  outcome.reply = {static_cast<int>(status), std::move(exchange.body)};
  return outcome;
}

// A peer whose socket does not show who it is: only a certificate could.
PeerAnswer by_process_alone(const IdentifyPeer& identify, int fd, Clock::time_point until,
                            const Error& otherwise) {
  PeerAnswer answer = identify(fd, until);
  if (answer.result != PeerAnswer::Result::monit) return answer;
  if (answer.peer.known_by != Peer::KnownBy::process) {
    answer.result = PeerAnswer::Result::not_monit;
    answer.refusal = otherwise;
  } else {
    answer.peer.doubt = otherwise.message;
  }
  return answer;
}

// monit goes on with the certificate that it read. Where the socket is monit's own, one that was
// renewed meanwhile must not keep checks from coming back.
HttpOutcome send(const HttpRequest& request, const HttpEndpoint& endpoint,
                 const IdentifyPeer& identify, std::chrono::milliseconds timeout) {
  const Clock::time_point until = Clock::now() + timeout;
  HttpOutcome outcome = exchange_once(request, endpoint, identify, until);
  const bool is_renewed = outcome.failure == HttpFailure::not_monit && outcome.peer &&
                          outcome.peer->known_by == Peer::KnownBy::process;
  if (!is_renewed) return outcome;
  HttpEndpoint any_key = endpoint;
  any_key.pinned_key.clear();
  return exchange_once(
      request, any_key,
      [&](int fd, Clock::time_point deadline) {
        return by_process_alone(identify, fd, deadline, outcome.refusal);
      },
      until);
}

}  // namespace

std::string name_of(const HttpEndpoint& endpoint) {
  if (!endpoint.unix_path.empty()) return endpoint.unix_path;
  return bracketed(host_of(endpoint)) + ":" + std::to_string(endpoint.port);
}

HttpOutcome HttpClient::get(const std::string& path) const {
  return send({path, std::nullopt, {}}, endpoint_, identify_, timeout_);
}

HttpOutcome HttpClient::post(const std::string& path, const std::string& body,
                             const std::string& cookie) const {
  return send({path, body, cookie}, endpoint_, identify_, timeout_);
}

}  // namespace pkgmap
