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
  std::string host;          ///< Name of the host, path of --root or --image, or "500 hosts".
  std::string control_file;  ///< Path of the control file; empty for a page about several hosts.
  std::int64_t made = 0;     ///< Seconds since 1970.
};

/// A section of a page, with an entry in the table of contents.
struct Section {
  const char* id;  ///< Unique in the page; a constant of the sources, without special characters.
  std::string title;
  Html content;
  /// True if an element of the content has the attributes of rows(), below; the heading then shows
  /// how many of its rows the filter leaves visible.
  bool filtered = false;
};

/// A drop-down list of the filter. When the reader chooses a value, the page hides the rows whose
/// attribute `data-NAME` (NAME is `name`) has another value; a row without the attribute stays.
struct FilterChoice {
  const char* name;
  std::string label;
  /// The values to choose from. The page adds an entry "all" in front of them, which hides no row.
  std::vector<std::string> values;
};

struct Page {
  std::string title;                 ///< "Audit"; the heading is "Audit of HOST".
  std::string headline;              ///< A sentence or two; the paragraph below the heading.
  std::vector<std::string> notes{};  ///< Sentences that say what the page lacks.
  std::vector<Section> sections;
  std::vector<FilterChoice> choices{};
};

/// Returns the attributes of an element whose children are the rows that the filter hides or shows.
/// `section` is the id of the section in which the element stands.
Attributes rows(const char* section);

/// Returns the whole document, which ends with a newline.
std::string whole_page(const Page& page, const PageOrigin& origin);

}  // namespace pkgmap::cli
