// Where the nodes and edges of a graph are drawn. Pure.
//
// Graphviz' dot lays a graph out better than plain_layout(). dot gets only numbers and sizes, never
// a name, and gives back numbers: nothing that it writes gets into the page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/render/graph.hpp"
#include "cli/render/page/svg.hpp"

namespace pkgmap::cli {

struct GraphLayout {
  Point size;                             ///< Of the whole drawing.
  std::vector<Point> nodes;               ///< The upper left corner of each node.
  std::vector<std::vector<Point>> edges;  ///< The points of each edge, as svg_curve() takes them.
};

/// Returns the size of a node, in pixels.
Point size_of(const GraphNode& node);
/// Returns the two lines of text in a node, cut to the greatest width of a node.
std::string first_line(const GraphNode& node);
std::string second_line(const GraphNode& node);

/// Lays the graph out from left to right: packages, evidence, checks, dependents. The time grows
/// with the number of nodes and edges.
GraphLayout plain_layout(const Graph& graph);

/// Returns the text for `dot -Tplain`.
std::string text_for_dot(const Graph& graph);
/// Reads the answer of `dot -Tplain`. Returns nullopt if it is not about exactly these nodes and
/// edges, or has a place outside of a drawing of 100,000 pixels.
std::optional<GraphLayout> layout_of_dot(const Graph& graph, std::string_view answer);

}  // namespace pkgmap::cli
