// Tests how a NEVRA is written and compared.
#include "rules/nevra.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

TEST(Nevra, AnEpochOfZeroIsNotWritten) {
  EXPECT_EQ((Nevra{"bash", "0", "5.2", "1.el9", "x86_64"}.text()), "bash-5.2-1.el9.x86_64");
  EXPECT_EQ((Nevra{"bash", "", "5.2", "1.el9", "x86_64"}.text()), "bash-5.2-1.el9.x86_64");
}

TEST(Nevra, AnotherEpochStandsBeforeTheVersion) {
  EXPECT_EQ((Nevra{"bind", "32", "9.16", "1", "noarch"}.text()), "bind-32:9.16-1.noarch");
}

TEST(Nevra, NoEpochEqualsEpochZero) {
  EXPECT_EQ((Nevra{"a", "", "1", "1", "noarch"}), (Nevra{"a", "0", "1", "1", "noarch"}));
}

}  // namespace
}  // namespace pkgmap::rules
