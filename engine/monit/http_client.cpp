#include "engine/monit/http_client.hpp"

#include <sys/socket.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

#include <httplib.h>

#include "engine/system/process/sigpipe.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;

bool is_wildcard(const std::string& host) {
  return host.empty() || host == "*" || host == "0.0.0.0" || host == "::";
}

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string host_of(const HttpEndpoint& endpoint) {
  return is_wildcard(endpoint.host) ? "127.0.0.1" : endpoint.host;
}

// Null when this build cannot speak TLS.
std::unique_ptr<httplib::Client> make_client(const HttpEndpoint& endpoint) {
  if (!endpoint.unix_path.empty()) {
    auto client = std::make_unique<httplib::Client>(endpoint.unix_path, 80);
    client->set_address_family(AF_UNIX);
    return client;
  }
  const std::string host = host_of(endpoint);
  if (!endpoint.ssl) return std::make_unique<httplib::Client>(host, endpoint.port);
#ifdef CPPHTTPLIB_OPENSSL_SUPPORT
  auto client = std::make_unique<httplib::Client>("https://" + bracketed(host) + ":" +
                                                  std::to_string(endpoint.port));
  client->enable_server_certificate_verification(false);
  return client;
#else
  return nullptr;
#endif
}

// The library's own timeouts begin anew with every byte; this one bounds the whole request.
class Watchdog {
 public:
  Watchdog(httplib::Client& client, std::chrono::milliseconds timeout) {
    try {
      thread_ = std::thread([this, &client, until = Clock::now() + timeout] {
        if (!time_is_up(until)) return;
        client.stop();
      });
    } catch (const std::system_error&) {
      // No thread to be had: the library's own timeouts remain.
    }
  }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;
  ~Watchdog() { finish(); }

  /// Whether it had to end the request.
  bool finish() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      finished_ = true;
    }
    condition_.notify_one();
    if (thread_.joinable()) thread_.join();
    return fired_;
  }

 private:
  bool time_is_up(Clock::time_point until) {
    std::unique_lock<std::mutex> lock(mutex_);
    fired_ = !condition_.wait_until(lock, until, [this] { return finished_; });
    return fired_;
  }

  std::mutex mutex_;
  std::condition_variable condition_;
  bool finished_ = false;
  bool fired_ = false;
  std::thread thread_;
};

void prepare(httplib::Client& client, const HttpEndpoint& endpoint,
             std::chrono::milliseconds timeout) {
  client.set_connection_timeout(timeout);
  client.set_read_timeout(timeout);
  client.set_write_timeout(timeout);
  client.set_keep_alive(false);
  client.set_follow_location(false);
  client.set_url_encode(false);
  client.set_decompress(false);
  if (!endpoint.user.empty()) client.set_basic_auth(endpoint.user, endpoint.password);
}

HttpFailure failure_of(httplib::Error error) {
  switch (error) {
    case httplib::Error::Connection:
    case httplib::Error::BindIPAddress:
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
    case httplib::Error::SSLServerVerification:
      return HttpFailure::no_connection;
    case httplib::Error::ConnectionTimeout:
      return HttpFailure::timed_out;
    default:
      return HttpFailure::broken;
  }
}

HttpOutcome send(httplib::Request request, const HttpEndpoint& endpoint,
                 std::chrono::milliseconds timeout) {
  HttpOutcome outcome;
  const std::unique_ptr<httplib::Client> client = make_client(endpoint);
  if (client == nullptr || !client->is_valid()) {
    outcome.failure = HttpFailure::no_connection;
    return outcome;
  }
  prepare(*client, endpoint, timeout);
  bool too_large = false;
  request.set_header("Host", "localhost");
  request.set_header("Accept-Encoding", "identity");
  request.content_receiver = [&](const char* data, std::size_t length, std::uint64_t,
                                 std::uint64_t) {
    too_large = outcome.reply.body.size() + length > kMaxReplyBytes;
    if (!too_large) outcome.reply.body.append(data, length);
    return !too_large;
  };

  const WithoutSigpipe without_sigpipe;
  const Clock::time_point started = Clock::now();
  Watchdog watchdog(*client, timeout);
  const httplib::Result result = client->send(request);
  const bool ended = watchdog.finish() || Clock::now() - started >= timeout;
  if (result) {
    outcome.reply.status = result->status;
  } else {
    outcome.failure = too_large ? HttpFailure::too_large
                      : ended   ? HttpFailure::timed_out
                                : failure_of(result.error());
  }
  return outcome;
}

}  // namespace

std::string name_of(const HttpEndpoint& endpoint) {
  if (!endpoint.unix_path.empty()) return endpoint.unix_path;
  return bracketed(host_of(endpoint)) + ":" + std::to_string(endpoint.port);
}

HttpOutcome HttpClient::get(const std::string& path) const {
  httplib::Request request;
  request.method = "GET";
  request.path = path;
  return send(std::move(request), endpoint_, timeout_);
}

HttpOutcome HttpClient::post(const std::string& path, const std::string& body,
                             const std::string& cookie) const {
  httplib::Request request;
  request.method = "POST";
  request.path = path;
  request.body = body;
  request.set_header("Content-Type", "application/x-www-form-urlencoded");
  request.set_header("Cookie", cookie);
  return send(std::move(request), endpoint_, timeout_);
}

}  // namespace pkgmap
