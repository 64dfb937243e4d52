#include "engine/packages/payload_digests.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/system/fd.hpp"
#include "engine/system/process.hpp"
#include "engine/system/text.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::seconds kLongest{60};
constexpr std::size_t kMostOutput = 16U << 20U;
constexpr std::string_view kSays = "monit-pkgmap-payload: ";

Error unread(const std::string& rpm, const std::string& why) {
  return Error{ErrorCode::failed, "the payload of " + rpm + " was not read: " + why, {}};
}

// Errors and answers come by one pipe; what is no JSON is what it complained of.
struct Answer {
  PayloadDigests digests;
  std::string complaint;
  bool whole = false;
};

void take_line(const std::string& line, Answer& answer) {
  const auto json = Json::parse(line);
  if (!json) {
    const bool named = line.starts_with(kSays);
    answer.complaint = named ? line.substr(kSays.size()) : line;
    return;
  }
  if ((*json)["end"].boolean().value_or(false)) {
    answer.whole = true;
    return;
  }
  auto& digests = answer.digests[(*json)["path"].string_or("")];
  for (const auto& [algorithm, value] : (*json)["digests"].members()) {
    digests[algorithm] = value.string_or("");
  }
}

Answer answer_of(const std::string& output) {
  Answer answer;
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    take_line(output.substr(begin, end - begin), answer);
    begin = end + 1;
  }
  return answer;
}

}  // namespace

Result<PayloadDigests> payload_digests(const std::string& program, const std::string& rpm,
                                       const std::vector<std::string>& paths) {
  const Fd package(::open(rpm.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (!package) return unread(rpm, system_message(errno));
  struct stat status {};
  if (::fstat(package.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    return unread(rpm, "it is not a regular file");
  }
  std::vector<std::string> argv = {program};
  argv.insert(argv.end(), paths.begin(), paths.end());
  ProcessLimits limits;
  limits.timeout = kLongest;
  limits.max_output = kMostOutput;
  limits.input = package.get();
  const auto ended = run_process(argv, limits);
  if (!ended) return unread(rpm, ended.error().message);
  if (ended->timed_out) return unread(rpm, "that took longer than 60 s");
  Answer answer = answer_of(ended->output);
  if (ended->succeeded() && answer.whole && !ended->output_cut) return std::move(answer.digests);
  return unread(rpm, answer.complaint.empty() ? "no answer" : answer.complaint);
}

}  // namespace pkgmap
