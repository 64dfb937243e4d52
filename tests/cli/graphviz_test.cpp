// Tests that a drawing needs no Graphviz, and trusts none.
#include "cli/graphviz.hpp"

#include <unistd.h>

#include <gtest/gtest.h>

#include "tests/cli/render/audited.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::cli {
namespace {

class LayOutWith : public testing::Test {
 protected:
  void expect_plain(const std::string& program) const {
    const GraphLayout layout = lay_out_with(program.c_str(), graph_);
    const GraphLayout plain = plain_layout(graph_);
    ASSERT_EQ(layout.nodes.size(), plain.nodes.size());
    for (std::size_t i = 0; i < plain.nodes.size(); ++i) {
      EXPECT_EQ(layout.nodes[i].x, plain.nodes[i].x);
      EXPECT_EQ(layout.nodes[i].y, plain.nodes[i].y);
    }
  }
  std::string script(const std::string& text) const {
    return directory_.write("dot", "#!/bin/sh\n" + text, 0755);
  }

  test::TemporaryDirectory directory_;
  Graph graph_ = graph_of(pkgmap::test::audited());
};

TEST_F(LayOutWith, NoProgramIsPlain) {
  expect_plain(directory_.file("missing"));
}

TEST_F(LayOutWith, AProgramThatFailsIsPlain) {
  expect_plain(script("exit 1\n"));
}

TEST_F(LayOutWith, AnAnswerOfSomethingElseIsPlain) {
  expect_plain(script("echo '<svg onload=alert(1)>'\n"));
}

TEST_F(LayOutWith, AnEndlessAnswerIsPlain) {
  expect_plain(script("exec yes graph\n"));
}

TEST_F(LayOutWith, DotPlacesEveryNodeAndEdge) {
  if (::access("/usr/bin/dot", X_OK) != 0) GTEST_SKIP() << "Graphviz is not installed";
  const GraphLayout layout = lay_out(graph_);
  ASSERT_EQ(layout.edges.size(), graph_.edges.size());
  const auto answer_of_dot = [&] {
    for (const auto& points : layout.edges) {
      if (points.size() % 3 != 1) return false;
    }
    return layout.size.x != plain_layout(graph_).size.x;
  };
  EXPECT_TRUE(answer_of_dot());
}

}  // namespace
}  // namespace pkgmap::cli
