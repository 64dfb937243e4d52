#include "engine/queries/upgrades.hpp"

#include <unistd.h>

#include <chrono>
#include <string>

#include "engine/system/process/process.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::seconds kLongestQuestion{60};
constexpr std::size_t kMostOutput = 16U << 20U;

// The answer stands in the last line; plugins of dnf may print lines before it.
std::string last_line(const std::string& output) {
  const std::size_t end = output.find_last_not_of('\n');
  if (end == std::string::npos) return {};
  const std::size_t newline = output.rfind('\n', end);
  const std::size_t begin = newline == std::string::npos ? 0 : newline + 1;
  return output.substr(begin, end + 1 - begin);
}

Error failed(const std::string& why) {
  return Error{ErrorCode::failed, "dnf does not tell its upgrades: " + why,
               "if the metadata of a repository is missing, 'dnf makecache' gets it"};
}

}  // namespace

Result<Transaction> ask_for_upgrades(const Settings& settings) {
  const std::string program = settings.libexec + "/dnf4-upgrades";
  if (::access(program.c_str(), X_OK) != 0) {
    return Error{ErrorCode::failed, "there is no package manager that can be asked",
                 "the hook of dnf 4 brings " + program};
  }
  ProcessLimits limits;
  limits.timeout = kLongestQuestion;
  limits.max_output = kMostOutput;
  const auto ended = run_process({program}, limits);
  if (!ended) return ended.error();
  if (ended->timed_out) return failed("that took longer than 60 s");
  const std::string answer = last_line(ended->output);
  if (!ended->succeeded()) return failed(answer.empty() ? "it ended without a word" : answer);
  std::string problem;
  auto transaction = parse_transaction(answer, problem);
  if (!transaction) return failed("its answer cannot be understood: " + problem);
  return std::move(*transaction);
}

}  // namespace pkgmap
