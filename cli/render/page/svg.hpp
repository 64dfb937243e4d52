// Pieces of drawings as SVG inside the page. `kind` is the value of the attribute `class`: a class
// of the style sheet, or several with blanks between them. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/render/page/html.hpp"

namespace pkgmap::cli {

/// A place in pixels: `x` to the right and `y` down from the upper left corner. Also a width and a
/// height.
struct Point {
  long x = 0;
  long y = 0;
};

/// Returns a drawing of this size. A screen reader reads only `label`.
Html svg_image(const std::string& label, Point size, const Html& inside);
/// Returns `told` as one line of text. The line begins at `at`; if `kind` has the class "end", the
/// line ends at `at`.
Html svg_text(Point at, const std::string& told, const char* kind);
/// Returns a path of straight lines.
Html svg_path(const char* kind, const std::vector<Point>& points);
/// Returns a path of cubic Bézier curves: `points` has the start, and then three points for each
/// curve. With any other number of points returns svg_path(kind, points).
Html svg_curve(const char* kind, const std::vector<Point>& points);

/// Returns `told` as printable() does, at most `width` columns wide. Cuts a longer text, so that
/// its last column is "…". `width` is at least 1 (not checked).
std::string shortened_to(const std::string& told, std::size_t width);

}  // namespace pkgmap::cli
