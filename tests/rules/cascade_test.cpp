// Which dependents monit took along when a check went off.
#include "rules/cascade.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t kThen = 1'700'000'000;

// spool depends on daemon, and daemon on bin.
Dependencies chain() {
  static std::vector<monitrc::Check> checks(3);
  checks[0].name = "bin";
  checks[1].name = "daemon";
  checks[1].depends_on = {"bin"};
  checks[2].name = "spool";
  checks[2].depends_on = {"daemon"};
  return Dependencies(checks);
}

TEST(TakenAlong, IsEveryDependentWhoseLastTestsWereACycleBefore) {
  EXPECT_THAT(
      taken_along(chain(), 0, {{true, kThen, 30}, {true, kThen - 30, 30}, {true, kThen - 30, 30}}),
      ElementsAre(1, 2));
}

TEST(TakenAlong, IsNoCheckThatSomebodySwitchedOffLongBefore) {
  EXPECT_THAT(taken_along(chain(), 0,
                          {{true, kThen, 30}, {true, kThen - 30, 30}, {true, kThen - 3600, 30}}),
              ElementsAre(1));
}

TEST(TakenAlong, IsNoCheckThatWentOffLater) {
  EXPECT_THAT(taken_along(chain(), 0, {{true, kThen, 30}, {true, kThen + 3600, 30}, {}}),
              IsEmpty());
}

TEST(TakenAlong, IsNoCheckThatIsOn) {
  EXPECT_THAT(taken_along(chain(), 0, {{true, kThen, 30}, {false, kThen + 90, 30}, {}}), IsEmpty());
  EXPECT_THAT(taken_along(chain(), 0, {{false, kThen, 30}, {true, kThen, 30}, {}}), IsEmpty());
}

TEST(TakenAlong, KnowsThatEveryMakesTurnsLonger) {
  status::Service service;
  service.collected_usec = (kThen - 500) * 1'000'000;
  service.every = status::Service::Every{2, 0, 10};
  EXPECT_THAT(taken_along(chain(), 0, {{true, kThen, 30}, last_tests_of(service, 30), {}}),
              ElementsAre(1));
  EXPECT_THAT(taken_along(chain(), 0, {{true, kThen, 30}, last_tests_of(service, 5), {}}),
              IsEmpty());
}

TEST(TakenAlong, IsUnknownWithoutTimes) {
  EXPECT_THAT(taken_along(chain(), 0, {{true, 0, 30}, {true, 0, 30}, {true, 0, 30}}), IsEmpty());
}

}  // namespace
}  // namespace pkgmap::rules
