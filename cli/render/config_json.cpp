#include "cli/render/config_json.hpp"

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/render/config_settings_json.hpp"
#include "cli/render/config_tests_json.hpp"
#include "cli/render/words.hpp"
#include "parsers/monitrc/model/masked_path.hpp"
#include "parsers/source/diagnostic.hpp"
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

Json source_json(const monitrc::Parsed& parsed, Span span) {
  Json source = Json::object();
  source.set_bytes("file", parsed.sources.name(span.source));
  source.set("line", static_cast<std::int64_t>(parsed.sources.position(span).line));
  return source;
}

Json every_json(const monitrc::Every& every) {
  Json json = Json::object();
  switch (every.kind) {
    case monitrc::Every::Kind::cycles:
      json.set("cycles", every.cycles);
      break;
    case monitrc::Every::Kind::cron:
      json.set("cron", every.cron);
      break;
    case monitrc::Every::Kind::not_cron:
      json.set("not_cron", every.cron);
      break;
  }
  return json;
}

/// The options of the commands, without their arguments.
Json methods_json(const Check& check) {
  Json json = Json::object();
  if (check.program) json.set("program", command_options_json(*check.program));
  if (check.start) json.set("start", command_options_json(*check.start));
  if (check.stop) json.set("stop", command_options_json(*check.stop));
  if (check.restart) json.set("restart", command_options_json(*check.restart));
  return json;
}

Json daemon_json(const std::optional<monitrc::Daemon>& daemon) {
  if (!daemon) return {};
  Json json = Json::object();
  json.set("poll_seconds", daemon->poll_seconds);
  json.set("start_delay_seconds", daemon->start_delay_seconds);
  return json;
}

Json remark_json(const monitrc::Parsed& parsed, const Diagnostic& diagnostic) {
  Json json = Json::object();
  json.set("severity", name_of(diagnostic.severity));
  json.set_bytes("message", diagnostic.message);
  if (!diagnostic.hint.empty()) json.set_bytes("hint", diagnostic.hint);
  if (!diagnostic.span) {
    json.set_bytes("file", diagnostic.file);
    return json;
  }
  const Position position = parsed.sources.position(*diagnostic.span);
  json.set_bytes("file", parsed.sources.name(diagnostic.span->source));
  json.set("line", static_cast<std::int64_t>(position.line));
  json.set("column", static_cast<std::int64_t>(position.column));
  return json;
}

}  // namespace

Json check_json(const monitrc::Parsed& parsed, const Check& check) {
  Json json = Json::object();
  json.set_bytes("name", check.name);
  json.set("type", name_of(check.type));
  if (check.implicit) json.set("implicit", true);
  json.set("source", check.implicit ? Json() : source_json(parsed, check.span));
  set_if(json, "path", monitrc::masked_path(check));
  set_if(json, "pidfile", check.pidfile);
  set_if(json, "matching", masked(check.matching));
  set_if(json, "address", masked(check.address));
  set_if(json, "interface", check.interface);
  set_if(json, "program", check.program);
  set_if(json, "start", check.start);
  set_if(json, "stop", check.stop);
  set_if(json, "restart", check.restart);
  if (check.program || check.start || check.stop || check.restart) {
    json.set("methods", methods_json(check));
  }
  json.set("depends_on", Json::array_of(check.depends_on));
  json.set("groups", Json::array_of(check.groups));
  json.set("mode", name_of(check.mode));
  json.set("onreboot", check.onreboot ? Json(name_of(*check.onreboot)) : Json());
  if (check.every) json.set("every", every_json(*check.every));
  if (!check.alerts.empty()) json.set("alerts", alerts_json(check.alerts));
  Json tests = Json::array();
  for (const monitrc::Test& test : check.tests) tests.push(test_json(parsed, test));
  json.set("tests", std::move(tests));
  return json;
}

void set_masked(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object.set_bytes(key, masked(value));
}

Json config_verdict_json(const monitrc::Parsed& parsed, bool is_right) {
  Json json = Json::object();
  json.set("schema", 1);
  json.set_bytes("control_file", parsed.control_file.path);
  json.set("right", is_right);
  Json remarks = Json::array();
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    remarks.push(remark_json(parsed, diagnostic));
  }
  json.set("remarks", std::move(remarks));
  return json;
}

Json config_without_checks_json(const monitrc::Parsed& parsed) {
  const monitrc::ControlFile& file = parsed.control_file;
  Json json = Json::object();
  json.set("schema", 1);
  json.set_bytes("control_file", file.path);
  json.set("files", Json::array_of(file.files));
  json.set("httpd", httpd_json(file.httpd));
  json.set("daemon", daemon_json(file.daemon));
  json.set("pidfile", Json::text_or_null(file.pidfile));
  json.set("statefile", Json::text_or_null(file.statefile));
  json.set("idfile", Json::text_or_null(file.idfile));
  json.set("logfile", Json::text_or_null(file.logfile));
  json.set("limits", limits_json(file.limits));
  set_settings(json, file);
  json.set("checks", Json::array());
  return json;
}

Json config_json(const monitrc::Parsed& parsed) {
  Json checks = Json::array();
  for (const Check& check : parsed.control_file.checks) checks.push(check_json(parsed, check));
  Json json = config_without_checks_json(parsed);
  json.set("checks", std::move(checks));
  return json;
}

}  // namespace pkgmap::cli
