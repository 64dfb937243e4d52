// The style sheet and the script of a page of --html. The build runs `make-assets`, which makes a
// source file of style.css and page.js. Constants of the program.
#pragma once

#include <string_view>

namespace pkgmap::cli {

struct Asset {
  std::string_view text;  ///< The content of the file, which has no `</`.
  std::string_view hash;  ///< Hash of `text` as a Content-Security-Policy names it: "sha256-…".
};

extern const Asset kStyleSheet;
extern const Asset kScript;

}  // namespace pkgmap::cli
