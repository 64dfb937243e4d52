// Tables, lists and cells of the pages. Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/render/page/html.hpp"
#include "rules/evidence/evidence.hpp"

namespace pkgmap::cli {

/// A row of a table.
struct TableRow {
  /// For each FilterChoice (frame.hpp) that may hide the row: `data-NAME`, where NAME is
  /// FilterChoice::name, with the one of FilterChoice::values that fits the row.
  Attributes attributes{};
  Html head;                ///< The cell that names the row.
  std::vector<Html> cells;  ///< The cells after `head`: one for each column but the first, in the
                            ///< order of the columns (not checked).
};

/// Returns a table whose rows the filter can hide, for the section with the id `section`. The table
/// stands in a region that the keyboard can scroll; screen readers read `caption` as the name of
/// the region. `columns` are the heads of the columns, the first one that of TableRow::head.
Html table_of(const char* section, const char* caption, const std::vector<const char*>& columns,
              const std::vector<TableRow>& rows);

/// Returns the names with commas between them; "-" if there are none.
Html names_html(const std::vector<std::string>& names);

/// Returns the reasons why a check belongs to packages, as a list that opens when the reader clicks
/// on the line "N reasons"; "-" if there is no reason. `evidence`: all evidence about this check.
/// `check`: its name, which only screen readers read, with the line.
Html evidence_html(const std::string& check, const std::vector<rules::Evidence>& evidence);

/// Returns `place`, a text FILE:LINE, as code; "-" if it is empty.
Html place_html(const std::string& place);

/// Returns the word in an element of the class `mark` of style.css: "danger", "warning", "good" or
/// "quiet".
Html marked_html(const char* mark, std::string_view word);

}  // namespace pkgmap::cli
