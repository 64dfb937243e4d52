#include "cli/graphviz.hpp"

#include <utility>

#include "engine/system/process/process.hpp"

namespace pkgmap::cli {
namespace {

constexpr std::size_t kMostForDot = 2000;
constexpr std::chrono::seconds kTimeForDot{5};
constexpr std::size_t kMostOfDot = 8U << 20U;

}  // namespace

GraphLayout lay_out_with(const char* program, const Graph& graph) {
  if (graph.nodes.size() > kMostForDot) return plain_layout(graph);
  ProcessLimits limits;
  limits.timeout = kTimeForDot;
  limits.max_output = kMostOfDot;
  limits.end_when_cut = true;
  limits.errors_apart = true;
  limits.text = text_for_dot(graph);
  const auto answer = run_process({program, "-Tplain"}, limits);
  if (!answer || !answer->succeeded() || answer->output_cut) return plain_layout(graph);
  auto layout = layout_of_dot(graph, answer->output);
  return layout ? std::move(*layout) : plain_layout(graph);
}

GraphLayout lay_out(const Graph& graph) {
  return lay_out_with("/usr/bin/dot", graph);
}

}  // namespace pkgmap::cli
