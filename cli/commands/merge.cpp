#include "engine/queries/merge.hpp"

#include <algorithm>
#include <utility>

#include "cli/commands/commands.hpp"
#include "cli/page_output.hpp"
#include "cli/render/merge.hpp"
#include "cli/render/page/pages.hpp"
#include "parsers/source/counted.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

// As that of the audit of one host; an audit that is missing is a failure.
int merge_status(const MergedAudits& merged) {
  const auto any = [&](rules::FindingKind kind) {
    return std::any_of(merged.fleet.hosts().begin(), merged.fleet.hosts().end(),
                       [&](const rules::FleetHost& host) { return host.count(kind) > 0; });
  };
  if (merged.missing_count > 0) return exit_status(ErrorCode::failed);
  if (any(rules::FindingKind::mistake)) return exit_status(ErrorCode::control_file);
  return any(rules::FindingKind::drift) ? exit_status(ErrorCode::drift) : 0;
}

}  // namespace

int run_merge(const Options& options, const Screen& screen) {
  const auto tell = [&screen](const MissingAudit& missing) {
    if (screen.json()) return;
    screen.talk(printable(missing.place() + ": error: " + missing.why) +
                "\n  the other audits are merged without this one\n");
  };
  const auto merged = merge_audits(options.merge, tell);
  if (!merged) return screen.fail(merged.error());
  const int status = merge_status(*merged);
  if (!options.html.empty()) {
    PageOrigin origin = page_origin(options.settings, {});
    origin.host = counted(merged->fleet.hosts().size(), "host");
    return put_out(options.html, merge_page(*merged, origin), screen, status);
  }
  if (screen.json()) {
    screen.object(merge_json(*merged), hosts_json(merged->fleet));
  } else {
    screen.data(merge_text(*merged, screen.style()));
  }
  return status;
}

}  // namespace pkgmap::cli
