#include "cli/render/connection_phrase.hpp"

#include "cli/render/phrase_of_test.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/mask.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using monitrc::ConnectionTest;
using monitrc::Test;
using monitrc::TlsOptions;

std::string word(const char* name, const std::string& value) {
  return value.empty() ? "" : std::string(" ") + name + " " + shown(value);
}

std::string quoted(const std::string& value) {
  return "\"" + shown(value) + "\"";
}

/// " verify: enable"
std::string setting(const char* name, const std::string& value) {
  return value.empty() ? "" : std::string(" ") + name + ": " + shown(value);
}

std::string tls_settings(const TlsOptions& tls) {
  std::string text;
  if (tls.verify) text += *tls.verify ? " verify: enable" : " verify: disable";
  if (tls.allows_self_signed) {
    text += *tls.allows_self_signed ? " selfsigned: allow" : " selfsigned: reject";
  }
  if (!tls.versions.empty()) text += " version:";
  for (const std::string& version : tls.versions) text += " " + version;
  return text + setting("ciphers", tls.ciphers) + setting("pemfile", tls.pem_file) +
         setting("pemchain", tls.pem_chain) + setting("pemkey", tls.pem_key) +
         setting("clientpemfile", tls.client_pem_file) +
         setting("cacertificatefile", tls.authority_file) +
         setting("cacertificatepath", tls.authority_path);
}

std::string whom(const Test& test) {
  const ConnectionTest& connection = *test.connection;
  if (!connection.url.empty()) return " " + shown(connection.url);
  if (!connection.socket.empty()) return " " + shown(connection.socket);
  if (connection.port == 0) {
    return " count " + std::to_string(test.attempts) + " size " +
           std::to_string(connection.ping_size);
  }
  return " " + std::to_string(connection.port) + (connection.is_udp ? " type udp" : "");
}

std::string protocol(const ConnectionTest& connection) {
  std::string text;
  const bool is_told =
      !connection.protocol.empty() && connection.url.empty() && connection.protocol != "generic";
  if (is_told) text += " protocol " + connection.protocol;
  text += word("request", connection.request);
  for (const monitrc::ProtocolOption& option : connection.options) {
    const bool is_compared = option.op != monitrc::Operator::equal;
    text += std::string(" ") + option.name + (is_compared ? " " : "") +
            (is_compared ? name_of(option.op) : "") + " " +
            (std::string(option.name) == "expect" ? quoted(option.value) : shown(option.value));
  }
  if (!connection.content.empty()) {
    text += std::string(" content ") + name_of(connection.content_op) + " " +
            quoted(connection.content);
  }
  return text;
}

std::string certificate(const TlsOptions& tls) {
  std::string text;
  if (tls.certificate_days > 0) {
    text += " certificate valid > " + std::to_string(tls.certificate_days) + " days";
  }
  if (tls.checksum.empty()) return text;
  text += " certificate checksum ";
  if (tls.checksum_algorithm) text += tls.checksum_algorithm->name() + " ";
  return text + tls.checksum;
}

}  // namespace

std::string tls_phrase(const TlsOptions& tls) {
  const std::string settings = tls_settings(tls);
  return " with ssl" + (settings.empty() ? "" : " {" + settings + " }") + certificate(tls);
}

std::string connection_phrase(const Test& test) {
  const ConnectionTest& connection = *test.connection;
  std::string text = test.is_not ? "succeeded" : "failed";
  if (connection.port != 0 && connection.url.empty()) text += word("host", connection.host);
  text += " " + std::string(test.subject);
  const bool is_ping = test.subject == "ping";
  if (is_ping && connection.family != 0) text += std::to_string(connection.family);
  text += whom(test);
  if (!is_ping && connection.family != 0) text += " ipv" + std::to_string(connection.family);
  text += word("address", connection.address) + protocol(connection);
  text += " timeout " + time_phrase(test.timeout_ms);
  if (!is_ping && test.attempts > 1) text += " retry " + std::to_string(test.attempts);
  if (connection.response_ms >= 0) {
    text += std::string(" responsetime ") + name_of(connection.response_op) + " " +
            time_phrase(connection.response_ms);
  }
  return connection.is_tls ? text + tls_phrase(connection.tls) : text;
}

}  // namespace pkgmap::cli
