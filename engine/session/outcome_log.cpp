#include "engine/session/outcome_log.hpp"

#include <array>
#include <cstdio>

#include "parsers/source/counted.hpp"

namespace pkgmap {
namespace {

using Level = LogEntry::Level;

constexpr std::size_t kMostNames = 50;

template <class Texts>
std::string listed(const Texts& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMostNames; ++i) {
    text += (text.empty() ? "" : ",") + names[i];
  }
  if (names.size() > kMostNames) text += ",...";
  return text;
}

LogEntry entry(Level level, std::string message, const SessionRecord& record,
               const CheckNames& checks) {
  return {level,
          std::move(message),
          {{"MONIT_PKGMAP_SESSION", record.id},
           {"MONIT_PKGMAP_MANAGER", record.manager},
           {"MONIT_PKGMAP_PACKAGES", listed(record.packages)},
           {"MONIT_PKGMAP_CHECKS", listed(checks)}}};
}

std::string seconds_text(double seconds) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f s", seconds);
  return text.data();
}

void add_resumed(const SessionRecord& record, const ResumeOutcome& outcome,
                 std::vector<LogEntry>& entries) {
  const SessionResults& did = outcome.results;
  const auto resumed = names_of(did.resumed);
  if (resumed.empty()) return;
  std::string text =
      "resumed " + counted(resumed.size(), "check") + " after " + seconds_text(outcome.seconds);
  if (did.reloaded) {
    text += ", " + counted(did.baselines.size(), "new baseline") + " by a reload";
  }
  entries.push_back(entry(Level::info, std::move(text), record, resumed));
}

void add_said_off(const SessionRecord& record, const ResumeOutcome& outcome,
                  std::vector<LogEntry>& entries) {
  for (const std::string& name : outcome.said_off) {
    entries.push_back(entry(Level::info,
                            "'" + name +
                                "' stays off: monit's log says that somebody unmonitored "
                                "it while it was suspended",
                            record, {name}));
  }
  const auto resumed = names_of(outcome.results.resumed);
  for (const std::string& name : outcome.perhaps_said_off) {
    if (!names_check(resumed, name)) continue;
    entries.push_back(entry(Level::warning,
                            "monit's log says that somebody unmonitored '" + name +
                                "' while it was suspended, but what a check prints may look so: "
                                "it is monitored again; 'monit unmonitor " +
                                name + "' switches it off",
                            record, {name}));
  }
}

void add_drift(const SessionRecord& record, const ResumeOutcome& outcome,
               std::vector<LogEntry>& entries) {
  const SessionResults& did = outcome.results;
  for (const Drift& file : did.drift) {
    LogEntry drift =
        entry(Level::warning, file.path + " " + words_of(kind_of(file)), record, {file.check});
    drift.fields.emplace_back("MONIT_PKGMAP_PATH", file.path);
    entries.push_back(std::move(drift));
  }
  if (outcome.no_database.empty() || did.drift.empty()) return;
  entries.push_back(entry(
      Level::error, "nobody knows which content is packaged: " + outcome.no_database, record, {}));
}

}  // namespace

LogEntry entry_of(const SessionRecord& record, const SuspendOutcome& outcome) {
  if (outcome.trouble) {
    return entry(Level::error, "suspending failed: " + outcome.trouble->message, record,
                 outcome.not_suspended);
  }
  if (!outcome.not_suspended.empty()) {
    return entry(
        Level::error,
        "monit did not suspend " + counted(outcome.not_suspended.size(), "check") + " in time",
        record, outcome.not_suspended);
  }
  if (outcome.stopped_monit) {
    return entry(Level::warning, "stopped monit, which cannot be asked", record, {});
  }
  return entry(Level::info, "suspended " + counted(outcome.suspended.size(), "check"), record,
               outcome.suspended);
}

std::vector<LogEntry> entries_of(const SessionRecord& record, const ResumeOutcome& outcome) {
  std::vector<LogEntry> entries;
  if (outcome.started_monit) entries.push_back(entry(Level::info, "started monit", record, {}));
  add_resumed(record, outcome, entries);
  for (const NotResumed& check : outcome.kept) {
    entries.push_back(entry(Level::error, "'" + check.name + "' stays suspended: " + check.reason,
                            record, {check.name}));
  }
  for (const RemovedCheck& check : outcome.removed) {
    entries.push_back(
        entry(Level::info, "'" + check.name + "' went with its package", record, {check.name}));
  }
  add_said_off(record, outcome, entries);
  add_drift(record, outcome, entries);
  for (const OutdatedDaemon& one : outcome.outdated) {
    entries.push_back(entry(Level::warning,
                            "'" + one.check + "' still runs " + rules::named_files(one.daemon),
                            record, {one.check}));
  }
  if (outcome.trouble) {
    entries.push_back(
        entry(Level::error, "the journal is out of date: " + outcome.trouble->message, record, {}));
  }
  return entries;
}

}  // namespace pkgmap
