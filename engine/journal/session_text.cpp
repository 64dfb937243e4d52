#include <utility>

#include "engine/journal/exact_text.hpp"
#include "engine/journal/results_json.hpp"
#include "engine/journal/session_record.hpp"
#include "engine/journal/whole_text.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {
namespace {

// Grows when an older program could no longer read what this one writes.
constexpr std::int64_t kSessionVersion = 1;

Json json_of(const SuspendedCheck& check) {
  return Json::object()
      .set("name", exact(check.name))
      .set("process_ran", check.process_ran)
      .set("packages", exact_list(check.packages))
      .set("above", exact_list(check.prerequisites))
      .set("kept_reason", exact(check.kept_reason))
      .set("off_usec", check.off_usec)
      .set("went_off_again", check.went_off_again)
      .set("strength", rules::name_of(check.strength))
      .set("removed", check.removed)
      .set("begins_on", check.begins_on);
}

Json json_of(const HeldBaseline& baseline) {
  return Json::object()
      .set("check", exact(baseline.check))
      .set("path", exact(baseline.path))
      .set("algorithm", baseline.digest.algorithm.name())
      .set("digest", baseline.digest.value)
      .set("none", baseline.none);
}

Json json_of(const StoppedMonit& stopped) {
  return Json::object()
      .set("unit", exact(stopped.unit))
      .set("argv", exact_list(stopped.argv))
      .set("directory", exact(stopped.directory))
      .set("pid", stopped.pid)
      .set("start_time", stopped.start_time);
}

SuspendedCheck check_from(const Json& json) {
  return {exact_text(json["name"]),
          json["process_ran"].boolean().value_or(false),
          exact_texts(json["packages"]),
          exact_names(json["above"]),
          exact_text(json["kept_reason"]),
          json["off_usec"].integer().value_or(0),
          json["went_off_again"].boolean().value_or(false),
          rules::strength_called(json["strength"].string_or("")),
          json["removed"].boolean().value_or(false),
          json["begins_on"].boolean().value_or(false)};
}

HeldBaseline baseline_from(const Json& json) {
  return {exact_text(json["check"]),
          exact_text(json["path"]),
          {Algorithm::called(json["algorithm"].string_or("")), json["digest"].string_or("")},
          json["none"].boolean().value_or(false)};
}

std::optional<StoppedMonit> stopped_from(const Json& json) {
  if (!json.is_object()) return std::nullopt;
  StoppedMonit stopped;
  stopped.unit = exact_text(json["unit"]);
  stopped.argv = exact_texts(json["argv"]);
  stopped.directory = exact_text(json["directory"]);
  stopped.pid = static_cast<int>(json["pid"].integer().value_or(0));
  stopped.start_time = static_cast<std::uint64_t>(json["start_time"].integer().value_or(0));
  return stopped;
}

Json json_of(const SessionRecord& record) {
  Json checks = Json::array();
  for (const SuspendedCheck& check : record.checks) checks.push(json_of(check));
  Json baselines = Json::array();
  for (const HeldBaseline& baseline : record.baselines) baselines.push(json_of(baseline));
  return Json::object()
      .set("version", kSessionVersion)
      .set("id", record.id)
      .set("manager", exact(record.manager))
      .set("hooks", exact_list(record.hooks))
      .set("pid", record.pid)
      .set("pid_start_time", record.pid_start_time)
      .set("guard_pid", record.guard_pid)
      .set("guard_start_time", record.guard_start_time)
      .set("boot_id", record.boot_id)
      .set("since", record.since)
      .set("until", record.until)
      .set("lease_ends_usec", record.lease_ends_usec)
      .set("settle", record.settle_seconds)
      .set("packages", exact_list(record.packages))
      .set("package_system",
           record.package_system ? Json(rules::name_of(*record.package_system)) : Json())
      .set("control_file", exact(record.control_file))
      .set("monit_id", record.monit_id)
      .set("incarnation", record.incarnation)
      .set("phase", name_of(record.state))
      .set("resumer_pid", record.resumer_pid)
      .set("resumer_start_time", record.resumer_start_time)
      .set("unproved", record.unverified)
      .set("unasked", record.unasked)
      .set("written_again", record.written_again)
      .set("start_delay", record.start_delay)
      .set("monit_began", record.monit_began)
      .set("series", record.series)
      .set("checks", std::move(checks))
      .set("beside", exact_list(record.unrelated))
      .set("baselines", std::move(baselines))
      .set("over_usec", record.over_usec)
      .set("good", exact_list(record.good))
      .set("accepts", exact_list(record.accepts))
      .set("stopped", record.stopped ? json_of(*record.stopped) : Json())
      .set("results", results_json(record.results));
}

void read_identity(const Json& from, SessionRecord& record) {
  const auto number = [&](const char* name) { return from[name].integer().value_or(0); };
  record.id = from["id"].string_or("");
  record.manager = exact_text(from["manager"]);
  record.hooks = exact_texts(from["hooks"]);
  record.pid = static_cast<int>(number("pid"));
  record.pid_start_time = static_cast<std::uint64_t>(number("pid_start_time"));
  record.guard_pid = static_cast<int>(number("guard_pid"));
  record.guard_start_time = static_cast<std::uint64_t>(number("guard_start_time"));
  record.resumer_pid = static_cast<int>(number("resumer_pid"));
  record.resumer_start_time = static_cast<std::uint64_t>(number("resumer_start_time"));
  record.boot_id = from["boot_id"].string_or("");
  record.since = number("since");
  record.until = number("until");
  record.lease_ends_usec = number("lease_ends_usec");
  record.settle_seconds = from["settle"].integer().value_or(record.settle_seconds);
}

}  // namespace

std::string to_text(const SessionRecord& record) {
  return whole_text(json_of(record));
}

Result<SessionRecord> session_from_text(const std::string& text) {
  const std::string what = "the session's journal";
  const auto json = from_whole_text(text, what);
  if (!json) return json.error();
  if (!(*json)["checks"].is_array()) {
    return Error{ErrorCode::failed, what + " is damaged: it has no checks"};
  }
  const Json& from = *json;
  SessionRecord record;
  read_identity(from, record);
  record.packages = exact_texts(from["packages"]);
  record.package_system = rules::package_system_called(from["package_system"].string_or(""));
  record.control_file = exact_text(from["control_file"]);
  record.monit_id = from["monit_id"].string_or("");
  record.incarnation = from["incarnation"].integer().value_or(0);
  record.state = session_state_called(from["phase"].string_or(""));
  record.unverified = from["unproved"].boolean().value_or(false);
  record.unasked = from["unasked"].boolean().value_or(false);
  record.written_again = from["written_again"].boolean().value_or(false);
  record.start_delay = static_cast<int>(from["start_delay"].integer().value_or(0));
  record.monit_began = from["monit_began"].integer().value_or(0);
  record.series = from["series"].boolean().value_or(false);
  for (const Json& check : from["checks"].items()) record.checks.push_back(check_from(check));
  for (const Json& held : from["baselines"].items()) {
    record.baselines.push_back(baseline_from(held));
  }
  record.unrelated = exact_names(from["beside"]);
  record.over_usec = from["over_usec"].integer().value_or(0);
  record.good = exact_texts(from["good"]);
  record.accepts = exact_texts(from["accepts"]);
  record.stopped = stopped_from(from["stopped"]);
  record.results = results_from(from["results"]);
  return record;
}

}  // namespace pkgmap
