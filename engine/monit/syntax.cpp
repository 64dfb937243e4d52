#include <algorithm>
#include <array>

#include "engine/monit/daemon.hpp"
#include "engine/system/process/process.hpp"

namespace pkgmap {
namespace {

// Returns where MESSAGE begins in "FILE:LINE: MESSAGE"; npos if the line has another form.
std::size_t message_start(std::string_view line) {
  for (std::size_t at = line.find(':'); at != std::string_view::npos; at = line.find(':', at + 1)) {
    std::size_t end = at + 1;
    while (end < line.size() && line[end] >= '0' && line[end] <= '9') ++end;
    if (end > at + 1 && line.substr(end).starts_with(": ")) return end + 2;
  }
  return std::string_view::npos;
}

// Whether `monit -t` prints this line also for a correct control file.
bool is_remark(std::string_view line) {
  constexpr std::array<std::string_view, 9> remarks = {
      "New Monit id",           "Stored in '",          "checksum: ", "Cannot compute a checksum",
      "Control file syntax OK", "Credentials for user", "PAM group",  "htpasswd file",
      "invalid allow option"};
  const std::size_t start = message_start(line);
  std::string_view text = start == std::string_view::npos ? line : line.substr(start);
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (text.empty()) return true;
  return std::any_of(remarks.begin(), remarks.end(),
                     [&](std::string_view remark) { return text.starts_with(remark); });
}

// The line with the lowest rank is most likely the reason of the refusal.
int rank(std::string_view line) {
  const std::size_t start = message_start(line);
  if (start == std::string_view::npos) return 2;
  return line.substr(start).starts_with("syntax error") ? 0 : 1;
}

// monit ends a message of the form FILE:LINE with the last token that it read, which may be a
// password and may span lines.
std::string without_token(std::string_view line) {
  const std::size_t start = message_start(line);
  if (start != std::string_view::npos) line = line.substr(0, line.find('\'', start));
  while (!line.empty() && (line.back() == ' ' || line.back() == ':')) line.remove_suffix(1);
  return std::string(line);
}

}  // namespace

std::string first_syntax_error(std::string_view output) {
  std::string_view best;
  while (!output.empty()) {
    const std::size_t end = std::min(output.find('\n'), output.size());
    const std::string_view line = output.substr(0, end);
    output.remove_prefix(std::min(end + 1, output.size()));
    if (is_remark(line)) continue;
    if (best.empty() || rank(line) < rank(best)) best = line;
  }
  return without_token(best);
}

Done check_syntax(const std::string& executable, const std::string& control_file,
                  std::chrono::milliseconds reading) {
  ProcessLimits limits;
  limits.timeout += reading;
  const Result<ProcessResult> run = run_process({executable, "-t", "-c", control_file}, limits);
  if (!run) return Error{ErrorCode::monit, run.error().message, run.error().hint};
  if (run->succeeded()) return done();
  if (run->timed_out) {
    const auto bound = std::chrono::duration_cast<std::chrono::seconds>(limits.timeout).count();
    return Error{ErrorCode::monit,
                 "monit -t did not end within " + std::to_string(bound) + " s and was killed",
                 {}};
  }
  const std::string complaint = first_syntax_error(run->output);
  return Error{ErrorCode::monit,
               "monit would not read its control file" +
                   (complaint.empty() ? std::string() : ": " + complaint),
               "monit ends itself when it is made to read such a control file: mend it, then see "
               "what monit -t says"};
}

}  // namespace pkgmap
