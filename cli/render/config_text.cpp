#include "cli/render/config_text.hpp"

#include "cli/render/config_settings_text.hpp"
#include "cli/render/phrase_of_test.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/mask.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using monitrc::CheckType;

std::string subject(const monitrc::Check& check) {
  switch (check.type) {
    case CheckType::process:
      return check.matching.empty() ? check.pidfile : "matching " + check.matching;
    case CheckType::host:
      return check.address;
    case CheckType::network:
      return check.interface.empty() ? check.address : check.interface;
    default:
      return check.path;
  }
}

constexpr std::size_t kColumns = 80;
constexpr std::size_t kCheckIndent = 20;  ///< First column of all that a check says.
constexpr std::size_t kCondition = 38;

std::string detail(const std::string& text) {
  if (text.empty()) return "";
  return std::string(kCheckIndent, ' ') + wrapped_text(text, kCheckIndent) + "\n";
}

std::string method(const char* name, const std::optional<monitrc::Command>& command) {
  return command ? detail(name + (" " + command_phrase(*command))) : "";
}

/// "passive, onreboot nostart, every 3 cycles"; only what the file sets.
std::string watch_phrase(const monitrc::Check& check) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (check.mode != monitrc::Mode::active) add(std::string("mode ") + name_of(check.mode));
  if (check.onreboot) add(std::string("onreboot ") + name_of(*check.onreboot));
  if (check.every) add(every_phrase(*check.every));
  return text;
}

/// A test with the number of its line, and with its file if that is not the check's own.
std::string test_line(const monitrc::Test& test, std::uint32_t source, const Sources& sources) {
  std::string condition = condition_phrase(test);
  if (const std::string rate = rate_phrase(test.times, test.cycles);
      !rate.empty() && test.kind != monitrc::TestKind::restarts) {
    condition += " " + rate;
  }
  const std::string outcome = outcome_phrase(test);
  std::string text = outcome.empty() ? condition : padded(condition, kCondition) + " " + outcome;
  if (kCheckIndent + columns(text) > kColumns) text = condition + " " + outcome;
  if (test.span.source != source) text += " (" + printable(sources.name(test.span.source)) + ")";
  std::string line = ":" + std::to_string(sources.position(test.span).line);
  if (line.size() < kCheckIndent - 1) line.insert(0, kCheckIndent - 2 - line.size(), ' ');
  return line + "  " + wrapped_text(text, kCheckIndent) + "\n";
}

std::string check_text(const monitrc::Check& check, const Sources& sources) {
  std::string text = padded(check.name, 18) + "  " + padded(monitrc::name_of(check.type), 10) +
                     "  " + (check.implicit ? "implied by monit" : place(check, sources)) + "\n";
  if (check.program) {
    text += detail(command_phrase(*check.program));
  } else if (!subject(check).empty()) {
    text += detail(masked(subject(check)));
  }
  if (!check.depends_on.empty())
    text += detail("depends on " + listed(check.depends_on, check.depends_on.size()));
  if (!check.groups.empty()) text += detail("group " + listed(check.groups, check.groups.size()));
  text += detail(watch_phrase(check));
  text += method("start", check.start) + method("stop", check.stop);
  text += method("restart", check.restart);
  for (const monitrc::Alert& alert : check.alerts) text += detail(alert_phrase(alert));
  for (const monitrc::Test& test : check.tests) {
    text += test_line(test, check.span.source, sources);
  }
  return text;
}

}  // namespace

std::string config_text(const monitrc::Parsed& parsed) {
  const monitrc::ControlFile& control_file = parsed.control_file;
  std::string text = counted(control_file.checks.size(), "check") + " in " +
                     counted(control_file.files.size(), "file") + "\n";
  for (const std::string& file : control_file.files) text += "  " + printable(file) + "\n";
  text += settings_text(control_file) + "\n";
  for (const monitrc::Check& check : control_file.checks) text += check_text(check, parsed.sources);
  return text;
}

}  // namespace pkgmap::cli
