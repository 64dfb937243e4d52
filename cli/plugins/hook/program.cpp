#include "cli/plugins/hook/program.hpp"

#include <chrono>
#include <cstdlib>

#include "engine/system/process/process.hpp"

namespace pkgmap::hook {
namespace {

constexpr std::size_t kMostAnswer = 1U << 20U;  // Bytes; monit-pkgmap never answers with more.
constexpr int kTries = 2;
constexpr const char* kComesBack = "the checks are resumed in the background";

Answer failed(const std::string& consequence, const std::string& reason) {
  return {{}, false, {{Level::error, consequence + ": " + reason}}};
}

std::string why(const ProcessResult& ended, std::chrono::seconds within) {
  if (ended.output_cut) return "its answer does not end";
  if (ended.timed_out) {
    return std::string(ended.output.empty() ? "no answer" : "it did not end") + " within " +
           std::to_string(within.count()) + " s";
  }
  if (ended.signal != 0) return "it was killed by signal " + std::to_string(ended.signal);
  return "no answer (exit status " + std::to_string(ended.exit_status) + ")";
}

ProcessLimits limits_of(const std::vector<std::string>& environment, std::chrono::seconds within) {
  ProcessLimits limits;
  limits.timeout = within;
  limits.max_output = kMostAnswer;
  limits.errors_apart = true;
  limits.environment = environment;
  limits.own_session = true;
  limits.end_when_cut = true;
  return limits;
}

std::optional<Answer> answer_of(const ProcessResult& ended) {
  if (ended.timed_out || ended.output_cut) return std::nullopt;
  return read_answer(ended.output);
}

}  // namespace

Answer Program::suspend(const std::string& transaction) const {
  ProcessLimits limits = limits_of(environment_, bounds_.suspend);
  limits.text = transaction;
  for (int tries = 1;; ++tries) {
    const auto ended = run_process({path_, "suspend", "--transaction", "-", "--json"}, limits);
    if (!ended) return failed("nothing is suspended", ended.error().message);
    if (auto answer = answer_of(*ended)) return std::move(*answer);
    const bool killed = ended->signal != 0 && !ended->timed_out && !ended->output_cut;
    // The journal has what the killed program began; its guard resumes the checks.
    if (!killed || tries == kTries)
      return failed("going on without monit-pkgmap", why(*ended, bounds_.suspend));
  }
}

Answer Program::resume(const std::string& session, const std::string& manager) const {
  return resume({"--session", session, "--hook", "--manager", manager});
}

Answer Program::resume_all_of(int manager) const {
  return resume({"--pid", std::to_string(manager), "--hook"});
}

Answer Program::resume(std::vector<std::string> which) const {
  ProcessLimits limits = limits_of(environment_, bounds_.resume);
  limits.leave = true;
  std::vector<std::string> command = {path_, "resume"};
  command.insert(command.end(), which.begin(), which.end());
  command.push_back("--json");
  const auto ended = run_process(command, limits);
  if (!ended) return failed(kComesBack, ended.error().message);
  if (auto answer = answer_of(*ended)) return std::move(*answer);
  return failed(kComesBack, why(*ended, bounds_.resume));
}

std::vector<std::string> environment_of_program() {
  std::vector<std::string> environment = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"};
  for (const char* name : {"HOME", "MONIT_PKGMAP"}) {
    if (const char* value = std::getenv(name)) {
      environment.push_back(std::string(name) + "=" + value);
    }
  }
  return environment;
}

}  // namespace pkgmap::hook
