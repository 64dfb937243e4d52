#include "cli/render/config_json.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace pkgmap::cli {
namespace {

using monitrc::Check;
using monitrc::CheckType;

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t more = lead < 0x80                   ? 0
                             : lead >= 0xC2 && lead < 0xE0 ? 1
                             : lead >= 0xE0 && lead < 0xF0 ? 2
                             : lead >= 0xF0 && lead < 0xF5 ? 3
                                                           : 4;
    if (more == 4 || at + more >= text.size()) return false;
    for (std::size_t i = 1; i <= more; ++i) {
      if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U) return false;
    }
    const auto second = more > 0 ? static_cast<unsigned char>(text[at + 1]) : 0U;
    const bool is_overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool is_surrogate = lead == 0xED && second > 0x9F;
    if (is_overlong || is_surrogate || (lead == 0xF4 && second > 0x8F)) return false;
    at += more + 1;
  }
  return true;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string answer;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    answer += {kDigits[byte >> 4U], kDigits[byte & 0xFU]};
  }
  return answer;
}

/// What is no UTF-8 has its exact bytes beside it.
void set_bytes(Json& object, const std::string& key, const std::string& value) {
  object.set(key, value);
  if (!is_utf8(value)) object.set(key + "_hex", hex(value));
}

void set_if(Json& object, const std::string& key, const std::string& value) {
  if (!value.empty()) set_bytes(object, key, value);
}

void set_if(Json& object, const std::string& key, const std::optional<monitrc::Command>& command) {
  if (command) object.set(key, Json::array_of(command->argv));
}

Json source_json(const monitrc::Parsed& parsed, Span span) {
  Json source = Json::object();
  set_bytes(source, "file", parsed.sources.name(span.source));
  source.set("line", static_cast<std::int64_t>(parsed.sources.position(span).line));
  return source;
}

Json test_json(const monitrc::Parsed& parsed, const monitrc::Test& test) {
  Json json = Json::object();
  json.set("kind", name_of(test.kind));
  json.set("trigger", name_of(test.trigger));
  const bool is_checksum = test.kind == monitrc::TestKind::checksum;
  if (is_checksum) json.set("algorithm", test.algorithm ? Json(name_of(*test.algorithm)) : Json());
  if (is_checksum || !test.expect.empty()) {
    json.set("expect", test.expect.empty() ? Json() : Json(test.expect));
  }
  json.set("action", name_of(test.action.kind));
  if (test.recovery) json.set("recovery", name_of(test.recovery->kind));
  const std::string& file = parsed.sources.name(test.span.source);
  json.set("line", static_cast<std::int64_t>(parsed.sources.position(test.span).line));
  json.set("file", file);
  return json;
}

Json check_json(const monitrc::Parsed& parsed, const Check& check) {
  Json json = Json::object();
  set_bytes(json, "name", check.name);
  json.set("type", name_of(check.type));
  if (check.implicit) json.set("implicit", true);
  json.set("source", check.implicit ? Json() : source_json(parsed, check.span));
  set_if(json, "path", check.path);
  set_if(json, "pidfile", check.pidfile);
  set_if(json, "matching", check.matching);
  set_if(json, "address", check.address);
  set_if(json, "interface", check.interface);
  set_if(json, "program", check.program);
  set_if(json, "start", check.start);
  set_if(json, "stop", check.stop);
  set_if(json, "restart", check.restart);
  json.set("depends_on", Json::array_of(check.depends_on));
  json.set("groups", Json::array_of(check.groups));
  json.set("mode", name_of(check.mode));
  json.set("onreboot", check.onreboot ? Json(name_of(*check.onreboot)) : Json());
  Json tests = Json::array();
  for (const monitrc::Test& test : check.tests) tests.push(test_json(parsed, test));
  json.set("tests", std::move(tests));
  return json;
}

Json httpd_json(const std::optional<monitrc::Httpd>& httpd) {
  if (!httpd || (!httpd->unixsocket && !httpd->tcp)) return {};
  Json json = Json::object();
  if (httpd->unixsocket) set_bytes(json, "unixsocket", httpd->unixsocket->path);
  if (httpd->tcp) {
    set_bytes(json, "address", httpd->tcp->address);
    json.set("port", httpd->tcp->port);
    json.set("ssl", httpd->tcp->ssl);
  }
  return json;
}

Json daemon_json(const std::optional<monitrc::Daemon>& daemon) {
  if (!daemon) return {};
  Json json = Json::object();
  json.set("poll_seconds", daemon->poll_seconds);
  json.set("start_delay_seconds", daemon->start_delay_seconds);
  return json;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

}  // namespace

Json config_json(const monitrc::Parsed& parsed) {
  const monitrc::ControlFile& file = parsed.control_file;
  Json json = Json::object();
  json.set("schema", 1);
  set_bytes(json, "control_file", file.path);
  json.set("files", Json::array_of(file.files));
  json.set("httpd", httpd_json(file.httpd));
  json.set("daemon", daemon_json(file.daemon));
  json.set("pidfile", text_or_null(file.pidfile));
  json.set("statefile", text_or_null(file.statefile));
  json.set("idfile", text_or_null(file.idfile));
  json.set("logfile", text_or_null(file.logfile));
  Json checks = Json::array();
  for (const Check& check : file.checks) checks.push(check_json(parsed, check));
  json.set("checks", std::move(checks));
  return json;
}

}  // namespace pkgmap::cli
