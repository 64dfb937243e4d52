// The style and the script of a page. `make-assets` makes their source of style.css and page.js
// when the program is built.
#pragma once

#include <string_view>

namespace pkgmap::cli {

struct Asset {
  std::string_view text;  ///< The file as it is. It has no `</`.
  std::string_view hash;  ///< Of the text, for a Content-Security-Policy: "sha256-…".
};

extern const Asset kStyleSheet;
extern const Asset kScript;

}  // namespace pkgmap::cli
