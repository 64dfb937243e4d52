#include "cli/commands/commands.hpp"
#include "cli/render/config_json.hpp"
#include "cli/render/config_text.hpp"
#include "engine/facts/control_file.hpp"
#include "parsers/source/diagnostic.hpp"

namespace pkgmap::cli {
namespace {

std::string rendered(const monitrc::Parsed& parsed) {
  std::string text;
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    text += render(diagnostic, parsed.sources);
  }
  return text;
}

}  // namespace

// What was understood is printed also when something was not: half an answer and the place of the
// mistake help more than the mistake alone. The mistakes come last, where people look.
int run_config(const Options& options, const Screen& screen) {
  const auto parsed = load_control_file(options.settings);
  if (!parsed) return screen.fail(parsed.error());
  const auto fine = require_parsed(*parsed);
  if (!fine && parsed->control_file.files.empty()) return screen.fail(fine.error());
  if (screen.json()) {
    Json json = config_json(*parsed);
    if (!fine) json.set("error", error_json(fine.error())["error"]);
    screen.object(json);
  } else {
    screen.data(config_text(*parsed));
  }
  screen.talk(rendered(*parsed));
  return fine ? 0 : exit_status(ErrorCode::control_file);
}

}  // namespace pkgmap::cli
