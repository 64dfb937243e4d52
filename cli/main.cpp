// monit-pkgmap: the program.
#include <signal.h>

#include <array>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/monits/for_all.hpp"
#include "cli/place_input.hpp"
#include "cli/policy_input.hpp"
#include "cli/render/nagios.hpp"
#include "cli/render/prometheus.hpp"
#ifdef PKGMAP_FAIL_POINTS
#include "cli/fail_points.hpp"
#endif

namespace {

using namespace pkgmap::cli;

constexpr std::array<std::pair<const char*, int (*)(const Options&, const Screen&)>, 16> kCommands =
    {{
        {"config", run_config},
        {"bundle", run_bundle},
        {"explain", run_explain},
        {"audit", run_audit},
        {"policy", run_policy},
        {"suspend", run_suspend},
        {"resume", run_resume},
        {"status", run_status},
        {"recover", run_recover},
        {"history", run_history},
        {"run", run_run},
        {"doctor", run_doctor},
        {"verify", run_verify},
        {"accept", run_accept},
        {"update-expect", run_update_expect},
        {"guard", run_guard_command},
    }};

int run_command(const Options& options, const std::vector<std::string>& words, Screen& screen) {
  if (!options.merge.empty()) return run_merge(options, screen);  // About no monit of this host.
  for (const auto& [name, command] : kCommands) {
    if (options.command == name) return run_for_all_monits(options, words, screen, command);
  }
  return exit_status(pkgmap::ErrorCode::usage);
}

// Prometheus, Nagios and a reader of lines get a text of their own, made of the JSON answer.
void present(const Options& options, Screen& screen) {
  if (options.reader == Reader::nagios) screen.present_by(nagios_answer);
  if (options.reader == Reader::ndjson) screen.stream_as(options.command);
  if (options.reader != Reader::prometheus) return;
  screen.present_by([command = options.command](const pkgmap::Json& answer) {
    return Presented{prometheus_text(command, answer)};
  });
}

int run(int argc, char** argv) {
  const ParsedOptions parsed = parse_options(argc, argv);
  Options options = parsed.options.value_or(Options{});
  if (parsed.reader != Reader::person_or_json) options.reader = parsed.reader;
  options.json = options.json || parsed.json || options.reader != Reader::person_or_json;
  Screen screen(options);
  present(options, screen);
  options.settings.listener = [&screen](const std::string& told) { screen.step(told); };
  if (parsed.error) return screen.finish(screen.fail(*parsed.error));
  if (!parsed.options) {
    screen.data(parsed.said);
    return screen.finish(0);
  }
#ifdef PKGMAP_FAIL_POINTS
  obey_fail_points(options);
#endif
  try {
    if (const auto unusable = prepare_place(options, screen)) {
      return screen.finish(screen.fail(*unusable));
    }
    if (const auto unusable = prepare_policy(options, screen)) {
      return screen.finish(screen.fail(*unusable));
    }
    return screen.finish(run_command(options, {argv + 1, argv + argc}, screen));
  } catch (const std::exception& problem) {
    return screen.finish(screen.fail({pkgmap::ErrorCode::failed, problem.what()}));
  }
}

}  // namespace

int main(int argc, char** argv) {
  hold_standard_streams();
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);  // A file that may not grow is an error as any other one.
  return run(argc, argv);
}
