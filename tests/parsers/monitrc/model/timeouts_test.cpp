// How long a control file can keep monit busy.
#include "parsers/monitrc/model/timeouts.hpp"

#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

struct TimeoutsRow {
  const char* name;
  std::string text;
  std::int64_t milliseconds;  ///< longest_cycle_ms()
};

const std::string kTimeoutsHost = "check host a address b.c\n";

const TimeoutsRow kTimeoutsRows[] = {
    {"NothingToWaitFor", "check file a path /x if failed checksum then alert", 0},
    {"NetworkTimeoutIsFiveSeconds", kTimeoutsHost + "if failed port 80 then alert", 5'000},
    {"TimeoutOfTheTest", kTimeoutsHost + "if failed port 80 with timeout 15 seconds then alert",
     15'000},
    {"EveryRetryLastsItsTimeout",
     kTimeoutsHost + "if failed port 80 timeout 4 seconds retry 3 then alert", 12'000},
    {"PingIsTriedThreeTimes", kTimeoutsHost + "if failed ping with timeout 2 seconds then alert",
     6'000},
    {"CountOfPings", kTimeoutsHost + "if failed ping count 5 with timeout 2 seconds then alert",
     10'000},
    {"AllTestsOfACheck", kTimeoutsHost + "if failed port 1 then alert if failed port 2 then alert",
     10'000},
    {"LimitOfTheNetwork",
     "set limits { networkTimeout: 700 ms }\n" + kTimeoutsHost +
         "if failed port 80 timeout 1 seconds then alert if failed port 80 then alert",
     1'700},
    {"ALimitComesTooLateForTheFirstTestBehindIt",
     "set limits { networkTimeout: 700 ms }\n" + kTimeoutsHost + "if failed port 80 then alert",
     5'000},
    {"StopAndStart",
     "check process a pidfile /x start program \"/b\" stop program \"/b\" timeout 90 seconds",
     120'000},
    {"RestartProgramWhenItTakesLonger",
     "check process a pidfile /x start program \"/b\" restart program \"/b\" timeout 50 seconds",
     50'000},
    {"LimitsOfPrograms",
     "set limits { startTimeout: 2 s, stopTimeout: 3 s }\n"
     "check process a pidfile /x start program \"/b\" stop program \"/b\"",
     5'000},
    {"CheckProgramsRunInTheBackground",
     "check program a path /x timeout 300 seconds if status != 0 then alert", 0},
    {"AllChecks",
     "check process a pidfile /x start program \"/b\"\n"
     "check process c pidfile /x stop program \"/b\"",
     60'000},
};

class Cycle : public testing::TestWithParam<TimeoutsRow> {};

TEST_P(Cycle, LastsAtMost) {
  const Parsed parsed = parse(GetParam().text);
  EXPECT_EQ(messages(parsed), "");
  EXPECT_EQ(longest_cycle_ms(parsed.control_file), GetParam().milliseconds);
}

INSTANTIATE_TEST_SUITE_P(Timeouts, Cycle, testing::ValuesIn(kTimeoutsRows),
                         [](const auto& row) { return row.param.name; });

TEST(Timeouts, AProductTooBigForAnIntDoesNotOverflow) {
  const Parsed parsed =
      parse(kTimeoutsHost + "if failed port 1 timeout 2000000 seconds retry 2000000000 then alert");
  EXPECT_EQ(longest_cycle_ms(parsed.control_file), 1'000'000'000'000);
}

}  // namespace
}  // namespace pkgmap::monitrc
