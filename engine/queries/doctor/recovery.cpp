#include "engine/queries/doctor/recovery.hpp"

#include <unistd.h>

#include <algorithm>

#include "engine/facts/enabled_units.hpp"
#include "engine/queries/unreadable.hpp"
#include "engine/session/host/guard_start.hpp"
#include "engine/system/files/state_directory.hpp"
#include "parsers/source/base_name.hpp"
#include "parsers/source/contains.hpp"
#include "rules/commands/run_command.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

constexpr const char* kGuardId = "guard";
constexpr const char* kRecoveryId = "recovery";
constexpr const char* kRecoverUnit = "monit-pkgmap-recover.service";

bool is_recover(const rules::Words& command) {
  return base_name(command.front()) == "monit-pkgmap" && contains(command, "recover");
}

// Whether a check of monit runs `recover`, as the shipped check does.
bool asks_recover(const monitrc::ControlFile& control_file) {
  const auto& checks = control_file.checks;
  return std::any_of(checks.begin(), checks.end(), [](const monitrc::Check& check) {
    if (!check.program) return false;
    const auto commands = rules::commands_run(check.program->argv);
    return std::any_of(commands.begin(), commands.end(), is_recover);
  });
}

// Whoever mistypes the name of a control file must not get a directory for its sessions, which
// other commands would take for that of a further monit. `missing` is then true.
Result<StateDirectory> open_state(const Settings& settings, const SeenControlFile& seen,
                                  bool& missing) {
  if (seen.control_file) return StateDirectory::open(settings.state_directory);
  return StateDirectory::open_existing(settings.state_directory, missing);
}

}  // namespace

HostFinding finding_about_guard(const Settings& settings, const SeenControlFile& seen) {
  if (::geteuid() != 0) {
    return {kGuardId, Health::warning, "whether a guard can be started, only root can try",
            kAsRoot};
  }
  bool missing = false;
  const auto state = open_state(settings, seen, missing);
  if (missing) {
    return {kGuardId, Health::warning,
            "whether a guard can be started is not known: " + seen.missing_part, seen.cure};
  }
  if (!state) {
    return {kGuardId, Health::failed, state.error().message, first_hint(state.error(), kStateHint)};
  }
  if (const auto writable = state->require_writable(); !writable) {
    return {kGuardId, Health::failed, writable.error().message, writable.error().hint};
  }
  if (const auto tried = try_guard(settings); !tried) {
    return {kGuardId, Health::failed, tried.error().message,
            first_hint(tried.error(), "the host's log may say why")};
  }
  return {kGuardId, Health::ok, "a guard can be started", {}};
}

HostFinding finding_about_recovery(const Settings& settings, const SeenControlFile& seen) {
  if (is_enabled(settings.root, kRecoverUnit)) {
    return {
        kRecoveryId, Health::ok, "what a power failure leaves suspended comes back at boot", {}};
  }
  if (seen.control_file && asks_recover(*seen.control_file)) {
    return {kRecoveryId, Health::ok, "monit itself sees to what is left suspended", {}};
  }
  if (!seen.missing_part.empty()) {
    return {kRecoveryId, Health::warning,
            "whether monit resumes what a power failure leaves suspended is not known: " +
                seen.missing_part,
            seen.cure};
  }
  return {kRecoveryId, Health::warning, "nobody resumes what a power failure leaves suspended",
          "systemctl enable " + std::string(kRecoverUnit) +
              ", or let monit see to it (monit-pkgmap(8), FILES)"};
}

}  // namespace pkgmap
