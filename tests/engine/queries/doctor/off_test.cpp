// The names that bring back every check that is off.
#include "engine/queries/doctor/off.hpp"

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

std::vector<monitrc::Check> a_chain_and_a_single() {
  std::vector<monitrc::Check> checks(4);
  checks[0].name = "bin";
  checks[1].name = "daemon";
  checks[1].depends_on = {"bin"};
  checks[2].name = "spool";
  checks[2].depends_on = {"daemon"};
  checks[3].name = "single";
  return checks;
}

TEST(ChecksThatAreOff, ComeBackByTheNameOfTheLastDependent) {
  const std::string todo = how_all_come_back({"bin", "daemon", "spool"}, a_chain_and_a_single());
  EXPECT_EQ(todo.substr(0, todo.find(':')),
            "'monit monitor NAME', for spool, monitors all of them again");
}

TEST(ChecksThatAreOff, NeedANameEachIfNoneDependsOnAnother) {
  EXPECT_EQ(how_all_come_back({"bin", "single"}, a_chain_and_a_single()),
            "'monit monitor NAME' monitors one again");
}

TEST(ChecksThatAreOff, AreNamedAlsoIfOnlyMonitHasThem) {
  const std::string todo = how_all_come_back({"bin", "daemon", "old"}, a_chain_and_a_single());
  EXPECT_EQ(todo.substr(0, todo.find(" monitors")), "'monit monitor NAME', for old, daemon,");
}

}  // namespace
}  // namespace pkgmap
