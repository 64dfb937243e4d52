// The graph of an answer as a section of a page. Pure.
#pragma once

#include <functional>

#include "cli/render/page/frame.hpp"
#include "cli/render/page/layout.hpp"

namespace pkgmap::cli {

/// A function that lays a graph out, such as plain_layout().
using LayOut = std::function<GraphLayout(const Graph&)>;

/// Returns the section with the drawing, or with a sentence if the graph is empty.
Section graph_section(const Graph& graph, const LayOut& lay_out);

}  // namespace pkgmap::cli
