// Pieces of drawings as SVG inside the page. `kind` is always a class of the style sheet. Pure.
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
/// Returns the line of text `told`, which begins at `at`, or ends there if `kind` has the class
/// "end".
Html svg_text(Point at, const std::string& told, const char* kind);
/// Returns a path of straight lines.
Html svg_path(const char* kind, const std::vector<Point>& points);
/// Returns a path of cubic Bézier curves: `points` has the start, and then three points for each
/// curve. With any other number of points returns svg_path(kind, points).
Html svg_curve(const char* kind, const std::vector<Point>& points);

/// Returns the text, printable and at most `width` columns wide. A longer text is cut, and its last
/// column is "…".
std::string shortened_to(const std::string& told, std::size_t width);

}  // namespace pkgmap::cli
