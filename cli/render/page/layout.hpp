// Computes where the nodes and edges of a graph are drawn. Pure.
//
// The program dot of Graphviz lays a graph out better than plain_layout(). cli/graphviz.hpp runs
// dot. dot gets only numbers and sizes, never a name, and layout_of_dot() takes only numbers out of
// the answer of dot: no text of dot gets into the page.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/render/graph.hpp"
#include "cli/render/page/svg.hpp"

namespace pkgmap::cli {

/// The places of all nodes and edges, in pixels, in the order of the Graph.
struct GraphLayout {
  Point size;                             ///< Width and height of the whole drawing.
  std::vector<Point> nodes;               ///< The upper left corner of each node.
  std::vector<std::vector<Point>> edges;  ///< The points of each edge, as svg_curve() takes them.
};

/// Returns width and height of a node, in pixels.
Point size_of(const GraphNode& node);
/// Returns the first line of text in a node, GraphNode::first, printable and cut to the greatest
/// width that a node can have.
std::string first_line(const GraphNode& node);
/// Returns the second line, GraphNode::second, in the same way; may be empty.
std::string second_line(const GraphNode& node);

/// Lays the graph out in columns from left to right: packages, evidence, checks, dependents. Takes
/// time linear in the number of nodes and edges.
GraphLayout plain_layout(const Graph& graph);

/// Returns the text for `dot -Tplain`.
std::string text_for_dot(const Graph& graph);
/// Reads the answer of `dot -Tplain`. Returns nullopt if the answer does not have exactly the nodes
/// and edges of `graph`, or has a coordinate above 100,000 pixels.
std::optional<GraphLayout> layout_of_dot(const Graph& graph, std::string_view answer);

}  // namespace pkgmap::cli
