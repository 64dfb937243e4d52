#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>

#include "cli/render/page/layout.hpp"

namespace pkgmap::cli {
namespace {

constexpr double kPixelsInInch = 72;
constexpr double kMostPixels = 100'000;

constexpr long kMargin = 10;

std::string inches(long pixels) {
  const long thousandths = pixels * 1000 / static_cast<long>(kPixelsInInch);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%ld.%03ld", thousandths / 1000, thousandths % 1000);
  return text.data();
}

/// The words of one line of `dot -Tplain`. A number that is none is nullopt.
class PlainWords {
 public:
  explicit PlainWords(std::string_view line) : rest_(line) {}

  std::string_view word() {
    const std::size_t begin = std::min(rest_.find_first_not_of(' '), rest_.size());
    const std::size_t end = std::min(rest_.find(' ', begin), rest_.size());
    const std::string_view found = rest_.substr(begin, end - begin);
    rest_.remove_prefix(end);
    return found;
  }

  /// Returns a length in pixels.
  std::optional<double> length() {
    double inch = 0;
    const std::string_view found = word();
    const auto [end, error] = std::from_chars(found.data(), found.data() + found.size(), inch);
    if (error != std::errc() || end != found.data() + found.size()) return std::nullopt;
    const double pixels = inch * kPixelsInInch;
    if (!(std::abs(pixels) <= kMostPixels)) return std::nullopt;
    return pixels;
  }

  /// Returns the number behind "n": that of a node.
  std::optional<std::size_t> node(std::size_t nodes) {
    const std::string_view found = word();
    if (!found.starts_with('n')) return std::nullopt;
    const auto number = whole_number(found.substr(1));
    return number && *number < nodes ? number : std::nullopt;
  }

  std::optional<std::size_t> count() { return whole_number(word()); }

 private:
  static std::optional<std::size_t> whole_number(std::string_view digits) {
    std::size_t number = 0;
    const char* const end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
  }

  std::string_view rest_;
};

// dot measures from the lower left corner, and writes the graph first, then the nodes, then the
// edges.
class DotAnswer {
 public:
  explicit DotAnswer(const Graph& graph) : graph_(graph), seen_(graph.nodes.size(), false) {
    layout_.nodes.resize(graph.nodes.size());
    layout_.edges.resize(graph.edges.size());
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
      edges_[{graph.edges[i].from, graph.edges[i].to}] = i;
    }
  }

  bool take(std::string_view line) {
    PlainWords words(line);
    const std::string_view what = words.word();
    if (what == "graph") return take_graph(words);
    if (what == "node") return take_node(words);
    if (what == "edge") return take_edge(words);
    return what == "stop";
  }

  std::optional<GraphLayout> finish() {
    for (const bool seen : seen_) {
      if (!seen) return std::nullopt;
    }
    for (const auto& points : layout_.edges) {
      if (points.empty()) return std::nullopt;
    }
    return std::move(layout_);
  }

 private:
  Point point(double x, double y) const {
    return {std::lround(x) + kMargin, std::lround(height_ - y) + kMargin};
  }

  bool take_graph(PlainWords& words) {
    words.word();  // The scale, which text_for_dot() leaves at 1.
    const auto width = words.length();
    const auto height = words.length();
    if (!width || !height || *width < 0 || *height < 0) return false;
    height_ = *height;
    layout_.size = {std::lround(*width) + 2 * kMargin, std::lround(*height) + 2 * kMargin};
    return true;
  }

  bool take_node(PlainWords& words) {
    const auto number = words.node(graph_.nodes.size());
    const auto x = words.length();
    const auto y = words.length();
    if (!number || !x || !y) return false;
    const Point middle = point(*x, *y);
    const Point size = size_of(graph_.nodes[*number]);
    layout_.nodes[*number] = {middle.x - size.x / 2, middle.y - size.y / 2};
    seen_[*number] = true;
    return true;
  }

  bool take_edge(PlainWords& words) {
    const auto from = words.node(graph_.nodes.size());
    const auto to = words.node(graph_.nodes.size());
    const auto count = words.count();
    if (!from || !to || !count) return false;
    const auto edge = edges_.find({*from, *to});
    if (edge == edges_.end()) return false;
    std::vector<Point>& points = layout_.edges[edge->second];
    points.clear();
    for (std::size_t i = 0; i < *count; ++i) {
      const auto x = words.length();
      const auto y = words.length();
      if (!x || !y) return false;
      points.push_back(point(*x, *y));
    }
    return true;
  }

  const Graph& graph_;
  GraphLayout layout_;
  double height_ = 0;
  std::vector<bool> seen_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> edges_;
};

}  // namespace

std::string text_for_dot(const Graph& graph) {
  std::string text =
      "digraph g {\nrankdir=LR; nodesep=0.14; ranksep=0.8; pad=0.1;\n"
      "node [shape=box, fixedsize=true, label=\"\"];\nedge [arrowhead=none];\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Point size = size_of(graph.nodes[i]);
    text += "n" + std::to_string(i) + " [width=" + inches(size.x) + ", height=" + inches(size.y) +
            "];\n";
  }
  for (const GraphEdge& edge : graph.edges) {
    text += "n" + std::to_string(edge.from) + " -> n" + std::to_string(edge.to) + ";\n";
  }
  return text + "}\n";
}

std::optional<GraphLayout> layout_of_dot(const Graph& graph, std::string_view answer) {
  DotAnswer reading(graph);
  while (!answer.empty()) {
    const std::size_t end = std::min(answer.find('\n'), answer.size());
    if (end > 0 && !reading.take(answer.substr(0, end))) return std::nullopt;
    answer.remove_prefix(std::min(end + 1, answer.size()));
  }
  return reading.finish();
}

}  // namespace pkgmap::cli
