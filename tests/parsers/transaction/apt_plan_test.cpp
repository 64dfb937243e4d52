// The plan of apt-get 2.6, as it prints it.
#include "parsers/transaction/apt_plan.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

TEST(AptPlan, HasBothSidesOfAnUpgrade) {
  std::string error;
  const auto plan = parse_apt_plan(
      "Reading package lists...\nCalculating upgrade...\n"
      "The following packages will be upgraded:\n  nginx\n"
      "Inst nginx [1.22.1-9] (1.22.1-9+deb12u1 Debian:12.5/stable, Debian-Security:12 [amd64]) []\n"
      "Inst libx:i386 (1:2-3 Debian:12/stable [i386])\n"
      "Remv old [0.1-2]\n"
      "Purg older:i386 [7]\n"
      "Conf nginx (1.22.1-9+deb12u1 Debian:12.5/stable [amd64])\n",
      error);
  ASSERT_TRUE(plan) << error;
  EXPECT_EQ(plan->manager, "apt");
  struct Row {
    ItemAction action;
    const char* name;
    const char* version;
    const char* arch;
  };
  const Row rows[] = {{ItemAction::remove, "nginx", "1.22.1-9", "amd64"},
                      {ItemAction::upgrade, "nginx", "1.22.1-9+deb12u1", "amd64"},
                      {ItemAction::install, "libx", "1:2-3", "i386"},
                      {ItemAction::remove, "old", "0.1-2", ""},
                      {ItemAction::remove, "older", "7", "i386"}};
  ASSERT_EQ(plan->items.size(), std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    EXPECT_EQ(plan->items[i].action, rows[i].action) << i;
    EXPECT_EQ(plan->items[i].package.name, rows[i].name);
    EXPECT_EQ(plan->items[i].package.version, rows[i].version);
    EXPECT_EQ(plan->items[i].package.arch, rows[i].arch);
  }
}

TEST(AptPlan, WithoutAnUpgradeIsEmpty) {
  std::string error;
  const auto plan = parse_apt_plan("0 upgraded, 0 newly installed\n", error);
  ASSERT_TRUE(plan);
  EXPECT_TRUE(plan->items.empty());
}

TEST(AptPlan, NamesTheLineThatItDoesNotUnderstand) {
  for (const char* line : {"Inst nginx", "Inst nginx [1] [2]", "Inst nginx (1",
                           "Inst nginx (1 x [])", "Remv nginx", "Inst  ( [x])", "Remv  [1]"}) {
    std::string error;
    EXPECT_FALSE(parse_apt_plan(line, error)) << line;
    EXPECT_EQ(error, std::string("the line '") + line + "' is not understood");
  }
}

}  // namespace
}  // namespace pkgmap
