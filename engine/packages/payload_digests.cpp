#include "engine/packages/payload_digests.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "engine/system/files/regular_file.hpp"
#include "engine/system/process/process.hpp"
#include "parsers/json/json.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap {
namespace {

constexpr std::chrono::seconds kLongestReading{60};
constexpr std::size_t kMostOutput = 16U << 20U;
constexpr std::size_t kLongestLine = std::size_t{64} << 10U;
constexpr std::size_t kLongestComplaint = 500;
constexpr std::string_view kSays = "monit-pkgmap-payload: ";
constexpr const char* kNoSense = "monit-pkgmap-payload gave an invalid answer";

Error unread_payload(const std::string& rpm, const std::string& why) {
  return Error{ErrorCode::failed, "the payload of " + rpm + " was not read: " + why, {}};
}

bool is_one_of(const std::vector<std::string>& paths, const std::string& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

// Returns false if the entry is malformed.
bool take_entry(const Json& entry, const std::vector<std::string>& paths, PayloadDigests& digests) {
  const auto path = entry["path"].string();
  if (!path || !entry["digests"].is_object()) return false;
  rules::Digests found;
  for (const auto& [algorithm, value] : entry["digests"].members()) {
    const Digest digest = {Algorithm::called(algorithm), value.string_or("")};
    if (!digest.algorithm.is_of_monit() || !digest.well_formed()) return false;
    found[digest.algorithm] = digest.value;
  }
  if (is_one_of(paths, *path)) digests[*path] = std::move(found);
  return true;
}

// Reads one line. Errors and answers come through one pipe, so a line that is not JSON is an error
// message. Returns false after the last line that counts.
bool take_line(std::string_view line, const std::vector<std::string>& paths,
               PayloadAnswer& answer) {
  if (line.size() > kLongestLine) {
    answer.complaint = kNoSense;
    return false;
  }
  const auto json = Json::parse(line);
  if (!json) {
    if (line.starts_with(kSays)) line.remove_prefix(kSays.size());
    answer.complaint = printable(line.substr(0, kLongestComplaint));
    return true;
  }
  if ((*json)["end"].boolean().value_or(false)) {
    answer.whole = true;
    return false;
  }
  if (take_entry(*json, paths, answer.digests)) return true;
  answer.complaint = kNoSense;
  return false;
}

}  // namespace

PayloadAnswer payload_answer(std::string_view output, const std::vector<std::string>& paths) {
  PayloadAnswer answer;
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    const bool goes_on = take_line(output.substr(begin, end - begin), paths, answer);
    begin = end + 1;
    if (goes_on) continue;
    // No byte may follow the end of the answer.
    if (answer.whole && begin < output.size()) answer = {{}, kNoSense, false};
    return answer;
  }
  return answer;
}

Result<PayloadDigests> payload_digests(const std::string& program, const std::string& rpm,
                                       const std::vector<std::string>& paths) {
  const RegularFile package = open_regular(rpm);
  if (!package)
    return unread_payload(rpm, package.error == 0 ? "it " + package.why() : package.why());
  std::vector<std::string> argv = {program};
  argv.insert(argv.end(), paths.begin(), paths.end());
  ProcessLimits limits;
  limits.timeout = kLongestReading;
  limits.max_output = kMostOutput;
  limits.input = package.fd.get();
  const auto ended = run_process(argv, limits);
  if (!ended) return unread_payload(rpm, ended.error().message);
  if (ended->timed_out) return unread_payload(rpm, "reading it took longer than 60 s");
  PayloadAnswer answer = payload_answer(ended->output, paths);
  if (ended->succeeded() && answer.whole && !ended->output_cut) return std::move(answer.digests);
  return unread_payload(
      rpm, answer.complaint.empty() ? "monit-pkgmap-payload gave no answer" : answer.complaint);
}

}  // namespace pkgmap
