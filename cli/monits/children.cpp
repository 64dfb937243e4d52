#include "cli/monits/children.hpp"

#include <unistd.h>

#include <algorithm>

#include "cli/screen.hpp"
#include "engine/session/guard/removed_program.hpp"
#include "engine/system/io.hpp"

namespace pkgmap::cli {
namespace {

std::vector<std::string> own_environment() {
  std::vector<std::string> variables;
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    variables.emplace_back(*variable);
  }
  return variables;
}

// Behind the words of the caller, where each option counts, but before "--".
std::vector<std::string> with_place(std::vector<std::string> arguments, const FurtherMonit& monit) {
  const std::vector<std::string> place = {"--monitrc", monit.control_file, "--state-dir",
                                          monit.state_directory, "--further"};
  const auto end = std::find(arguments.begin(), arguments.end(), "--");
  arguments.insert(end, place.begin(), place.end());
  return arguments;
}

MonitAnswer answer_of(MonitAnswer answer, Result<StartedProgram>& program) {
  answer.status = exit_status(ErrorCode::failed);
  if (!program) {
    answer.why_none = program.error().message;
    return answer;
  }
  ProcessResult ended = program->await();
  answer.output = std::move(ended.output);
  answer.errors = std::move(ended.errors);
  if (ended.timed_out) {
    answer.why_none = "no answer in time";
  } else if (ended.signal != 0) {
    answer.why_none = "it was killed by signal " + std::to_string(ended.signal);
  } else if (ended.output_cut) {
    answer.why_none = "its answer does not end";
  } else {
    answer.status = ended.exit_status;
  }
  return answer;
}

// What an earlier first monit has left suspended must be found, so the one that has the outermost
// state directory counts before the others, even if no monit is known to have it.
std::vector<FurtherMonit>::iterator first_of(std::vector<FurtherMonit>& monits,
                                             const std::string& outermost) {
  const auto holder = std::find_if(monits.begin(), monits.end(), [&](const FurtherMonit& monit) {
    return monit.state_directory == outermost;
  });
  if (holder != monits.end() && (holder->runs || has_unfinished(outermost))) return holder;
  if (has_unfinished(outermost)) return monits.end();
  return std::find_if(monits.begin(), monits.end(),
                      [](const FurtherMonit& monit) { return monit.runs; });
}

}  // namespace

void choose_first(Options& options, HostMonits& monits) {
  Settings& settings = options.settings;
  if (monits.first.empty()) {
    const auto first = first_of(monits.further, settings.state_directory);
    if (first == monits.further.end()) return;
    monits.first = first->control_file;
    monits.first_state_directory = first->state_directory;
    settings.monitrc = first->control_file;
    monits.further.erase(first);
  }
  settings.state_directory = monits.first_state_directory;
}

void Children::start(const FurtherMonit& monit, std::vector<std::string> arguments,
                     std::chrono::seconds within, bool leaves) {
  constexpr std::size_t kMostOutput = 64U << 20U;
  std::vector<std::string> argv = {options_.settings.program};
  for (std::string& argument : with_place(std::move(arguments), monit)) {
    argv.push_back(std::move(argument));
  }
  ProcessLimits limits;
  limits.timeout = within;
  limits.max_output = kMostOutput;
  limits.errors_apart = true;
  limits.environment = own_environment();
  limits.own_session = true;
  limits.leave = leaves;
  Fd input;
  if (options_.transaction_text) input = unnamed_file(*options_.transaction_text);
  if (input) limits.input = input.get();
  started_.emplace_back(MonitAnswer{monit.control_file, 0, {}, {}}, start_program(argv, limits));
}

const std::vector<MonitAnswer>& Children::answers() {
  for (auto& [answer, program] : started_) answers_.push_back(answer_of(answer, program));
  started_.clear();
  return answers_;
}

}  // namespace pkgmap::cli
