#include "cli/render/config_tests_json.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include "cli/render/config_json.hpp"
#include "cli/render/config_settings_json.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/mask.hpp"

namespace pkgmap::cli {
namespace {

using monitrc::Action;
using monitrc::ConnectionTest;
using monitrc::Test;
using monitrc::TestKind;

/// A number; without a fraction if it is whole.
Json number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) {
    return static_cast<std::int64_t>(value);
  }
  return value;
}

Json rate_json(int times, int cycles) {
  Json json = Json::object();
  json.set("times", times);
  json.set("cycles", cycles);
  return json;
}

Json exec_json(const Action& action) {
  Json json = command_options_json(*action.exec);
  json.set("argv", Json::array_of(without_secrets(action.exec->argv)));
  if (action.repeat_cycles > 0) json.set("repeat_cycles", action.repeat_cycles);
  return json;
}

Json protocol_options_json(const ConnectionTest& connection) {
  Json all = Json::array();
  for (const monitrc::ProtocolOption& option : connection.options) {
    Json json = Json::object();
    json.set("name", option.name);
    if (option.op != monitrc::Operator::equal) json.set("operator", name_of(option.op));
    json.set_bytes("value", masked(option.value));
    all.push(std::move(json));
  }
  return all;
}

Json connection_json(const Test& test) {
  const ConnectionTest& connection = *test.connection;
  Json json = Json::object();
  set_masked(json, "host", connection.host);
  if (connection.port != 0) json.set("port", connection.port);
  set_masked(json, "unixsocket", connection.socket);
  set_masked(json, "url", connection.url);
  if (test.subject != "ping") {
    json.set("type", connection.is_udp ? "udp" : "tcp");
    json.set("protocol", connection.protocol.empty() ? "default" : connection.protocol);
    json.set("ssl", connection.is_tls);
  } else {
    json.set("size", connection.ping_size);
  }
  if (connection.family != 0) json.set("family", static_cast<int>(connection.family));
  set_masked(json, "request", connection.request);
  set_masked(json, "from_address", connection.address);
  if (!connection.content.empty()) {
    json.set("content_operator", name_of(connection.content_op));
    set_masked(json, "content", connection.content);
  }
  if (connection.tls.certificate_days > 0) {
    json.set("certificate_days", connection.tls.certificate_days);
  }
  if (Json tls = tls_json(connection.tls); !tls.is_null()) {
    json.set("ssl_options", std::move(tls));
  }
  if (!connection.options.empty()) json.set("options", protocol_options_json(connection));
  if (connection.response_ms >= 0) {
    json.set("response_operator", name_of(connection.response_op));
    json.set("response_ms", connection.response_ms);
  }
  json.set("timeout_seconds", seconds_json(test.timeout_ms));
  json.set("attempts", test.attempts);
  return json;
}

bool has_limit(const Test& test) {
  switch (test.kind) {
    case TestKind::size:
    case TestKind::timestamp:
    case TestKind::hardlink:
    case TestKind::uptime:
    case TestKind::resource:
    case TestKind::filedescriptors:
    case TestKind::space:
    case TestKind::inode:
    case TestKind::io:
    case TestKind::saturation:
    case TestKind::traffic:
    case TestKind::status:
      return test.trigger == monitrc::Trigger::compared;
    default:
      return false;
  }
}

void set_limit(Json& json, const Test& test) {
  json.set("operator", name_of(test.op));
  json.set("limit", number(test.limit));
  if (test.unit != monitrc::MeasureUnit::none) json.set("unit", name_of(test.unit));
  if (test.is_per_core) json.set("per_core", true);
  if (test.range == 0) return;
  json.set("range", test.range);
  json.set("range_unit", name_of(test.range_unit));
}

void set_action(Json& json, const Test& test) {
  json.set("action", name_of(test.action.kind));
  if (test.action.exec) json.set("exec", exec_json(test.action));
  if (!test.recovery) return;
  json.set("recovery", name_of(test.recovery->kind));
  if (test.recovery->exec) json.set("recovery_exec", exec_json(*test.recovery));
  if (test.recovery->cycles > 1) {
    json.set("recovery_rate", rate_json(test.recovery->times, test.recovery->cycles));
  }
}

}  // namespace

Json command_options_json(const monitrc::Command& command) {
  Json json = Json::object();
  set_masked(json, "uid", command.uid);
  set_masked(json, "gid", command.gid);
  if (command.timeout_ms > 0) {
    json.set("timeout_seconds", seconds_json(command.timeout_ms));
  }
  return json;
}

Json test_json(const monitrc::Parsed& parsed, const Test& test) {
  Json json = Json::object();
  json.set("kind", name_of(test.kind));
  json.set("trigger", name_of(test.trigger));
  if (!test.subject.empty()) json.set("subject", test.subject);
  if (test.is_not) json.set("not", true);
  if (test.is_ignored) json.set("ignored", true);
  const bool is_checksum = test.kind == TestKind::checksum;
  if (is_checksum) json.set("algorithm", test.algorithm ? Json(test.algorithm->name()) : Json());
  if (has_limit(test)) set_limit(json, test);
  if (test.kind == TestKind::content || test.kind == TestKind::security) {
    json.set("operator", name_of(test.op));
  }
  if (is_checksum && test.expect.empty()) json.set("expect", Json());
  set_masked(json, "expect", test.expect);
  if (test.connection) json.set("connection", connection_json(test));
  if (test.cycles > 1) json.set("rate", rate_json(test.times, test.cycles));
  set_action(json, test);
  json.set("line", static_cast<std::int64_t>(parsed.sources.position(test.span).line));
  json.set_bytes("file", parsed.sources.name(test.span.source));
  return json;
}

}  // namespace pkgmap::cli
