// The graph of an answer: packages, the evidence that ties checks to them, checks, and what depends
// on these checks. Pure; a value that keeps no reference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/queries/audit.hpp"
#include "engine/queries/explain.hpp"

namespace pkgmap::cli {

enum class NodeKind : std::uint8_t { package, evidence, check };

struct GraphNode {
  NodeKind kind = NodeKind::package;
  std::string id;      ///< "p0", "c1", "c1e0": letters and digits, unique.
  std::string first;   ///< The name, or the kind and strength of the evidence. Not yet printable.
  std::string second;  ///< What is said of it; empty for a package.
  bool active = true;  ///< For a check: it is suspended, or monit watches it.
};

enum class EdgeKind : std::uint8_t {
  proves,      ///< Package to evidence, evidence to check.
  hints,       ///< The same for weak evidence.
  depends_on,  ///< From a check to a check that depends on it.
};

/// From one node to another: numbers in Graph::nodes.
struct GraphEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  EdgeKind kind = EdgeKind::proves;
};

struct Graph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
};

/// Returns all packages of the explanation, and the checks that it does not keep.
Graph graph_of(const Explanation& explanation);
/// Returns the packages to which checks belong, and every check that belongs to a package or takes
/// part in a dependency.
Graph graph_of(const Audit& audit);

}  // namespace pkgmap::cli
