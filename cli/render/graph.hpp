// The graph of an answer. Its nodes are packages, checks, and the evidence that ties a check to a
// package; its edges show evidence and dependencies between checks. Pure. A Graph is a value that
// keeps no reference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/queries/audit.hpp"
#include "engine/queries/explain.hpp"

namespace pkgmap::cli {

enum class NodeKind : std::uint8_t { package, evidence, check };

/// A node. `first` and `second` may contain any bytes: who writes them passes them through
/// printable() (parsers/source/printable.hpp).
struct GraphNode {
  NodeKind kind = NodeKind::package;
  std::string id;  ///< Unique; of letters and digits: "p0", "c1", "c1e0".
  /// NEVRA of a package, name of a check, or kind and strength of evidence.
  std::string first;
  /// Of a check: the decision of the plan or (for an Audit) what monit's status shows of the check.
  /// Of evidence: what it says. Empty for a package.
  std::string second;
  /// Of a check: false if the plan does not suspend it, or (for an Audit) if monit's status shows
  /// it as off. True for every other node.
  bool active = true;
};

enum class EdgeKind : std::uint8_t {
  proves,      ///< Package to evidence, evidence to check.
  hints,       ///< As `proves`, for weak or overruled evidence.
  depends_on,  ///< From a check to its dependent: `to` depends on `from`.
};

/// An edge from one node to another. The numbers are indices in Graph::nodes, which count from 0.
struct GraphEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  EdgeKind kind = EdgeKind::proves;
};

struct Graph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
};

/// Returns a graph of all packages of the transaction, and of each check whose decision is
/// `suspend` or `off` (a check of these packages that somebody has switched off).
Graph graph_of(const Explanation& explanation);
/// Returns a graph of each check that belongs to a package, depends on another check or has a
/// dependent, and of the packages to which these checks belong.
Graph graph_of(const Audit& audit);

}  // namespace pkgmap::cli
