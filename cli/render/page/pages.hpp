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
/// sessions, the graph. If `history` is null, the page has no section about sessions; the caller
/// passes null for a directory (--root) or an image, which have no sessions. `notes` are sentences
/// about what the program could not read; may be empty.
std::string audit_page(const Audit& audit, const History* history,
                       const std::vector<std::string>& notes, const PageOrigin& origin,
                       const LayOut& lay_out);

/// Returns a page with these sections:
/// - the reasons to look at hosts (leftover checks, drift, ...), each with the number of such
///   hosts;
/// - the findings, those on most hosts first, 1,000 rows at most;
/// - the hosts, the worst first, 2,000 rows at most;
/// - the versions of monit, and of the packages that differ among the hosts, 500 packages at most;
/// - the missing audits, 200 rows at most.
///
/// Below a table of findings, hosts or missing audits, a line says how many rows the page leaves
/// out.
std::string merge_page(const MergedAudits& merged, const PageOrigin& origin);

/// Returns a page with these sections: the predictions, all checks with the decision about each,
/// the packages, the graph.
std::string explain_page(const Explanation& explanation, const PageOrigin& origin,
                         const LayOut& lay_out);

}  // namespace pkgmap::cli
