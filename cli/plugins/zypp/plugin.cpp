#include "cli/plugins/zypp/plugin.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <utility>

#include "cli/plugins/zypp/commit.hpp"
#include "cli/plugins/zypp/frames.hpp"
#include "engine/system/process/after_fork.hpp"
#include "engine/system/process/process.hpp"

namespace pkgmap::zypp {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

using hook::Clock;

constexpr milliseconds kLookEvery{200};
constexpr milliseconds kUntilAsked{3'600'000};

// A Ctrl-C goes to the whole process group. libzypp finishes its commit after it, so the plugin
// stays until then.
void outlive_interruptions() {
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) ::signal(number, SIG_IGN);
  close_from(STDERR_FILENO + 1);
  static_cast<void>(::chdir("/"));
}

// Returns what rpm has written, and nullopt if it did not end in half of the time that is left, so
// that the other half is there for what has to be done then.
std::optional<ProcessResult> ask_rpm(const std::vector<std::string>& command,
                                     Clock::time_point until) {
  ProcessLimits limits;
  const auto left = std::chrono::floor<milliseconds>(until - Clock::now());
  limits.timeout = std::clamp(left / 2, milliseconds(1), milliseconds(5'000));
  limits.environment = hook::environment_of_program();
  auto ran = run_process(command, limits);
  if (!ran || ran->timed_out) return std::nullopt;
  return std::move(*ran);
}

// The macro names our plugin only where rpm can load it, and rpm itself loads what the macro names.
bool rpm_loads_our_plugin(const Places& places, Clock::time_point until) {
  // Most hosts lack the plugin, and then there is no need to start rpm.
  if (::access(places.macros.c_str(), F_OK) != 0) return false;
  const auto ran = ask_rpm({places.rpm, "--eval", "%{?__transaction_monit_pkgmap}"}, until);
  return ran && ran->succeeded() && ran->output.starts_with('/');
}

// Whether one of the steps removes rpm's plugin or the program: libzypp removes packages first, and
// in the transactions after that nobody would suspend.
bool removes_us(const std::vector<Step>& steps, const Places& places, Clock::time_point until) {
  if (std::ranges::all_of(steps, &Step::incoming)) return false;
  const auto ran =
      ask_rpm({places.rpm, "-qf", "--qf", "%{NAME}\\n", places.macros, places.program}, until);
  if (!ran) return true;
  // A file of no package gives a line that is no name.
  const std::string names = "\n" + ran->output;
  return std::ranges::any_of(steps, [&](const Step& step) {
    return !step.incoming() && names.find("\n" + step.name + "\n") != std::string::npos;
  });
}

void write_lines(int fd, const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    const std::string text = line + "\n";
    // There is no other place to report a failed write.
    static_cast<void>(::write(fd, text.data(), text.size()));
  }
}

// transactional-update changes a snapshot of the system, which does not run yet.
bool updates_a_snapshot() {
  return std::getenv("TRANSACTIONAL_UPDATE") != nullptr;
}

bool concerned(const Places& places) {
  return !cli::switched_off(places.disabled) && !updates_a_snapshot() &&
         ::access(places.program.c_str(), X_OK) == 0;
}

// Obeys one frame. Returns the command of the answer.
const char* obey(const Frame& frame, const Places& places, Commit& commit,
                 Clock::time_point until) {
  if (frame.command == "COMMITBEGIN") {
    if (concerned(places)) commit.begin(frame.body, until);
  } else if (frame.command == "COMMITEND" || frame.command == "PLUGINEND") {
    // libzypp sends no COMMITEND for a commit that failed.
    commit.end(until);
  } else if (frame.command != "PLUGINBEGIN" && frame.command != "_DISCONNECT") {
    return "_ENOMETHOD";
  }
  return "ACK";
}

}  // namespace

milliseconds answer_within(const char* receive_timeout, const char* timeout) {
  constexpr milliseconds kMargin{5'000};
  constexpr long kMost = 3'600;
  long allowed = 30;
  for (const char* told : {timeout, receive_timeout}) {
    // As libzypp reads it.
    const long number = told ? std::strtol(told, nullptr, 0) : 0;
    if (number > 0) allowed = std::min(number, kMost);
  }
  const milliseconds whole = seconds(allowed);
  return whole - std::min(kMargin, whole / 2);
}

void serve(const Places& places) {
  outlive_interruptions();
  const int lines = places.streams[2];
  Commit commit(hook::Program(places.program, hook::environment_of_program()),
                {::getppid(), places.packages, places.repositories,
                 [&](const std::vector<Step>& steps, Clock::time_point until) {
                   return rpm_loads_our_plugin(places, until) && !removes_us(steps, places, until);
                 },
                 [lines](const std::vector<std::string>& told) { write_lines(lines, told); }});
  Frames frames(places.streams[0], places.streams[1]);
  while (!frames.ended()) {
    auto frame = frames.next(commit.awaits_downloads() ? kLookEvery : kUntilAsked);
    const auto begin = Clock::now();
    if (!frame && !frames.ended()) {
      // A frame that comes meanwhile has waited since then: half of the time is left for its
      // answer.
      commit.go_on(begin + places.answer_within / 2);
      frame = frames.next(milliseconds(0));
    }
    if (!frame) continue;
    frames.answer(obey(*frame, places, commit, begin + places.answer_within));
    if (frame->command == "_DISCONNECT") return;
  }
}

}  // namespace pkgmap::zypp
