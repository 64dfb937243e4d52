// Tests where a graph is drawn, and what of dot's answer counts.
#include "cli/render/page/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/render/audited.hpp"

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Graph two_nodes() {
  Graph graph;
  graph.nodes = {{NodeKind::package, "p0", "a", ""}, {NodeKind::check, "c0", "b", "suspend"}};
  graph.edges = {{0, 1, EdgeKind::proves}};
  return graph;
}

constexpr const char* kAnswer = R"(graph 1 3 1
node n0 0.5 0.5 1 0.5 "" solid box black lightgrey
node n1 2.5 0.5 1 0.5 "" solid box black lightgrey
edge n0 n1 4 1 0.5 1.2 0.5 1.8 0.5 2 0.5 solid black
stop
)";

TEST(PlainLayout, HasNoTwoNodesInOnePlace) {
  const Graph graph = graph_of(pkgmap::test::audited());
  const GraphLayout layout = plain_layout(graph);
  ASSERT_EQ(layout.nodes.size(), graph.nodes.size());
  ASSERT_EQ(layout.edges.size(), graph.edges.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const Point size = size_of(graph.nodes[i]);
    const Point at = layout.nodes[i];
    EXPECT_TRUE(at.x >= 0 && at.y >= 0 && at.x + size.x <= layout.size.x &&
                at.y + size.y <= layout.size.y);
    for (std::size_t j = i + 1; j < graph.nodes.size(); ++j) {
      const Point other = layout.nodes[j];
      const Point other_size = size_of(graph.nodes[j]);
      const bool apart = at.x + size.x <= other.x || other.x + other_size.x <= at.x ||
                         at.y + size.y <= other.y || other.y + other_size.y <= at.y;
      EXPECT_TRUE(apart) << graph.nodes[i].id << " and " << graph.nodes[j].id;
    }
  }
}

TEST(PlainLayout, LeadsFromLeftToRight) {
  const Graph graph = graph_of(pkgmap::test::audited());
  const GraphLayout layout = plain_layout(graph);
  for (const GraphEdge& edge : graph.edges) {
    EXPECT_LT(layout.nodes[edge.from].x, layout.nodes[edge.to].x);
  }
}

TEST(PlainLayout, EndsForACycle) {
  Graph graph = two_nodes();
  graph.nodes[0].kind = NodeKind::check;
  graph.edges = {{0, 1, EdgeKind::depends_on}, {1, 0, EdgeKind::depends_on}};
  EXPECT_EQ(plain_layout(graph).nodes.size(), 2U);
  EXPECT_TRUE(plain_layout({}).nodes.empty());
}

TEST(DotLayout, GivesDotNoNameAndNoText) {
  Graph graph = two_nodes();
  graph.nodes[0].first = "secret\"];";
  graph.nodes[1].second = "secret";
  const std::string text = text_for_dot(graph);
  EXPECT_THAT(text, Not(HasSubstr("secret")));
  EXPECT_THAT(text, HasSubstr("n0 [width="));
  EXPECT_THAT(text, HasSubstr("n0 -> n1;"));
}

TEST(DotLayout, ReadsPlacesInPixelsFromAbove) {
  const auto layout = layout_of_dot(two_nodes(), kAnswer);
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->size.x, 3 * 72 + 20);
  EXPECT_EQ(layout->size.y, 72 + 20);
  const Point size = size_of(two_nodes().nodes[0]);
  EXPECT_EQ(layout->nodes[0].x, 36 + 10 - size.x / 2);
  EXPECT_EQ(layout->nodes[0].y, 36 + 10 - size.y / 2);
  ASSERT_EQ(layout->edges[0].size(), 4U);
  EXPECT_EQ(layout->edges[0][3].x, 2 * 72 + 10);
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = kAnswer;
  text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(DotLayout, RefusesWhatIsNotAboutThisGraph) {
  const std::string answers[] = {
      "",
      "stop\n",
      with("node n1", "node n2"),
      with("node n1", "node n0"),
      with("node n1", "node x1"),
      with("edge n0 n1", "edge n1 n0"),
      with("edge n0 n1 4", "edge n0 n1 5"),
      with("edge n0 n1 4", "edge n0 n1 99999999999999999999"),
      with("2.5 0.5", "nan 0.5"),
      with("2.5 0.5", "inf 0.5"),
      with("2.5 0.5", "1e300 0.5"),
      with("2.5 0.5", "2.5x 0.5"),
      with("graph 1 3 1", "graph 1 -3 1"),
      with("stop", "<script>"),
  };
  for (const std::string& answer : answers) {
    EXPECT_FALSE(layout_of_dot(two_nodes(), answer)) << answer;
  }
}

}  // namespace
}  // namespace pkgmap::cli
