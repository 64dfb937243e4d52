// Lays graphs out with Graphviz where it is installed.
//
// For one thread.
#pragma once

#include "cli/render/page/layout.hpp"

namespace pkgmap::cli {

/// Runs `program`, the absolute path of Graphviz' dot(1), and returns the layout that dot answers.
/// Returns plain_layout(graph) without running the program if the graph has more than 2,000 nodes.
/// Returns plain_layout(graph) also if the program cannot be run, fails, answers with a wrong text
/// or more than 8 MiB, or has not ended after 5 s.
GraphLayout lay_out_with(const char* program, const Graph& graph);

/// Returns lay_out_with("/usr/bin/dot", graph).
GraphLayout lay_out(const Graph& graph);

}  // namespace pkgmap::cli
