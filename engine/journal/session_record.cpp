#include "engine/journal/session_record.hpp"

#include <array>
#include <utility>

#include "parsers/json/json.hpp"
#include "parsers/monitrc/model.hpp"

namespace pkgmap {
namespace {

// Raised when an older program could no longer read what this one writes.
constexpr std::int64_t kVersion = 1;

constexpr std::array<std::pair<Phase, const char*>, 4> kPhases = {{
    {Phase::suspending, "suspending"},
    {Phase::suspended, "suspended"},
    {Phase::ended, "ended"},
    {Phase::kept, "kept"},
}};

// A phase that is not known is one of a newer version; resuming is right for it.
Phase phase_called(const std::string& name) {
  for (const auto& [phase, called] : kPhases) {
    if (name == called) return phase;
  }
  return Phase::suspended;
}

Json json_of(const SuspendedCheck& check) {
  return Json::object()
      .set("name", check.name)
      .set("process_ran", check.process_ran)
      .set("packages", Json::array_of(check.packages))
      .set("above", Json::array_of(check.above))
      .set("kept_reason", check.kept_reason);
}

Json json_of(const HeldBaseline& baseline) {
  return Json::object()
      .set("check", baseline.check)
      .set("path", baseline.path)
      .set("algorithm", baseline.algorithm)
      .set("digest", baseline.digest);
}

SuspendedCheck check_from(const Json& json) {
  return {json["name"].string_or(""), json["process_ran"].boolean().value_or(false),
          json["packages"].strings(), json["above"].strings(), json["kept_reason"].string_or("")};
}

HeldBaseline baseline_from(const Json& json) {
  return {json["check"].string_or(""), json["path"].string_or(""), json["algorithm"].string_or(""),
          json["digest"].string_or("")};
}

}  // namespace

const char* name_of(Phase phase) {
  for (const auto& [known, name] : kPhases) {
    if (known == phase) return name;
  }
  return "";
}

const SuspendedCheck* SessionRecord::find(const std::string& check) const {
  for (const SuspendedCheck& mine : checks) {
    if (monitrc::same_name(mine.name, check)) return &mine;
  }
  return nullptr;
}

std::string to_text(const SessionRecord& record) {
  Json checks = Json::array();
  for (const SuspendedCheck& check : record.checks) checks.push(json_of(check));
  Json baselines = Json::array();
  for (const HeldBaseline& baseline : record.baselines) baselines.push(json_of(baseline));
  return Json::object()
             .set("version", kVersion)
             .set("id", record.id)
             .set("manager", record.manager)
             .set("pid", record.pid)
             .set("pid_start_time", record.pid_start_time)
             .set("boot_id", record.boot_id)
             .set("since", record.since)
             .set("until", record.until)
             .set("packages", Json::array_of(record.packages))
             .set("control_file", record.control_file)
             .set("monit_id", record.monit_id)
             .set("incarnation", record.incarnation)
             .set("phase", name_of(record.phase))
             .set("checks", std::move(checks))
             .set("baselines", std::move(baselines))
             .dump() +
         "\n";
}

Result<SessionRecord> session_from_text(const std::string& text) {
  std::string problem;
  const auto json = Json::parse(text, &problem);
  if (!json || !json->is_object() || !(*json)["checks"].is_array()) {
    return Error{ErrorCode::failed, "the session's journal is damaged: " + problem};
  }
  const Json& from = *json;
  SessionRecord record;
  record.id = from["id"].string_or("");
  record.manager = from["manager"].string_or("");
  record.pid = static_cast<int>(from["pid"].integer().value_or(0));
  record.pid_start_time = static_cast<std::uint64_t>(from["pid_start_time"].integer().value_or(0));
  record.boot_id = from["boot_id"].string_or("");
  record.since = from["since"].integer().value_or(0);
  record.until = from["until"].integer().value_or(0);
  record.packages = from["packages"].strings();
  record.control_file = from["control_file"].string_or("");
  record.monit_id = from["monit_id"].string_or("");
  record.incarnation = from["incarnation"].integer().value_or(0);
  record.phase = phase_called(from["phase"].string_or(""));
  for (const Json& check : from["checks"].items()) record.checks.push_back(check_from(check));
  for (const Json& held : from["baselines"].items())
    record.baselines.push_back(baseline_from(held));
  return record;
}

}  // namespace pkgmap
