#include "engine/queries/audit.hpp"

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/render/audit.hpp"

namespace pkgmap::cli {

int run_audit(const Options& options, const Screen& screen) {
  const auto found = audit(options.settings);
  if (!found) return screen.fail(found.error());
  screen.detail("control file " + (*found)->parsed.control_file.path);
  if (screen.json()) {
    screen.object(audit_json(**found));
  } else {
    screen.data(audit_text(**found, screen.style()));
  }
  const auto& findings = (*found)->findings;
  const auto any = [&](rules::FindingKind kind) {
    return std::any_of(findings.begin(), findings.end(),
                       [&](const auto& finding) { return finding.kind == kind; });
  };
  if (any(rules::FindingKind::mistake)) return exit_status(ErrorCode::control_file);
  return any(rules::FindingKind::drift) ? exit_status(ErrorCode::drift) : 0;
}

}  // namespace pkgmap::cli
