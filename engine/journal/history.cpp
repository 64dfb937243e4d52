#include "engine/journal/history.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <utility>

#include "engine/system/files/state_directory.hpp"

namespace pkgmap {
namespace {

constexpr const char* kHistoryFile = "history.jsonl";
constexpr std::size_t kLimit = 1U << 20U;

std::string timestamp(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  std::array<char, 32> text{};
  if (!::gmtime_r(&time, &parts)) return {};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

Json checks_json(const SessionRecord& record, std::int64_t ended) {
  Json checks = Json::array();
  const auto add = [&](const std::string& name, double seconds, const char* result,
                       const std::string& reason) {
    Json check = Json::object()
                     .set_bytes("name", name)
                     .set_bytes_or_null("monit", record.control_file)
                     .set("unwatched_seconds", seconds)
                     .set("result", result);
    if (!reason.empty()) check.set_bytes("reason", reason);
    checks.push(std::move(check));
  };
  for (const ResumedCheck& check : record.results.resumed) {
    add(check.name, check.unwatched_seconds, "resumed", {});
  }
  for (const SuspendedCheck& check : record.checks) {
    add(check.name, static_cast<double>(std::max<std::int64_t>(ended - record.since, 0)),
        check.removed ? "removed" : "kept", check.kept_reason);
  }
  for (const NotResumed& check : record.results.lost) add(check.name, 0, "lost", check.reason);
  return checks;
}

// Adds the sessions of a text; a later line about a session replaces the earlier one.
void read_lines(const std::string& name, const std::string& text, History& history) {
  std::size_t number = 0;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string line = text.substr(start, end - start);
    start = end + 1;
    ++number;
    if (line.empty()) continue;
    auto json = Json::parse(line);
    if (!json || !json->is_object()) {
      history.damage.push_back(name + ":" + std::to_string(number) +
                               " is damaged, so a past session is missing");
      continue;
    }
    const std::string id = (*json)["id"].string_or("");
    std::erase_if(history.sessions,
                  [&](const Json& known) { return known["id"].string_or("") == id; });
    history.sessions.push_back(std::move(*json));
  }
}

}  // namespace

Json drift_json(const std::vector<Drift>& drift) {
  Json list = Json::array();
  for (const Drift& file : drift) {
    list.push(Json::object()
                  .set_bytes("check", file.check)
                  .set_bytes("path", file.path)
                  .set("kept_as", Json::text_or_null(file.substitute))
                  .set("by_transaction", file.by_transaction));
  }
  return list;
}

Json history_json(const SessionRecord& record, std::int64_t ended) {
  Json baselines = Json::array();
  for (const NewBaseline& file : record.results.baselines) {
    baselines.push(Json::object()
                       .set_bytes("path", file.path)
                       .set("before", Json::text_or_null(file.before))
                       .set("after", file.after)
                       .set("package", Json::text_or_null(file.package))
                       .set("signature", Json::text_or_null(file.signature)));
  }
  return Json::object()
      .set("id", record.id)
      .set_bytes_or_null("monit", record.control_file)
      .set("began", timestamp(record.since))
      .set("ended", timestamp(ended))
      .set_bytes("manager", record.manager)
      .set("packages", Json::array_of(record.packages))
      .set("checks", checks_json(record, ended))
      .set("reload", record.results.reloaded)
      .set("baselines", std::move(baselines))
      .set("drift", drift_json(record.results.drift))
      .set("alarms_ended", Json::array_of(names_of(record.results.substitutes_ended)));
}

Done add_to_history(const StateStore& store, const SessionRecord& record, std::int64_t ended) {
  return store.append(kHistoryFile, history_json(record, ended).dump(-1), kLimit);
}

Result<History> read_history(const StateStore& store) {
  History history;
  for (const std::string& name : {std::string(kHistoryFile) + ".1", std::string(kHistoryFile)}) {
    if (!store.has(name)) continue;
    const auto text = store.read(name);
    if (!text) return text.error();
    read_lines(name, *text, history);
  }
  return history;
}

Result<History> read_history(const std::string& state_directory) {
  bool missing = false;
  const auto directory = StateDirectory::open_existing(state_directory, missing);
  if (missing) return History{};
  if (!directory) return directory.error();
  return read_history(*directory);
}

}  // namespace pkgmap
