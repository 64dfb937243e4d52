// Tests which variables a unit's commands have, and what they become.
#include "parsers/unit/environment.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using Words = std::vector<std::string>;

TEST(Environment, HasTheAssignmentsOfASetting) {
  Environment environment;
  add_assignments("A=b \"C=d e\" 'F=g=h' nothing 1X=y", environment);
  add_assignments("A=later", environment);
  EXPECT_EQ(environment, (Environment{{"A", "later"}, {"C", "d e"}, {"F", "g=h"}}));
}

TEST(Environment, HasTheAssignmentsOfAFile) {
  Environment environment;
  add_environment_file(
      "# comment\n; comment\nPIDFILE=/run/a.pid\nOPTIONS=\"-p /run/b.pid\"\nEMPTY=\n  X = 'y z' \n"
      "export NO=1\nnonsense\nLONG=a\\\nb\n",
      environment);
  EXPECT_EQ(environment["PIDFILE"], "/run/a.pid");
  EXPECT_EQ(environment["OPTIONS"], "-p /run/b.pid");
  EXPECT_EQ(environment["X"], "y z");
  EXPECT_EQ(environment["EMPTY"], "");
  EXPECT_EQ(environment.count("NO"), 0U);
}

TEST(Variables, AreReplacedAsSystemdReplacesThem) {
  const Environment environment{{"A", "x y"}, {"E", ""}, {"P", "/run/a.pid"}};
  EXPECT_EQ(expand_variables({"/d", "$A", "${A}", "-p${P}", "$E", "${E}", "a$P"}, environment),
            (Words{"/d", "x", "y", "x y", "-p/run/a.pid", "", "a$P"}));
  EXPECT_EQ(expand_variables({"/d", "$NO", "${NO}", "${", "$", "${A"}, environment),
            (Words{"/d", "$NO", "${NO}", "${", "$", "${A"}));
}

TEST(Variables, StayAsWrittenIfTheCommandWouldBecomeTooLong) {
  const Environment environment{{"A", std::string(10'000, 'x')}, {"B", "b"}};
  EXPECT_EQ(expand_variables({"/d", "${A}", "$A", "${B}${A}"}, environment),
            (Words{"/d", environment.at("A"), "$A", "b${A}"}));
}

}  // namespace
}  // namespace pkgmap
