// Tables, lists and cells that both pages have. Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/render/page/html.hpp"
#include "rules/evidence/evidence.hpp"

namespace pkgmap::cli {

struct TableRow {
  Attributes attributes{};  ///< `data-NAME` for the choices of the filter.
  Html head;                ///< The cell that names the row.
  std::vector<Html> cells;  ///< The other cells.
};

/// Returns a table that the filter knows as rows of `section`, in a region that the keyboard can
/// scroll. `caption` names the region.
Html table_of(const char* section, const char* caption, const std::vector<const char*>& columns,
              const std::vector<TableRow>& rows);

/// Returns a list of the names; "-" if there are none.
Html names_html(const std::vector<std::string>& names);

/// Returns the reasons why the check belongs to packages, behind a line that opens them; "-" if
/// there is no reason.
Html evidence_html(const std::string& check, const std::vector<rules::Evidence>& evidence);

/// Returns the place as FILE:LINE.
Html place_html(const std::string& place);

/// Returns the word with a class of the style sheet: "danger", "warning", "good".
Html marked_html(const char* mark, std::string_view word);

}  // namespace pkgmap::cli
