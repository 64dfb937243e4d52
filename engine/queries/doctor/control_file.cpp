#include "engine/queries/doctor/control_file.hpp"

#include <unistd.h>

#include "engine/facts/control_file.hpp"
#include "engine/facts/monit_host.hpp"
#include "engine/facts/what_parses.hpp"
#include "engine/queries/unreadable.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kControlFileId = "control-file";
constexpr const char* kMonitrcHint = "'monit-pkgmap config --check' shows every mistake";

// Why a monit of root would not read the control file at its next reload. Of another user's monit
// nothing can be said.
std::optional<Diagnostic> refusal_of(const std::string& control_file) {
  if (::geteuid() != 0) return std::nullopt;
  return refusal_of_file(control_file);
}

// What is known of a control file with this mistake.
SeenControlFile seen_with(const Error& mistake) {
  const bool refused = is_refused_to_this_user(mistake.message);
  return {{kControlFileId, Health::failed, mistake.message,
           refused ? kAsRoot : mistake.hint + "; " + kMonitrcHint},
          std::nullopt,
          mistake.message,
          refused ? kAsRoot : "mend that first"};
}

HostFinding finding_about(const monitrc::ControlFile& control_file) {
  if (const auto refusal = refusal_of(control_file.path)) {
    return {kControlFileId, Health::failed, control_file.path + ": " + refusal->message,
            refusal->hint};
  }
  return {kControlFileId,
          Health::ok,
          control_file.path + " is understood: " + counted(control_file.checks.size(), "check"),
          {}};
}

}  // namespace

SeenControlFile see_control_file(const Settings& settings) {
  auto parsed = load_control_file(settings);
  if (!parsed) {
    const std::string& why = parsed.error().message;
    const std::string cure = first_hint(parsed.error(), "--monitrc FILE names it");
    return {{kControlFileId, Health::failed, why, cure}, std::nullopt, why, cure};
  }
  const monitrc::ControlFile& control_file = parsed->control_file;
  const auto mistake = mistake_in(*parsed);
  SeenControlFile seen;
  if (mistake) {
    seen = seen_with(*mistake);
    // Nothing of the file could be read, so nothing can be said of what stands in it.
    if (control_file.checks.empty() && !control_file.httpd) return seen;
  } else {
    seen.finding = finding_about(control_file);
  }
  seen.control_file = std::move(parsed->control_file);
  return seen;
}

}  // namespace pkgmap
