#include "cli/render/messages.hpp"

#include <algorithm>

#include "cli/render/words.hpp"
#include "engine/journal/history.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using Level = Message::Level;

// 80 columns without the "monit-pkgmap: " that a hook puts before a line.
constexpr std::size_t kLineColumns = 80 - 14;

// The reason of a prerequisite says more than the reasons of its dependents.
const std::string& first_cause(const std::vector<NotResumed>& kept) {
  for (const NotResumed& check : kept) {
    if (!check.reason.starts_with("its prerequisite")) return check.reason;
  }
  return kept.front().reason;
}

void add_kept(const ResumeOutcome& outcome, std::vector<Message>& messages) {
  if (outcome.kept.empty()) return;
  const bool one = outcome.kept.size() == 1;
  messages.push_back({Level::error, listed(names_of(outcome.kept), 4) + (one ? " stays" : " stay") +
                                        " suspended: " + first_cause(outcome.kept) +
                                        "; see 'monit-pkgmap status'"});
}

// A removal that went well: a check that only monit still has is over, too.
void add_removed(const ResumeOutcome& outcome, std::vector<Message>& messages) {
  if (outcome.removed.empty()) return;
  const auto names = names_of(outcome.removed);
  const bool monit_has_any =
      std::any_of(outcome.removed.begin(), outcome.removed.end(),
                  [](const RemovedCheck& check) { return check.monit_has_it; });
  const bool one = names.size() == 1;
  std::string text = listed(names, 4) + " went with " + (one ? "its" : "their") + " package";
  if (monit_has_any)
    text += std::string("; 'monit reload' makes monit forget ") + (one ? "it" : "them");
  messages.push_back({Level::info, std::move(text)});
}

void add_said_off(const ResumeOutcome& outcome, std::vector<Message>& messages) {
  if (outcome.said_off.empty()) return;
  const bool one = outcome.said_off.size() == 1;
  messages.push_back({Level::info, listed(outcome.said_off, 4) + (one ? " stays" : " stay") +
                                       " off: as monit's log says, somebody unmonitored " +
                                       (one ? "it" : "them") + " meanwhile"});
}

// Names the substitute checks that keep the alarm: monit has taken the bad content as baseline.
void add_drift(const ResumeOutcome& outcome, DriftKind kind, std::vector<Message>& messages) {
  std::vector<std::string> paths;
  std::vector<std::string> substitutes;
  for (const Drift& drift : outcome.results.drift) {
    if (kind_of(drift) != kind) continue;
    paths.push_back(drift.path);
    if (!drift.substitute.empty()) substitutes.push_back(drift.substitute);
  }
  // The message about kept checks already names the drift.
  if (paths.empty() || !outcome.kept.empty()) return;
  std::string text = listed(paths, 3) + " " + words_of(kind) + "; ";
  if (!substitutes.empty()) text += listed(substitutes, 3) + " keeps the alarm; ";
  messages.push_back({Level::error, text + "see 'monit-pkgmap verify'"});
}

// Else an administrator looks for whoever changed the files.
void add_unread_database(const ResumeOutcome& outcome, std::vector<Message>& messages) {
  if (outcome.results.drift.empty() || outcome.no_database.empty()) return;
  messages.push_back(
      {Level::error, "nobody knows which content is packaged: " + outcome.no_database});
}

// One line, however many daemons: audit names each.
void add_outdated(const ResumeOutcome& outcome, std::vector<Message>& messages) {
  if (outcome.outdated.empty()) return;
  std::vector<std::string> names;
  for (const OutdatedDaemon& one : outcome.outdated) names.push_back(one.check);
  const rules::WatchedDaemon& first = outcome.outdated.front().daemon;
  messages.push_back(
      {Level::info, names.size() == 1
                        ? names.front() + " still runs " + rules::named_files(first) + "; " +
                              rules::how_to_renew(first)
                        : listed(names, 4) + " still run deleted programs or libraries; see "
                                             "'monit-pkgmap audit'"});
}

Json outdated_json(const ResumeOutcome& outcome) {
  Json list = Json::array();
  for (const OutdatedDaemon& one : outcome.outdated) {
    list.push(Json::object()
                  .set_bytes("check", one.check)
                  .set("pid", one.daemon.pid)
                  .set("files", Json::array_of(one.daemon.outdated))
                  .set("service", Json::text_or_null(one.daemon.service))
                  .set("stray", one.daemon.stray));
  }
  return list;
}

Json baselines_json(const ResumeOutcome& outcome) {
  Json list = Json::array();
  for (const NewBaseline& baseline : outcome.results.baselines) {
    list.push(
        Json::object()
            .set_bytes("path", baseline.path)
            .set("before", baseline.before.empty() ? Json() : Json(baseline.before))
            .set("after", baseline.after)
            .set("package", baseline.package)
            .set("signature", baseline.signature.empty() ? Json() : Json(baseline.signature)));
  }
  return list;
}

Json removed_json(const ResumeOutcome& outcome) {
  Json list = Json::array();
  for (const RemovedCheck& check : outcome.removed) {
    list.push(Json::object().set_bytes("name", check.name).set("monit_has_it", check.monit_has_it));
  }
  return list;
}

Json kept_json(const ResumeOutcome& outcome) {
  Json list = Json::array();
  for (const NotResumed& check : outcome.kept) {
    list.push(Json::object().set_bytes("name", check.name).set_bytes("reason", check.reason));
  }
  return list;
}

// Package managers print the messages on their terminal.
std::vector<Message> made_printable(std::vector<Message> messages) {
  for (Message& message : messages) message.text = printable(message.text);
  return messages;
}

}  // namespace

std::vector<std::string> paths_of(const std::vector<EndedSubstitute>& ended) {
  std::vector<std::string> paths;
  for (const EndedSubstitute& one : ended) paths.push_back(one.path);
  return paths;
}

