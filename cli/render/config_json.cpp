#include "cli/render/config_json.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include "parsers/source/mask.hpp"

namespace pkgmap::cli {
namespace {

using monitrc::Check;

void set_if(Json& object, const std::string& key, const std::string& value) {
  if (!value.empty()) object.set_bytes(key, value);
}

void set_if(Json& object, const std::string& key, const std::optional<monitrc::Command>& command) {
  if (command) object.set(key, Json::array_of(without_secrets(command->argv)));
}

/// One word without the credentials in it.
std::string shown(const std::string& word) {
  return without_secrets({word}).front();
}

Json source_json(const monitrc::Parsed& parsed, Span span) {
  Json source = Json::object();
  source.set_bytes("file", parsed.sources.name(span.source));
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
  json.set_bytes("file", file);
  return json;
}

Json check_json(const monitrc::Parsed& parsed, const Check& check) {
  Json json = Json::object();
  json.set_bytes("name", check.name);
  json.set("type", name_of(check.type));
  if (check.implicit) json.set("implicit", true);
  json.set("source", check.implicit ? Json() : source_json(parsed, check.span));
  set_if(json, "path", check.path);
  set_if(json, "pidfile", check.pidfile);
  set_if(json, "matching", shown(check.matching));
  set_if(json, "address", shown(check.address));
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
  if (httpd->unixsocket) json.set_bytes("unixsocket", httpd->unixsocket->path);
  if (httpd->tcp) {
    json.set_bytes("address", httpd->tcp->address);
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
  json.set_bytes("control_file", file.path);
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
