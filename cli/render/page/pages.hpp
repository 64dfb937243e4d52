// The pages of `audit --html`, `audit --merge --html` and `explain --html`. Each page is one
// document of HTML that needs no other file. Pure, except that the functions call `lay_out`.
#pragma once

#include <string>
#include <vector>

#include "cli/render/page/frame.hpp"
#include "cli/render/page/graph_section.hpp"
#include "engine/journal/history.hpp"
#include "engine/queries/audit.hpp"
#include "engine/queries/explain.hpp"
#include "engine/queries/merge.hpp"

namespace pkgmap::cli {

/// Returns a page with these sections: the findings, the checks, the packages, the history of
/// sessions, the graph. `history` is null if the audit is about a directory (--root) or an image,
/// which have no sessions; the page then has no section about sessions. `notes` are sentences about
/// what the program could not read; may be empty.
std::string audit_page(const Audit& audit, const History* history,
                       const std::vector<std::string>& notes, const PageOrigin& origin,
                       const LayOut& lay_out);

/// Returns a page with these sections: what needs attention (leftover checks, drift, ...), each
/// with the number of hosts that have it; the findings, those on most hosts first; the hosts, the
/// worst first; the versions of monit, and of the packages that differ among the hosts; the missing
/// audits. Each long section has a limit, that of the hosts 2,000 rows.
std::string merge_page(const MergedAudits& merged, const PageOrigin& origin);

/// Returns a page with these sections: the predictions, all checks with the decision about each,
/// the packages, the graph.
std::string explain_page(const Explanation& explanation, const PageOrigin& origin,
                         const LayOut& lay_out);

}  // namespace pkgmap::cli
