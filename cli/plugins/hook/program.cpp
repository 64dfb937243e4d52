#include "cli/plugins/hook/program.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "engine/system/process/process.hpp"

namespace pkgmap::hook {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kMostAnswer = 1U << 20U;  // Bytes; monit-pkgmap never answers with more.
constexpr int kTries = 2;
constexpr const char* kGoesOn = "going on without monit-pkgmap";
constexpr const char* kComesBack = "the checks are resumed in the background";

Answer failed(const std::string& consequence, const std::string& reason) {
  return {{}, false, {{Level::error, consequence + ": " + reason}}};
}

// The time of one call, however often it starts the program.
class Limit {
 public:
  Limit(std::chrono::seconds bound, Clock::time_point until)
      : begin_(Clock::now()), end_(std::min(begin_ + bound, until)) {}

  bool over() const { return Clock::now() >= end_; }
  milliseconds left() const {
    return std::max(std::chrono::ceil<milliseconds>(end_ - Clock::now()), milliseconds(1));
  }
  std::string seconds() const {
    return std::to_string(std::chrono::round<std::chrono::seconds>(end_ - begin_).count()) + " s";
  }

 private:
  Clock::time_point begin_;
  Clock::time_point end_;
};

std::string why(const ProcessResult& ended, const Limit& limit) {
  if (ended.output_cut) return "its answer does not end";
  if (ended.timed_out) {
    return std::string(ended.output.empty() ? "no answer" : "it did not end") + " within " +
           limit.seconds();
  }
  if (ended.signal != 0) return "it was killed by signal " + std::to_string(ended.signal);
  return "no answer (exit status " + std::to_string(ended.exit_status) + ")";
}

ProcessLimits limits_of(const std::vector<std::string>& environment) {
  ProcessLimits limits;
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

Answer Program::suspend(const std::string& transaction, Clock::time_point until) const {
  const Limit limit(bounds_.suspend, until);
  if (limit.over()) return failed(kGoesOn, "no time is left");
  ProcessLimits limits = limits_of(environment_);
  limits.text = transaction;
  for (int tries = 1;; ++tries) {
    limits.timeout = limit.left();
    const auto ended = run_process({path_, "suspend", "--transaction", "-", "--json"}, limits);
    if (!ended) return failed("nothing is suspended", ended.error().message);
    if (auto answer = answer_of(*ended)) return std::move(*answer);
    const bool killed = ended->signal != 0 && !ended->timed_out && !ended->output_cut;
    // The journal has what the killed program began; its guard resumes the checks.
    if (!killed || tries == kTries || limit.over()) return failed(kGoesOn, why(*ended, limit));
  }
}

Answer Program::resume(const std::string& session, const std::string& manager) const {
  return resume({"--session", session, "--hook", "--manager", manager}, Clock::time_point::max());
}

Answer Program::resume_all_of(int manager, Clock::time_point until) const {
  return resume({"--pid", std::to_string(manager), "--hook"}, until);
}

Answer Program::resume(std::vector<std::string> which, Clock::time_point until) const {
  // The transaction has removed the program; the guard is still in memory.
  if (::access(path_.c_str(), F_OK) != 0) return {{}, false, {{Level::info, kComesBack}}};
  const Limit limit(bounds_.resume, until);
  ProcessLimits limits = limits_of(environment_);
  limits.timeout = limit.left();
  limits.leave = true;
  std::vector<std::string> command = {path_, "resume"};
  command.insert(command.end(), which.begin(), which.end());
  command.push_back("--json");
  const auto ended = run_process(command, limits);
  if (!ended) return failed(kComesBack, ended.error().message);
  if (auto answer = answer_of(*ended)) return std::move(*answer);
  return failed(kComesBack, why(*ended, limit));
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
