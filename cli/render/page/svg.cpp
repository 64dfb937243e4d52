#include "cli/render/page/svg.hpp"

#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

std::string both(Point point) {
  return std::to_string(point.x) + " " + std::to_string(point.y);
}

Html drawn_path(const char* kind, const std::string& commands) {
  return element("path", {{"class", kind}, {"d", commands}}, Html());
}

}  // namespace

Html svg_image(const std::string& label, Point size, const Html& inside) {
  return element("svg",
                 {{"xmlns", "http://www.w3.org/2000/svg"},
                  {"role", "img"},
                  {"aria-label", label},
                  {"width", std::to_string(size.x)},
                  {"height", std::to_string(size.y)},
                  {"viewBox", "0 0 " + both(size)}},
                 inside);
}

Html svg_text(Point at, const std::string& told, const char* kind) {
  return element("text",
                 {{"class", kind}, {"x", std::to_string(at.x)}, {"y", std::to_string(at.y)}}, told);
}

Html svg_path(const char* kind, const std::vector<Point>& points) {
  std::string commands;
  for (const Point& point : points) commands += (commands.empty() ? "M" : " L") + both(point);
  return drawn_path(kind, commands);
}

Html svg_curve(const char* kind, const std::vector<Point>& points) {
  if (points.size() < 4 || points.size() % 3 != 1) return svg_path(kind, points);
  std::string commands = "M" + both(points.front()) + " C";
  for (std::size_t i = 1; i < points.size(); ++i) commands += (i == 1 ? "" : " ") + both(points[i]);
  return drawn_path(kind, commands);
}

std::string shortened_to(const std::string& told, std::size_t width) {
  const std::string whole = printable(told);
  if (columns(whole) <= width) return whole;
  std::string part;
  for (std::size_t at = 0; at < whole.size();) {
    const std::string next = part + whole.substr(at, utf8_length(whole, at));
    if (columns(next) >= width) break;
    at = next.size();
    part = next;
  }
  return part + "…";
}

}  // namespace pkgmap::cli
