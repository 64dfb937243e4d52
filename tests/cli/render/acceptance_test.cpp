// What accept says of checks that are monitored again.
#include "cli/render/acceptance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using testing::HasSubstr;

// The dependent has the name that the control file had when the alarm began.
TEST(Acceptance, FindsDependentsByNamesThatMonitTakesForTheSame) {
  Acceptance acceptance;
  AcceptedFile& file = acceptance.files.emplace_back();
  file.check = "bin";
  file.path = "/opt/app/bin";
  file.drifted = true;
  file.dependents = {"App", "gone"};
  acceptance.outcome.emplace();
  acceptance.outcome->results.reloaded = true;
  acceptance.outcome->results.resumed = {{"BIN"}, {"app"}};
  EXPECT_THAT(acceptance_text(acceptance),
              HasSubstr("the check is monitored\n  again, and App with it\n"));
  const Json json = acceptance_json(acceptance);
  EXPECT_EQ(json["files"].items()[0]["monitored_again"].boolean(), true);
  EXPECT_EQ(json["files"].items()[0]["dependents"].strings(), std::vector<std::string>{"App"});
}

}  // namespace
}  // namespace pkgmap::cli
