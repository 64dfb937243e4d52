#include <algorithm>

#include "cli/render/page/layout.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

// In pixels; a letter has the width of most letters in the font of the style sheet.
constexpr long kLetter = 7;
constexpr long kPadding = 8;
constexpr long kLineHeight = 16;
constexpr long kBetweenColumns = 60;
constexpr long kBetweenRows = 10;
constexpr std::size_t kMostColumns = 48;

// Packages stand in column 0, evidence in 1, checks from 2 on.
constexpr std::size_t kFirstOfChecks = 2;
constexpr std::size_t kMostLevels = 12;  // Of dependents; a cycle would have no end.

class Placing {
 public:
  explicit Placing(const Graph& graph)
      : graph_(graph),
        out_(graph.nodes.size()),
        column_(graph.nodes.size()),
        placed_(graph.nodes.size(), false) {
    for (const GraphEdge& edge : graph.edges) out_[edge.from].push_back(edge.to);
    choose_columns();
    layout_.nodes.resize(graph.nodes.size());
  }

  GraphLayout finish() {
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      if (graph_.nodes[i].kind == NodeKind::package) place(i);
    }
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) place(i);
    set_columns();
    for (const GraphEdge& edge : graph_.edges) layout_.edges.push_back(curve(edge));
    return std::move(layout_);
  }

 private:
  void choose_columns() {
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      const NodeKind kind = graph_.nodes[i].kind;
      column_[i] = kind == NodeKind::package ? 0 : kind == NodeKind::evidence ? 1 : kFirstOfChecks;
    }
    for (std::size_t level = 0; level < kMostLevels; ++level) {
      bool moved = false;
      for (const GraphEdge& edge : graph_.edges) {
        if (edge.kind != EdgeKind::depends_on || column_[edge.to] > column_[edge.from]) continue;
        column_[edge.to] = column_[edge.from] + 1;
        moved = true;
      }
      if (!moved) break;
    }
    free_.assign(*std::max_element(column_.begin(), column_.end()) + 1, 0);
  }

  // What comes first in a row, and then what follows from it, each at the same height if it is
  // free.
  void place(std::size_t first) {
    std::vector<std::pair<std::size_t, long>> waiting = {{first, 0}};
    while (!waiting.empty()) {
      const auto [node, wanted] = waiting.back();
      waiting.pop_back();
      if (placed_[node]) continue;
      placed_[node] = true;
      const long top = std::max({wanted, free_[column_[node]], first_free_behind(node)});
      layout_.nodes[node].y = top;
      free_[column_[node]] = top + size_of(graph_.nodes[node]).y + kBetweenRows;
      for (auto next = out_[node].rbegin(); next != out_[node].rend(); ++next) {
        waiting.emplace_back(*next, top);
      }
    }
  }

  // A package stands beside its first evidence.
  long first_free_behind(std::size_t node) const {
    return graph_.nodes[node].kind == NodeKind::package && free_.size() > 1 ? free_[1] : 0;
  }

  void set_columns() {
    std::vector<long> widths(free_.size(), 0);
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      widths[column_[i]] = std::max(widths[column_[i]], size_of(graph_.nodes[i]).x);
    }
    std::vector<long> left;
    long x = kBetweenRows;
    for (const long width : widths) {
      left.push_back(x);
      x += width + kBetweenColumns;
    }
    layout_.size.x = x - kBetweenColumns + kBetweenRows;
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      layout_.nodes[i].x = left[column_[i]];
      layout_.nodes[i].y += kBetweenRows;
      layout_.size.y =
          std::max(layout_.size.y, layout_.nodes[i].y + size_of(graph_.nodes[i]).y + kBetweenRows);
    }
  }

  std::vector<Point> curve(const GraphEdge& edge) const {
    const Point from = layout_.nodes[edge.from];
    const Point to = layout_.nodes[edge.to];
    const Point begins = {from.x + size_of(graph_.nodes[edge.from]).x,
                          from.y + size_of(graph_.nodes[edge.from]).y / 2};
    const Point ends = {to.x, to.y + size_of(graph_.nodes[edge.to]).y / 2};
    const long bend = kBetweenColumns / 2;
    return {begins, {begins.x + bend, begins.y}, {ends.x - bend, ends.y}, ends};
  }

  const Graph& graph_;
  GraphLayout layout_;
  std::vector<std::vector<std::size_t>> out_;
  std::vector<std::size_t> column_;
  std::vector<bool> placed_;
  std::vector<long> free_;  ///< The first free height of each column.
};

}  // namespace

std::string first_line(const GraphNode& node) {
  return shortened_to(node.first, kMostColumns);
}

std::string second_line(const GraphNode& node) {
  return shortened_to(node.second, kMostColumns);
}

Point size_of(const GraphNode& node) {
  const std::size_t width = std::max(columns(first_line(node)), columns(second_line(node)));
  const long lines = node.second.empty() ? 1 : 2;
  return {static_cast<long>(width) * kLetter + 2 * kPadding, lines * kLineHeight + kPadding};
}

GraphLayout plain_layout(const Graph& graph) {
  return graph.nodes.empty() ? GraphLayout{} : Placing(graph).finish();
}

}  // namespace pkgmap::cli
