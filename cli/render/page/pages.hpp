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

/// Returns a page with the findings, the checks, the packages, the history of sessions and the
/// graph. `history` is null for another root, which has no sessions; the page then has no section
/// about them. `notes` are sentences about what the program could not read.
std::string audit_page(const Audit& audit, const History* history,
                       const std::vector<std::string>& notes, const PageOrigin& origin,
                       const LayOut& lay_out);

/// Returns a page with the hosts to look at, the findings that hosts share, up to 2,000 hosts, the
/// versions that differ and the missing audits. The size of the page is bounded.
std::string merge_page(const MergedAudits& merged, const PageOrigin& origin);

/// Returns a page with the predictions, all checks with the decision about each, the packages and
/// the graph.
std::string explain_page(const Explanation& explanation, const PageOrigin& origin,
                         const LayOut& lay_out);

}  // namespace pkgmap::cli
