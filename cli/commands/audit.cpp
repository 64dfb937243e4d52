#include "engine/queries/audit.hpp"

#include <algorithm>
#include <utility>

#include "cli/commands/commands.hpp"
#include "cli/graphviz.hpp"
#include "cli/page_output.hpp"
#include "cli/place_input.hpp"
#include "cli/render/audit.hpp"
#include "cli/render/page/pages.hpp"

namespace pkgmap::cli {
namespace {

int audit_status(const Audit& audit) {
  const auto any = [&](rules::FindingKind kind) {
    return std::any_of(audit.findings.begin(), audit.findings.end(),
                       [&](const auto& finding) { return finding.kind == kind; });
  };
  if (any(rules::FindingKind::mistake)) return exit_status(ErrorCode::control_file);
  return any(rules::FindingKind::drift) ? exit_status(ErrorCode::drift) : 0;
}

// A history that cannot be read leaves a page without a history, which says so.
int write_audit_page(const Options& options, const Audit& audit, const Screen& screen) {
  std::vector<std::string> notes;
  History history;
  const bool has_history = options.settings.live() || options.settings.recorded;
  if (has_history) {
    auto read = read_history(options.settings.state_directory);
    if (read) {
      history = std::move(*read);
      notes = history.damage;
    } else {
      notes.push_back("the history is missing: " + read.error().message);
    }
  }
  for (const std::string& note : notes) screen.note(note);
  const PageOrigin origin = page_origin(options.settings, audit.parsed.control_file.path);
  const std::string page =
      audit_page(audit, has_history ? &history : nullptr, notes, origin, lay_out);
  return put_out(options.html, page, screen, audit_status(audit));
}

}  // namespace

int run_audit(const Options& options, const Screen& screen) {
  const auto found = audit(options.settings);
  if (!found) return screen.fail(found.error());
  screen.detail("control file " + (*found)->parsed.control_file.path);
  if (!options.html.empty()) return write_audit_page(options, **found, screen);
  if (screen.json()) {
    const PageOrigin origin = page_origin(options.settings, {});
    screen.object(audit_json(**found, origin.host));
  } else {
    if (has_monit(options.settings) && (*found)->monit_version.empty()) {
      screen.note("monit gave no status, so no state is known; 'monit-pkgmap doctor' says why");
    }
    screen.data(audit_text(**found, screen.style()));
  }
  return audit_status(**found);
}

}  // namespace pkgmap::cli
