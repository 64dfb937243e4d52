// Tests how monit's commands walk over `depends on`.
#include "rules/dependencies.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

monitrc::Check check(const std::string& name, CheckNames prerequisites = {}) {
  monitrc::Check check;
  check.name = name;
  check.depends_on = std::move(prerequisites);
  return check;
}

// 0 gp <- 1 parent <- 2 child <- 3 grandchild; 4 sib depends on parent, too; 5 depends on no check.
const std::vector<monitrc::Check> kFamily = {
    check("gp"),
    check("parent", {"GP"}),
    check("child", {"parent"}),
    check("grandchild", {"child"}),
    check("sib", {"parent"}),
    check("alone"),
};

TEST(Dependencies, UnmonitorGoesDownToAllTransitiveDependents) {
  EXPECT_EQ(Dependencies(kFamily).down_closure({1}), (CheckSet{1, 2, 3, 4}));
}

TEST(Dependencies, MonitorGoesUpToAllPrerequisitesAndNotToSiblings) {
  EXPECT_EQ(Dependencies(kFamily).up_closure({2}), (CheckSet{0, 1, 2}));
}

TEST(Dependencies, OnlyRootsHaveToBeNamedToUnmonitor) {
  EXPECT_EQ(Dependencies(kFamily).roots({1, 3, 5}), (CheckSet{1, 5}));
}

TEST(Dependencies, OnlyLeavesHaveToBeNamedToMonitor) {
  EXPECT_EQ(Dependencies(kFamily).leaves({1, 2, 4, 5}), (CheckSet{2, 4, 5}));
}

TEST(Dependencies, ALoopNeitherHangsNorLosesAnybody) {
  const std::vector<monitrc::Check> loop = {check("a", {"b"}), check("b", {"a"}),
                                            check("c", {"c"})};
  const Dependencies graph(loop);
  EXPECT_EQ(graph.down_closure({0}), (CheckSet{0, 1}));
  EXPECT_EQ(graph.roots({0, 1, 2}), (CheckSet{0, 1, 2}));
}

TEST(Dependencies, ANameThatIsNotDefinedIsLeftOut) {
  EXPECT_EQ(Dependencies({check("a", {"nobody"})}).up_closure({0}), CheckSet{0});
}

}  // namespace
}  // namespace pkgmap::rules
