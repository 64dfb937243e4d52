#include "cli/commands/commands.hpp"
#include "cli/render/config_json.hpp"
#include "cli/render/config_text.hpp"
#include "cli/render/words.hpp"
#include "engine/facts/control_file.hpp"
#include "engine/facts/dead_ends.hpp"
#include "parsers/source/diagnostic.hpp"

namespace pkgmap::cli {
namespace {

/// Renders the diagnostics. Notes, as on a word of a newer monit, matter only for `--check`.
std::string rendered(const monitrc::Parsed& parsed, bool with_notes) {
  std::string text;
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    if (diagnostic.severity == Severity::note && !with_notes) continue;
    text += render(diagnostic, parsed.sources);
  }
  return text;
}

/// `--check`: prints one line, and what is wrong.
int judge(const monitrc::Parsed& parsed, const Screen& screen) {
  const bool is_right = parsed.ok();
  const std::size_t files = parsed.control_file.files.size();
  if (screen.json()) {
    Json json = config_verdict_json(parsed, is_right);
    screen.object(json);
  } else if (is_right) {
    screen.data("right: " + counted(parsed.control_file.checks.size(), "check") + " in " +
                counted(files, "file") + "\n");
  }
  screen.talk(rendered(parsed, true));
  return is_right ? 0 : exit_status(ErrorCode::control_file);
}

}  // namespace

// After a mistake this still prints what it understood: a part of the answer and the place of the
// mistake help more than the mistake alone. Mistakes come last, where people look.
int run_config(const Options& options, const Screen& screen) {
  const Judgement judgement{options.check, monitrc::version_of(options.monit_version)};
  auto parsed = load_control_file(options.settings, judgement);
  if (!parsed) return screen.fail(parsed.error());
  const auto fine = require_parsed(*parsed);
  if (!fine && parsed->control_file.files.empty()) return screen.fail(fine.error());
  if (options.check) {
    add_dead_ends(options.settings.root, *parsed);
    return judge(*parsed, screen);
  }
  if (screen.json()) {
    Json json = config_without_checks_json(*parsed);
    if (!fine) json.set("error", error_json(fine.error())["error"]);
    const std::vector<monitrc::Check>& checks = parsed->control_file.checks;
    screen.object(json, {"checks", checks.size(),
                         [&](std::size_t number) { return check_json(*parsed, checks[number]); }});
  } else {
    screen.data(config_text(*parsed));
  }
  screen.talk(rendered(*parsed, !options.monit_version.empty()));
  return fine ? 0 : exit_status(ErrorCode::control_file);
}

}  // namespace pkgmap::cli
