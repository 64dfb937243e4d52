#include "cli/render/explain.hpp"
#include "cli/render/graph.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

// Escapes the two characters that have a meaning in a quoted string of the DOT language.
std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : printable(text)) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string style_of(const GraphNode& node) {
  switch (node.kind) {
    case NodeKind::package:
      return "shape=box";
    case NodeKind::evidence:
      return "shape=plaintext";
    case NodeKind::check:
      return std::string("shape=ellipse, style=") + (node.active ? "filled" : "dashed");
  }
  return {};
}

std::string node_line(const GraphNode& node) {
  return "  " + node.id + " [" + style_of(node) + ", label=\"" + escaped(node.first) +
         (node.second.empty() ? "" : "\\n" + escaped(node.second)) + "\"];\n";
}

std::string edge_line(const Graph& graph, const GraphEdge& edge) {
  std::string style;
  if (edge.kind == EdgeKind::hints) style = " [style=dotted]";
  if (edge.kind == EdgeKind::depends_on) style = " [style=dashed, label=\"depends on\", dir=back]";
  return "  " + graph.nodes[edge.from].id + " -> " + graph.nodes[edge.to].id + style + ";\n";
}

}  // namespace

std::string explain_dot(const Explanation& explanation) {
  const Graph graph = graph_of(explanation);
  std::string text = "digraph \"monit-pkgmap\" {\n  rankdir=LR;\n";
  for (const GraphNode& node : graph.nodes) text += node_line(node);
  for (const GraphEdge& edge : graph.edges) text += edge_line(graph, edge);
  return text + "}\n";
}

}  // namespace pkgmap::cli
