// The aliases of a unit, systemd.unit(5).
#include "parsers/unit/aliases.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using Names = std::vector<std::string>;

TEST(UnitAliases, AreThoseOfTheInstallSection) {
  EXPECT_EQ(unit_aliases("[Unit]\nAlias=no.service\n[Install]\nAlias=a.service b.service\r\n"),
            (Names{"a.service", "b.service"}));
}

TEST(UnitAliases, AnEmptyAssignmentForgetsThoseBefore) {
  EXPECT_EQ(unit_aliases("[Install]\nAlias=a.service\nAlias=\n Alias = c.service"),
            Names{"c.service"});
}

TEST(UnitAliases, CommentsAreNone) {
  EXPECT_EQ(unit_aliases("[Install]\n#Alias=a.service\n;Alias=b.service\n"), Names{});
}

}  // namespace
}  // namespace pkgmap
