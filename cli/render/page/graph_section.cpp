#include "cli/render/page/graph_section.hpp"

#include <algorithm>

#include "parsers/source/counted.hpp"

namespace pkgmap::cli {
namespace {

std::string class_of(const GraphNode& node) {
  switch (node.kind) {
    case NodeKind::package:
      return "node package";
    case NodeKind::evidence:
      return "node reason";
    case NodeKind::check:
      return node.active ? "node check" : "node check off";
  }
  return {};
}

Html node_html(const GraphNode& node, Point at) {
  constexpr long kLeft = 8;
  constexpr long kFirst = 16;
  constexpr long kSecond = 32;
  const Point size = size_of(node);
  const std::string whole = node.second.empty() ? node.first : node.first + ": " + node.second;
  Html inside = element("title", {}, whole);
  inside += element("rect",
                    {{"x", std::to_string(at.x)},
                     {"y", std::to_string(at.y)},
                     {"width", std::to_string(size.x)},
                     {"height", std::to_string(size.y)},
                     {"rx", "4"}},
                    Html());
  inside += svg_text({at.x + kLeft, at.y + kFirst}, first_line(node), "first");
  if (!node.second.empty()) {
    inside += svg_text({at.x + kLeft, at.y + kSecond}, second_line(node), "second");
  }
  return element("g", {{"class", class_of(node)}}, inside);
}

const char* class_of(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::proves:
      return "edge";
    case EdgeKind::hints:
      return "edge weak";
    case EdgeKind::depends_on:
      return "edge depends";
  }
  return "";
}

std::string counts_of(const Graph& graph) {
  const auto count = [&](NodeKind kind, const char* noun) {
    const auto number = std::count_if(graph.nodes.begin(), graph.nodes.end(),
                                      [&](const GraphNode& node) { return node.kind == kind; });
    return counted(static_cast<std::size_t>(number), noun);
  };
  return count(NodeKind::package, "package") + ", " + count(NodeKind::evidence, "reason") + ", " +
         count(NodeKind::check, "check");
}

}  // namespace

Section graph_section(const Graph& graph, const LayOut& lay_out) {
  Section section{"graph", "Graph", {}};
  if (graph.nodes.empty()) {
    section.content = element("p", {}, "No package and no check to draw.");
    return section;
  }
  const GraphLayout layout = lay_out(graph);
  Html inside;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    inside += svg_curve(class_of(graph.edges[i].kind), layout.edges[i]);
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    inside += node_html(graph.nodes[i], layout.nodes[i]);
  }
  const Html image = svg_image(
      "Graph of " + counts_of(graph) + "; the tables have the same as text", layout.size, inside);
  section.content =
      element("p", {{"class", "quiet"}},
              "From packages over the evidence to the checks. A dotted line is evidence "
              "that is weak or that a rule overrules. A dashed line leads from a check to a check "
              "that depends on "
              "it.");
  section.content += element("div",
                             {{"class", "scroll graph"},
                              {"role", "region"},
                              {"aria-label", "Drawing of the graph"},
                              {"tabindex", "0"}},
                             image);
  return section;
}

}  // namespace pkgmap::cli
