// To which candidate links of alternatives(8) lead once the present one is gone. The tests of
// engine/facts/movable_links ask the real update-alternatives.
#include "rules/predict/next_choice.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

using alternatives::LinkGroup;

LinkGroup group(const std::vector<std::pair<int, std::string>>& candidates) {
  LinkGroup made;
  made.links = {{"editor", "/usr/bin/editor"}};
  for (const auto& [priority, family] : candidates) {
    made.candidates.push_back({priority, family, {"/bin/x"}});
  }
  return made;
}

NextChoice next(const LinkGroup& group, std::size_t present, const std::vector<bool>& there,
                AlternativesTool tool = AlternativesTool::dpkg) {
  return next_choice(group, present, there, tool);
}

TEST(NextChoice, IsTheHighestPriorityThatIsLeft) {
  const LinkGroup some = group({{10, ""}, {30, ""}, {-5, ""}, {20, ""}});
  EXPECT_EQ(next(some, 1, {true, true, true, true}).candidate, 3U);
  EXPECT_EQ(next(some, 1, {true, false, true, false}).candidate, 0U);
  EXPECT_EQ(next(some, 1, {false, false, true, false}).candidate, 2U);
  EXPECT_EQ(next(some, 1, {false, false, false, false}).candidate, std::nullopt);
}

TEST(NextChoice, AmongEqualOnesIsTheFirstForDpkgAndUnknownForChkconfig) {
  const LinkGroup some = group({{10, ""}, {20, ""}, {20, ""}, {30, ""}});
  EXPECT_EQ(next(some, 3, {true, true, true, true}).candidate, 1U);
  EXPECT_TRUE(next(some, 3, {true, true, true, true}).certain);
  EXPECT_FALSE(next(some, 3, {true, true, true, true}, AlternativesTool::chkconfig).certain);
  EXPECT_TRUE(next(some, 3, {true, true, false, true}, AlternativesTool::chkconfig).certain);
}

TEST(NextChoice, StaysInTheFamily) {
  const LinkGroup some = group({{10, "java-8"}, {90, "java-17"}, {11, "java-8"}, {12, "java-8"}});
  EXPECT_EQ(next(some, 3, {true, true, true, true}, AlternativesTool::chkconfig).candidate, 2U);
  EXPECT_EQ(next(some, 3, {false, true, false, true}, AlternativesTool::chkconfig).candidate, 1U);
}

}  // namespace
}  // namespace pkgmap::rules
