// Lays graphs out with Graphviz where it is installed.
//
// For one thread.
#pragma once

#include "cli/render/page/layout.hpp"

namespace pkgmap::cli {

/// Asks `program`, which waits 5 s at most. Returns plain_layout() if the program does not exist,
/// fails, or does not answer in time, and for a graph of more than 2,000 nodes.
GraphLayout lay_out_with(const char* program, const Graph& graph);

/// The same with /usr/bin/dot.
GraphLayout lay_out(const Graph& graph);

}  // namespace pkgmap::cli
