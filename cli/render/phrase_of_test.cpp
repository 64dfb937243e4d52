#include "cli/render/phrase_of_test.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>
#include <vector>

#include "cli/render/connection_phrase.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/mask.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using monitrc::Action;
using monitrc::ActionKind;
using monitrc::MeasureUnit;
using monitrc::Test;
using monitrc::TestKind;
using monitrc::Trigger;

std::string number_phrase(double value) {
  std::array<char, 48> text{};
  const bool is_whole = value == std::floor(value) && std::abs(value) < 1e15;
  std::snprintf(text.data(), text.size(), is_whole ? "%.0f" : "%g", value);
  return text.data();
}

std::string counted_unit(double value, MeasureUnit unit) {
  constexpr std::array<std::string_view, 14> kUnits = {
      "",   "%",        " B",     " kB",   " MB",     " GB",      " ms",
      " s", " minutes", " hours", " days", " months", " packets", " operations"};
  return number_phrase(value) + std::string(kUnits[static_cast<std::size_t>(unit)]);
}

/// What the test is about, in the words of the control file.
std::string subject_phrase(const Test& test) {
  if (!test.subject.empty()) return std::string(test.subject);
  return name_of(test.kind);
}

bool is_limit(const Test& test) {
  switch (test.kind) {
    case TestKind::exist:
    case TestKind::content:
    case TestKind::link:
    case TestKind::other:
    case TestKind::restarts:
      return false;
    default:
      return test.trigger == Trigger::compared;
  }
}

std::string limit_phrase(const Test& test) {
  std::string text = subject_phrase(test) + (test.is_per_core ? " per core " : " ");
  if (test.op == monitrc::Operator::changed) return text + "changed";
  text += name_of(test.op) + (" " + counted_unit(test.limit, test.unit));
  if (test.range == 0) return text;
  return text + " in last" + counted_unit(test.range, MeasureUnit::none).insert(0, " ") + " " +
         name_of(test.range_unit) + (test.range == 1 ? "" : "s");
}

std::string expected_phrase(const Test& test) {
  std::string text = test.trigger == Trigger::changed ? "changed " : "failed ";
  text += subject_phrase(test);
  if (test.algorithm) text += " " + test.algorithm->name();
  if (test.kind == TestKind::checksum && !test.expect.empty()) text += " expect";
  if (!test.expect.empty()) text += " " + shown(test.expect);
  return text;
}

std::string content_phrase(const Test& test) {
  if (test.op == monitrc::Operator::changed) {
    return test.is_not ? "content not changed" : "content changed";
  }
  return (test.is_ignored ? "ignore content " : "content ") + std::string(name_of(test.op)) +
         " \"" + shown(test.expect) + "\"";
}

std::string link_phrase(const Test& test) {
  if (test.trigger == Trigger::changed) return "changed " + subject_phrase(test);
  return subject_phrase(test) + (test.is_not ? " up" : " down");
}

std::string action_phrase(const Action& action) {
  if (action.kind != ActionKind::exec || !action.exec) return name_of(action.kind);
  std::string text = "exec " + command_phrase(*action.exec);
  if (action.repeat_cycles > 0) {
    text += " repeat every " + std::to_string(action.repeat_cycles) +
            (action.repeat_cycles == 1 ? " cycle" : " cycles");
  }
  return text;
}

/// Quotes an argument so that monit splits it again: an empty one, and one with blanks or quotes.
std::string quoted_argument(const std::string& argument) {
  const bool is_plain =
      !argument.empty() && argument.find_first_of(" \t\n'\"") == std::string::npos;
  return is_plain ? argument : "'" + argument + "'";
}

std::string mail_format_phrase(const monitrc::MailFormat& format) {
  std::string text;
  if (!format.from.empty()) text += " from: " + shown(format.from);
  if (!format.reply_to.empty()) text += " reply-to: " + shown(format.reply_to);
  if (!format.subject.empty()) text += " subject: " + shown(format.subject);
  if (!format.message.empty()) text += " message: ...";
  return text.empty() ? text : " mail-format {" + text + " }";
}

}  // namespace

std::string condition_phrase(const Test& test) {
  switch (test.kind) {
    case TestKind::connection:
      return connection_phrase(test);
    case TestKind::exist:
      return test.is_not ? "not exist" : "exist";
    case TestKind::content:
      return content_phrase(test);
    case TestKind::link:
      return link_phrase(test);
    case TestKind::restarts:
      return std::to_string(test.times) + " restarts within " + std::to_string(test.cycles) +
             " cycles";
    case TestKind::other:
      return "(not understood)";
    default:
      return is_limit(test) ? limit_phrase(test) : expected_phrase(test);
  }
}

std::string rate_phrase(int times, int cycles) {
  if (cycles <= 1) return "";
  const std::string text = std::to_string(cycles) + " cycles";
  return times == cycles ? "for " + text : std::to_string(times) + " times within " + text;
}

std::string outcome_phrase(const Test& test) {
  if (test.is_ignored) return "";
  std::string text = "then " + action_phrase(test.action);
  if (!test.recovery) return text;
  const std::string rate = rate_phrase(test.recovery->times, test.recovery->cycles);
  return text + " else " + (rate.empty() ? "" : "if recovered " + rate + " then ") +
         action_phrase(*test.recovery);
}

std::string command_phrase(const monitrc::Command& command) {
  std::string text;
  for (const std::string& argument : without_secrets(command.argv)) {
    text += (text.empty() ? "" : " ") + quoted_argument(argument);
  }
  if (!command.uid.empty()) text += " as uid " + command.uid;
  if (!command.gid.empty()) text += (command.uid.empty() ? " as gid " : " gid ") + command.gid;
  if (command.timeout_ms > 0) text += " timeout " + time_phrase(command.timeout_ms);
  return printable(text);
}

std::string alert_phrase(const monitrc::Alert& alert) {
  std::string text = (alert.is_none ? "noalert " : "alert ") + shown(alert.address);
  if (!alert.events.empty()) {
    text += alert.is_but ? " not on {" : " only on {";
    for (const std::string& event : alert.events) text += " " + event;
    text += " }";
  }
  text += mail_format_phrase(alert.format);
  if (alert.reminder_cycles == 0) return text;
  return text + " reminder on " + std::to_string(alert.reminder_cycles) + " cycles";
}

std::string every_phrase(const monitrc::Every& every) {
  switch (every.kind) {
    case monitrc::Every::Kind::cycles:
      return "every " + std::to_string(every.cycles) + " cycles";
    case monitrc::Every::Kind::cron:
      return "every \"" + printable(every.cron) + "\"";
    case monitrc::Every::Kind::not_cron:
      return "not every \"" + printable(every.cron) + "\"";
  }
  return "";
}

std::string time_phrase(int milliseconds) {
  constexpr int kMilliseconds = 1'000;
  if (milliseconds % kMilliseconds != 0) return std::to_string(milliseconds) + " ms";
  return std::to_string(milliseconds / kMilliseconds) + " s";
}

}  // namespace pkgmap::cli
