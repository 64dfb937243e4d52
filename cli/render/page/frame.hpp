// The frame of a page: head, heading, table of contents, filter, sections. Pure.
//
// A page needs no other file and no network, and its Content-Security-Policy lets the browser use
// only the style and the script of this directory, by their hashes.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cli/render/page/html.hpp"

namespace pkgmap::cli {

/// Where and when a page was made.
struct PageOrigin {
  std::string host;          ///< The name of the host, or the other root, or "500 hosts".
  std::string control_file;  ///< Of the monit that the page is about; empty if it is about several.
  std::int64_t made = 0;     ///< Seconds since 1970.
};

struct Section {
  const char* id;  ///< A word of the sources; unique in the page.
  std::string title;
  Html content;
  bool filtered =
      false;  ///< The content has rows(), of which the heading tells how many are shown.
};

/// A choice of the filter: rows that have the attribute `data-NAME` are hidden unless they have the
/// chosen value.
struct FilterChoice {
  const char* name;
  std::string label;
  std::vector<std::string> values;
};

struct Page {
  std::string title;                 ///< "Audit"
  std::string headline;              ///< A sentence or two.
  std::vector<std::string> notes{};  ///< What the page lacks, a sentence each.
  std::vector<Section> sections;
  std::vector<FilterChoice> choices{};
};

/// Returns the attributes of an element whose children the filter hides or shows; `section` is the
/// id of its section.
Attributes rows(const char* section);

/// Returns the whole document, which ends with a newline.
std::string whole_page(const Page& page, const PageOrigin& origin);

}  // namespace pkgmap::cli
