// How often hosts share something, in a table that can be full.
#include "rules/fleet/tally.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

TEST(Tally, CountsHostsAndTimes) {
  Tally tally(1U << 20U);
  for (const std::uint32_t host : {0U, 0U, 3U, 4U, 5U}) tally.add("a", host);
  tally.add("b", 5);
  const auto most = tally.most(10);
  ASSERT_EQ(most.size(), 2U);
  EXPECT_EQ(most[0]->first, "a");
  EXPECT_EQ(most[0]->second.hosts, 4U);
  EXPECT_EQ(most[0]->second.times, 5U);
  EXPECT_EQ(most[0]->second.first, (std::array<std::uint32_t, 3>{0, 3, 4}));
  EXPECT_EQ(most[1]->second.hosts, 1U);
  EXPECT_EQ(tally.most(1).size(), 1U);
}

TEST(Tally, OrdersWhatAsManyHostsShareByName) {
  Tally tally(1U << 20U);
  for (const char* key : {"c", "a", "b"}) tally.add(key, 0);
  EXPECT_EQ(tally.most(3)[0]->first, "a");
  EXPECT_EQ(tally.most(3)[2]->first, "c");
}

TEST(Tally, ForgetsWhatFewestHostsHaveWhenItIsFull) {
  Tally tally(64U << 10U);
  for (std::uint32_t host = 0; host < 10000; ++host) {
    tally.add("common", host);
    tally.add("of host " + std::to_string(host), host);
  }
  EXPECT_LT(tally.size(), 500U);
  EXPECT_EQ(tally.most(1)[0]->first, "common");
  EXPECT_EQ(tally.most(1)[0]->second.hosts, 10000U);
  EXPECT_EQ(tally.forgotten() + tally.size() - 1, 10000U);
}

TEST(Tally, HoldsAKeyThatIsLargerThanItself) {
  Tally tally(100);
  tally.add(std::string(1000, 'x'), 0);
  tally.add("y", 1);
  EXPECT_LE(tally.size(), 2U);
  EXPECT_EQ(tally.forgotten() + tally.size(), 2U);
}

}  // namespace
}  // namespace pkgmap::rules
