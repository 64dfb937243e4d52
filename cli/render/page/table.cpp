#include "cli/render/page/table.hpp"

#include <algorithm>

#include "cli/render/page/frame.hpp"
#include "parsers/source/counted.hpp"

namespace pkgmap::cli {
namespace {

Html head_row(const std::vector<const char*>& columns) {
  Html cells;
  for (const char* column : columns) cells += element("th", {{"scope", "col"}}, column);
  return element("thead", {}, element("tr", {}, cells));
}

Html body_row(const TableRow& row) {
  Html cells = element("th", {{"scope", "row"}}, row.head);
  for (const Html& cell : row.cells) cells += element("td", {}, cell);
  return element("tr", row.attributes, cells);
}

Html reason_item(const rules::Evidence& evidence) {
  const std::string marks = std::string(" (") + rules::name_of(evidence.kind) + ", " +
                            rules::name_of(evidence.strength) +
                            (evidence.overruled ? ", overruled by a rule)" : ")");
  return element("li", {},
                 name_html(evidence.detail()) + text(marks + " ") +
                     element("span", {{"class", "quiet"}}, name_html(evidence.package.text())));
}

}  // namespace

Html table_of(const char* section, const char* caption, const std::vector<const char*>& columns,
              const std::vector<TableRow>& lines) {
  Html body;
  for (const TableRow& line : lines) body += body_row(line);
  const Html table =
      element("table", {}, head_row(columns) + element("tbody", rows(section), body));
  return element(
      "div", {{"class", "scroll"}, {"role", "region"}, {"aria-label", caption}, {"tabindex", "0"}},
      table);
}

Html names_html(const std::vector<std::string>& names) {
  Html list;
  for (const std::string& name : names) {
    list += (list.empty() ? Html() : text(", ")) + name_html(name);
  }
  return list.empty() ? text("-") : list;
}

Html evidence_html(const std::string& check, const std::vector<rules::Evidence>& evidence) {
  if (evidence.empty()) return text("-");
  Html items;
  for (const rules::Evidence& one : evidence) items += reason_item(one);
  const std::string told = counted(evidence.size(), "reason");
  return element("details", {},
                 element("summary", {{"aria-label", told + " for " + check}}, told) +
                     element("ul", {}, items));
}

Html place_html(const std::string& place) {
  return place.empty() ? text("-") : element("code", {}, name_html(place));
}

Html marked_html(const char* mark, std::string_view word) {
  return element("span", {{"class", mark}}, word);
}

}  // namespace pkgmap::cli
