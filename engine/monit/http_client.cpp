#include "engine/monit/http_client.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>

#include "engine/monit/byte_stream.hpp"
#include "engine/monit/connect.hpp"
#include "parsers/source/ascii.hpp"

namespace pkgmap {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostHead = 64U << 10U;
constexpr std::string_view kEndOfHead = "\r\n\r\n";

bool is_wildcard(const std::string& host) {
  return host.empty() || host == "*" || host == "0.0.0.0" || host == "::";
}

std::string bracketed(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string host_of(const HttpEndpoint& endpoint) {
  return is_wildcard(endpoint.host) ? "127.0.0.1" : endpoint.host;
}

std::string base64(const std::string& text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string encoded;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(text.size() - at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits << 8U | (i < count ? static_cast<unsigned char>(text[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      encoded += i <= count ? kDigits[bits >> (18U - 6U * i) & 0x3FU] : '=';
    }
  }
  return encoded;
}

// HTTP/1.0, as monit's own client speaks it.
std::string head_of(const char* method, const std::string& path, const HttpEndpoint& endpoint) {
  std::string head = std::string(method) + " " + path + " HTTP/1.0\r\nHost: localhost\r\n";
  if (endpoint.logs_in) {
    head += "Authorization: Basic " + base64(endpoint.user + ":" + endpoint.password) + "\r\n";
  }
  return head;
}

// An answer that is being received.
struct Answer {
  std::string bytes{};
  std::size_t body_at = 0;  ///< 0: the head is not complete yet.
  /// Bytes of the body; nullopt: the body ends with the connection.
  std::optional<std::size_t> length{};
  int status = 0;

  bool is_whole() const { return body_at != 0 && length && bytes.size() - body_at >= *length; }
};

template <class Number>
bool take_number(std::string_view text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end;
}

// "HTTP/1.0 200 OK"
bool take_status(std::string_view line, Answer& answer) {
  if (!line.starts_with("HTTP/1.") || line.size() < 12 || line[8] != ' ') return false;
  const bool ends_there = line.size() == 12 || line[12] == ' ';
  return ends_there && take_number(line.substr(9, 3), answer.status);
}

bool take_header(std::string_view line, Answer& answer) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return false;
  std::string_view value = line.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  const std::string_view name = line.substr(0, colon);
  if (equal_without_case(name, "Transfer-Encoding")) return false;
  if (!equal_without_case(name, "Content-Length")) return true;
  std::size_t length = 0;
  if (answer.length || !take_number(value, length)) return false;
  answer.length = length;
  return true;
}

// Parses the head of an answer. Returns false if the bytes are not HTTP.
bool take_head(Answer& answer) {
  const std::string head = answer.bytes.substr(0, answer.body_at - 2);
  bool is_first = true;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = head.find("\r\n", at);
    const std::string_view line = std::string_view(head).substr(at, end - at);
    if (!(is_first ? take_status(line, answer) : take_header(line, answer))) return false;
    is_first = false;
    at = end + 2;
  }
  return true;
}

HttpFailure judge(Answer& answer) {
  if (answer.body_at == 0) {
    const std::size_t end = answer.bytes.find(kEndOfHead);
    if (end == std::string::npos) {
      return answer.bytes.size() > kMostHead ? HttpFailure::broken : HttpFailure::none;
    }
    answer.body_at = end + kEndOfHead.size();
    if (!take_head(answer)) return HttpFailure::broken;
  }
  const std::size_t body = answer.length.value_or(answer.bytes.size() - answer.body_at);
  return body > kMaxReplyBytes ? HttpFailure::too_large : HttpFailure::none;
}

HttpFailure failure_of(StreamResult result) {
  return result == StreamResult::late ? HttpFailure::timed_out : HttpFailure::broken;
}

HttpFailure read_answer(ByteStream& stream, Answer& answer, Clock::time_point until) {
  while (!answer.is_whole()) {
    const StreamResult got = stream.read(answer.bytes, until);
    if (got == StreamResult::ended) {
      return answer.body_at != 0 && !answer.length ? HttpFailure::none : HttpFailure::broken;
    }
    if (got != StreamResult::ok) return failure_of(got);
    if (const HttpFailure failure = judge(answer); failure != HttpFailure::none) return failure;
  }
  return HttpFailure::none;
}

constexpr const char* kRenewedHint =
    "if the certificate was renewed since monit read it, reload monit";

Error other_certificate(const HttpEndpoint& endpoint) {
  return {ErrorCode::monit,
          "who answers on " + name_of(endpoint) +
              " has another certificate than monit's control file names: nothing was sent to it, "
              "and it is not believed",
          kRenewedHint};
}

// monit keeps serving with the certificate that it has read, even if the file was renewed since.
// Where the socket is shown to be monit's own, this must not keep checks suspended.
bool has_right_key(const ByteStream& stream, const HttpEndpoint& endpoint, HttpOutcome& outcome) {
  if (endpoint.key.empty() || stream.key() == endpoint.key) return true;
  if (outcome.peer->known_by == Peer::KnownBy::process) {
    outcome.peer->doubt = "monit answers on " + name_of(endpoint) +
                          " with another certificate than its control file names";
    outcome.peer->todo = kRenewedHint;
    return true;
  }
  outcome.refusal = other_certificate(endpoint);
  return false;
}

HttpFailure why_not_connected(const PeerAnswer& answer) {
  switch (answer.result) {
    case PeerAnswer::Result::not_monit:
      return HttpFailure::not_monit;
    case PeerAnswer::Result::late:
      return HttpFailure::timed_out;
    default:
      return HttpFailure::no_connection;
  }
}

HttpFailure ask(ByteStream& stream, const HttpEndpoint& endpoint, const std::string& request,
                Clock::time_point until, HttpOutcome& outcome) {
  const StreamResult opened = stream.open(until);
  if (opened == StreamResult::late) return HttpFailure::timed_out;
  if (opened != StreamResult::ok) return HttpFailure::refused;
  if (endpoint.ssl && !has_right_key(stream, endpoint, outcome)) return HttpFailure::not_monit;
  if (const StreamResult sent = stream.write(request, until); sent != StreamResult::ok) {
    return failure_of(sent);
  }
  Answer answer;
  const HttpFailure failure = read_answer(stream, answer, until);
  if (failure != HttpFailure::none) return failure;
  outcome.reply = {answer.status, answer.bytes.substr(answer.body_at)};
  if (answer.length) outcome.reply.body.resize(*answer.length);
  return HttpFailure::none;
}

}  // namespace

std::string name_of(const HttpEndpoint& endpoint) {
  if (!endpoint.unix_path.empty()) return endpoint.unix_path;
  return bracketed(host_of(endpoint)) + ":" + std::to_string(endpoint.port);
}

HttpOutcome HttpClient::send(const std::string& request) const {
  const Clock::time_point until = Clock::now() + timeout_;
  const ServerAddress server{endpoint_.unix_path, host_of(endpoint_), endpoint_.port};
  ConnectResult connected = connect_to_monit(server, identify_, until);
  HttpOutcome outcome;
  outcome.from = std::move(connected.from);
  if (!connected.fd) {
    outcome.failure = why_not_connected(connected.answer);
    outcome.refusal = std::move(connected.answer.refusal);
    outcome.own_error = connected.own_error;
    return outcome;
  }
  outcome.peer = std::move(connected.answer.peer);
  const auto stream =
      endpoint_.ssl ? tls_stream(std::move(connected.fd)) : plain_stream(std::move(connected.fd));
  outcome.failure = ask(*stream, endpoint_, request, until, outcome);
  return outcome;
}

HttpOutcome HttpClient::get(const std::string& path) const {
  return send(head_of("GET", path, endpoint_) + "\r\n");
}

HttpOutcome HttpClient::post(const std::string& path, const std::string& body,
                             const std::string& cookie) const {
  return send(head_of("POST", path, endpoint_) +
              "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\nCookie: " + cookie + "\r\n\r\n" + body);
}

}  // namespace pkgmap
