#include "cli/render/sessions.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "cli/render/bypassed.hpp"
#include "cli/render/recovery.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

std::string clock(std::int64_t seconds) {
  // Somebody may have set the clock of the host back.
  seconds = std::max<std::int64_t>(seconds, 0);
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%02lld:%02lld:%02lld",
                static_cast<long long>(seconds / 3600), static_cast<long long>(seconds / 60 % 60),
                static_cast<long long>(seconds % 60));
  return text.data();
}

std::string until(const SessionView& session) {
  const SessionRecord& record = session.record;
  if (session.watched &&
      (record.state == SessionState::transaction_ended || record.resumer_pid != 0)) {
    return "being resumed";
  }
  if (session.guard_is_late) {
    return session.alive ? "until it ends; but its guard is frozen or waits for a disk"
                         : "its package manager is gone, and its guard is frozen or waits for a "
                           "disk; 'monit-pkgmap recover' resumes them";
  }
  if (session.alive) return "until it ends";
  if (record.pid == 0) return "until " + timestamp(record.until);
  if (session.watched) return "its package manager is gone; its guard resumes them";
  return "its package manager and its guard are gone; 'monit-pkgmap recover' resumes them";
}

std::string what_becomes_of_the_checks(const SessionRecord& record) {
  const std::string checks = counted(record.checks.size(), "check");
  return checks + (record.unasked ? " to be suspended as soon as monit answers" : " suspended");
}

std::string session_lines(const SessionView& session, std::int64_t now) {
  const SessionRecord& record = session.record;
  std::string text =
      wrapped_text(manager_text(record) + ", " + clock(now - record.since) + " ago, " +
                   what_becomes_of_the_checks(record) + ", " + until(session)) +
      "\n";
  text += "  " + wrapped_text(listed(names_of(record.checks), 12), 2) + "\n";
  return text + "  " + wrapped_text("for " + listed(record.packages, 6), 2) + "\n";
}

Json session_json(const SessionView& session) {
  const SessionRecord& record = session.record;
  Json checks = Json::array();
  for (std::size_t i = 0; i < record.checks.size(); ++i) {
    checks.push(Json::object()
                    .set_bytes("name", record.checks[i].name)
                    .set_bytes_or_null("monit", record.control_file)
                    .set("state", session.states[i])
                    .set("suspended", session.states[i] == "off"));
  }
  return Json::object()
      .set("id", record.id)
      .set_bytes_or_null("monit", record.control_file)
      .set("manager", record.manager)
      .set("pid", record.pid)
      .set("alive", session.alive)
      .set("guard_is_late", session.guard_is_late)
      .set("phase", name_of(record.state))
      .set("unasked", record.unasked)
      .set("since", timestamp(record.since))
      .set("until", timestamp(record.until))
      .set("packages", Json::array_of(record.packages))
      .set("checks", std::move(checks));
}

// Says whether monit has the substitute check and monitors it.
std::string alarm_of(const SubstituteView& one) {
  const std::string name = "'" + printable(one.check.name) + "'";
  if (one.state == "monitored") {
    return name + " keeps the alarm since " + timestamp(one.check.since);
  }
  if (one.state == "gone") {
    return "its alarm is lost, as monit has no check " + name +
           ": 'monit-pkgmap recover' puts it back";
  }
  if (one.state == "off") return name + ", which keeps the alarm, is off";
  return "whether " + name + " keeps the alarm is not known";
}

std::string drift_lines(const SessionsView& view) {
  std::string text;
  for (const SubstituteView& one : view.substitutes) {
    const std::string path = printable(one.check.path);
    const std::string when = one.by_transaction
                                 ? " changed during a transaction, but not as packaged"
                                 : " changed outside any package";
    text += wrapped_text(path + when + "; " + alarm_of(one), 2) + "\n";
  }
  if (!text.empty())
    text += "  'monit-pkgmap accept PATH' ends the alarm, and so does the good content\n";
  return text;
}

Json substitutes_json(const SessionsView& view) {
  Json list = Json::array();
  for (const SubstituteView& one : view.substitutes) {
    list.push(Json::object()
                  .set("name", one.check.name)
                  .set_bytes("check", one.check.check)
                  .set_bytes_or_null("monit", one.check.control_file)
                  .set_bytes("path", one.check.path)
                  .set("expects", Json::text_or_null(one.check.digest.value))
                  .set("state", one.state)
                  .set("by_transaction", one.by_transaction)
                  .set("since", timestamp(one.check.since)));
  }
  return list;
}

std::string removed_lines(const SessionsView& view) {
  std::string text;
  for (const RemovedView& check : view.removed) {
    text += wrapped_text(check.name + " went with its package at " + timestamp(check.since) +
                             "; monit still has it, off",
                         2) +
            "\n";
  }
  return text.empty() ? text : text + "  'monit reload' makes monit forget it\n";
}

Json removed_json(const SessionsView& view) {
  Json list = Json::array();
  for (const RemovedView& check : view.removed) {
    list.push(Json::object()
                  .set_bytes("name", check.name)
                  .set_bytes_or_null("monit", check.control_file)
                  .set("session", check.session)
                  .set("since", timestamp(check.since)));
  }
  return list;
}

std::string bypassed_lines(const SessionsView& view, bool hooks_off) {
  const std::string text = bypassed_text(view.bypassed, hooks_off);
  return text.empty() ? text : text + "  'monit-pkgmap recover' ends this message\n";
}

}  // namespace

std::string sessions_text(const SessionsView& view, std::int64_t now, bool hooks_off) {
  const std::string rest =
      removed_lines(view) + drift_lines(view) + bypassed_lines(view, hooks_off);
  std::string text;
  for (const RunningGuard& guard : view.lost) text += wrapped_text(lost_guard_text(guard)) + "\n";
  if (view.sessions.empty() && view.kept.empty()) {
    // With such a guard, or such a session, nobody knows that.
    if (view.lost.empty() && view.damaged.empty()) text = "no check is suspended\n";
    return text + rest;
  }
  for (const SessionView& session : view.sessions) text += session_lines(session, now);
  for (const SessionView& session : view.kept) {
    for (const SuspendedCheck& check : session.record.checks) {
      text += wrapped_text(check.name + " stays suspended since " +
                               timestamp(session.record.since) + ": " + check.kept_reason,
                           2) +
              "\n";
    }
  }
  if (!view.kept.empty()) text += "  'monit-pkgmap resume' tries again\n";
  return text + rest;
}

Json sessions_json(const SessionsView& view) {
  Json sessions = Json::array();
  for (const SessionView& session : view.sessions) sessions.push(session_json(session));
  Json kept = Json::array();
  for (const SessionView& session : view.kept) {
    for (const SuspendedCheck& check : session.record.checks) {
      kept.push(Json::object()
                    .set_bytes("name", check.name)
                    .set_bytes_or_null("monit", session.record.control_file)
                    .set_bytes("reason", check.kept_reason)
                    .set("session", session.record.id)
                    .set("since", timestamp(session.record.since)));
    }
  }
  return Json::object()
      .set("schema", 1)
      .set("sessions", std::move(sessions))
      .set("kept", std::move(kept))
      .set("removed", removed_json(view))
      .set("adrift", substitutes_json(view))
      .set("lost_guards", lost_guards_json(view.lost))
      .set("bypassed", bypassed_json(view.bypassed))
      .set("notes", Json::array_of(view.notes));
}

}  // namespace pkgmap::cli
