// Pieces of drawings, which are SVG inside the page. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/render/page/html.hpp"

namespace pkgmap::cli {

/// In pixels, to the right and down.
struct Point {
  long x = 0;
  long y = 0;
};

/// Returns a drawing of this size. A screen reader reads only `label`.
Html svg_image(const std::string& label, Point size, const Html& inside);
/// Returns a line of text; `kind` is a class of the style sheet. The text begins at `at`; with the
/// class "end" it ends there.
Html svg_text(Point at, const std::string& told, const char* kind);
/// Returns a path of straight lines.
Html svg_path(const char* kind, const std::vector<Point>& points);
/// Returns a path of cubic Bézier curves: `points` has the start, and then three points for each
/// curve. Other numbers of points give straight lines.
Html svg_curve(const char* kind, const std::vector<Point>& points);

/// Returns the text, printable and cut to this many columns; the last one then is "…".
std::string shortened_to(const std::string& told, std::size_t width);

}  // namespace pkgmap::cli
