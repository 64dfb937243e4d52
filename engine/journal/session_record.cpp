#include "engine/journal/session_record.hpp"

#include <array>
#include <charconv>
#include <string_view>
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

// JSON has no bytes that are not UTF-8, but monit has names with them: those are written as hex.
Json exact(const std::string& text) {
  const auto again = Json::parse(Json(text).dump());
  if (again && again->string() == text) return text;
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return Json::object().set("hex", hex);
}

std::string exact_text(const Json& json) {
  if (!json.is_object()) return json.string_or("");
  const std::string hex = json["hex"].string_or("");
  std::string text;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned byte = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
    text += static_cast<char>(byte);
  }
  return text;
}

Json exact_list(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(exact(text));
  return list;
}

std::vector<std::string> exact_texts(const Json& list) {
  std::vector<std::string> texts;
  for (const Json& text : list.items()) texts.push_back(exact_text(text));
  return texts;
}

Json json_of(const SuspendedCheck& check) {
  return Json::object()
      .set("name", exact(check.name))
      .set("process_ran", check.process_ran)
      .set("packages", exact_list(check.packages))
      .set("above", exact_list(check.above))
      .set("kept_reason", exact(check.kept_reason));
}

Json json_of(const HeldBaseline& baseline) {
  return Json::object()
      .set("check", exact(baseline.check))
      .set("path", exact(baseline.path))
      .set("algorithm", baseline.algorithm)
      .set("digest", baseline.digest)
      .set("none", baseline.none);
}

SuspendedCheck check_from(const Json& json) {
  return {exact_text(json["name"]), json["process_ran"].boolean().value_or(false),
          exact_texts(json["packages"]), exact_texts(json["above"]),
          exact_text(json["kept_reason"])};
}

HeldBaseline baseline_from(const Json& json) {
  return {exact_text(json["check"]), exact_text(json["path"]), json["algorithm"].string_or(""),
          json["digest"].string_or(""), json["none"].boolean().value_or(false)};
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
             .set("guard_pid", record.guard_pid)
             .set("guard_start_time", record.guard_start_time)
             .set("boot_id", record.boot_id)
             .set("since", record.since)
             .set("until", record.until)
             .set("packages", exact_list(record.packages))
             .set("control_file", exact(record.control_file))
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
  record.guard_pid = static_cast<int>(from["guard_pid"].integer().value_or(0));
  record.guard_start_time =
      static_cast<std::uint64_t>(from["guard_start_time"].integer().value_or(0));
  record.boot_id = from["boot_id"].string_or("");
  record.since = from["since"].integer().value_or(0);
  record.until = from["until"].integer().value_or(0);
  record.packages = exact_texts(from["packages"]);
  record.control_file = exact_text(from["control_file"]);
  record.monit_id = from["monit_id"].string_or("");
  record.incarnation = from["incarnation"].integer().value_or(0);
  record.phase = phase_called(from["phase"].string_or(""));
  for (const Json& check : from["checks"].items()) record.checks.push_back(check_from(check));
  for (const Json& held : from["baselines"].items())
    record.baselines.push_back(baseline_from(held));
  return record;
}

}  // namespace pkgmap