std::vector<Message> messages_of(const SuspendOutcome& outcome) {
  std::vector<Message> messages;
  if (!outcome.absent.empty()) {
    messages.push_back({Level::info, "nothing is suspended: " + outcome.absent});
  } else if (outcome.stopped_monit && !outcome.trouble) {
    messages.push_back({Level::info, "stopped monit, which cannot be asked, for " +
                                         counted(outcome.suspended.size(), "check")});
  } else if (!outcome.suspended.empty()) {
    const std::string text = "suspended " + std::to_string(outcome.suspended.size()) + " of " +
                             counted(outcome.checks, "check") + " (";
    const std::size_t room = kLineColumns - std::min(text.size() + 1, kLineColumns);
    messages.push_back({Level::info, text + listed_within(outcome.suspended, room) + ")"});
  }
  if (outcome.trouble && outcome.told) return messages;
  if (outcome.trouble) {
    messages.push_back(
        {Level::error, outcome.trouble->message + "; the guard resumes suspended checks"});
  } else if (!outcome.not_suspended.empty()) {
    messages.push_back({Level::error, "not suspended in time: " + listed(outcome.not_suspended) +
                                          "; monit may act on the update"});
  }
  for (const std::string& warning : outcome.warnings) messages.push_back({Level::error, warning});
  return made_printable(std::move(messages));
}

std::vector<Message> messages_of(const ResumeOutcome& outcome) {
  std::vector<Message> messages;
  if (outcome.started_monit) {
    messages.push_back({Level::info, "started monit after " + duration(outcome.seconds)});
  } else if (!outcome.results.resumed.empty()) {
    std::string text = "resumed " + counted(outcome.results.resumed.size(), "check") + " after " +
                       duration(outcome.seconds);
    if (!outcome.results.baselines.empty())
      text += ", " + counted(outcome.results.baselines.size(), "new baseline");
    if (!outcome.pending.empty()) {
      text += "; " + std::to_string(outcome.pending.size()) + " more will follow";
    }
    messages.push_back({Level::info, text});
  } else if (!outcome.pending.empty() && !outcome.left_to_hooks) {
    messages.push_back({Level::info, "resuming " + counted(outcome.pending.size(), "check") +
                                         " in the background (" + listed(outcome.pending) + ")"});
  }
  if (outcome.was_over)
    messages.push_back({Level::info, "the guard has resumed all checks before"});
  add_removed(outcome, messages);
  add_said_off(outcome, messages);
  add_kept(outcome, messages);
  for (const DriftKind kind : {DriftKind::outside, DriftKind::transaction, DriftKind::unread}) {
    add_drift(outcome, kind, messages);
  }
  add_unread_database(outcome, messages);
  add_outdated(outcome, messages);
  if (!outcome.unread.empty()) {
    messages.push_back({Level::info, "monit has not read " + listed(outcome.unread, 4) +
                                         " yet; 'monit reload' makes it read its control file"});
  }
  if (outcome.trouble) {
    Error trouble = *outcome.trouble;
    trouble.message = "the journal is out of date: " + trouble.message;
    for (Message& message : messages_of(trouble)) messages.push_back(std::move(message));
  }
  return made_printable(std::move(messages));
}

std::vector<Message> messages_of(const Error& error) {
  std::string text = error.message;
  std::string separator = "; ";
  std::size_t start = 0;
  while (start < error.hint.size()) {
    const std::size_t end = std::min(error.hint.find('\n', start), error.hint.size());
    const std::size_t first = error.hint.find_first_not_of(' ', start);
    if (first < end) text += separator + error.hint.substr(first, end - first);
    separator = " ";
    start = end + 1;
  }
  return made_printable({{Level::error, text}});
}

Json messages_json(const std::vector<Message>& messages) {
  Json list = Json::array();
  for (const Message& message : messages) {
    list.push(Json::object()
                  .set("level", message.level == Level::info ? "info" : "error")
                  .set("text", message.text));
  }
  return list;
}

Json suspend_json(const SuspendOutcome& outcome) {
  Json json = Json::object()
                  .set("schema", 1)
                  .set("session", outcome.session ? Json(*outcome.session) : Json())
                  .set("checks", static_cast<int>(outcome.checks))
                  .set("packages", Json::array_of(outcome.packages))
                  .set("suspended", Json::array_of(outcome.suspended))
                  .set("not_suspended", Json::array_of(outcome.not_suspended))
                  .set("stopped_monit", outcome.stopped_monit)
                  .set("notes", Json::array_of(outcome.notes));
  json.set("messages", messages_json(messages_of(outcome)));
  return json;
}

Json resume_json(const ResumeOutcome& outcome) {
  return Json::object()
      .set("schema", 1)
      .set("session", Json::text_or_null(outcome.session))
      .set("finished", outcome.finished)
      .set("packages", Json::array_of(outcome.packages))
      .set("resumed", Json::array_of(names_of(outcome.results.resumed)))
      .set("pending", Json::array_of(outcome.pending))
      .set("kept", kept_json(outcome))
      .set("removed", removed_json(outcome))
      .set("said_off", Json::array_of(outcome.said_off))
      .set("alarms_ended", Json::array_of(paths_of(outcome.results.substitutes_ended)))
      .set("reload", outcome.results.reloaded)
      .set("unread", Json::array_of(outcome.unread))
      .set("outdated", outdated_json(outcome))
      .set("started_monit", outcome.started_monit)
      .set("baselines", baselines_json(outcome))
      .set("drift", drift_json(outcome.results.drift))
      .set("seconds", outcome.seconds)
      .set("messages", messages_json(messages_of(outcome)));
}

}  // namespace pkgmap::cli
