// Sessions in many interleavings, each from a seed of its own: whatever dies, fails or interferes,
// what docs/design.md promises as P2, P3 and P4 holds at the end.
//
// PKGMAP_INTERLEAVINGS: how many (100000); PKGMAP_SEED: the first seed (1). A failing seed is told
// with its trace; PKGMAP_SEED=THAT PKGMAP_INTERLEAVINGS=1 runs it alone.
#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/engine/session/model/interleaving.hpp"

namespace pkgmap::model {
namespace {

std::uint64_t number(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

TEST(Sessions, KeepTheirPromisesInEveryInterleaving) {
  constexpr std::size_t kEnough = 20;
  const std::uint64_t first = number("PKGMAP_SEED", 1);
  const std::uint64_t count = number("PKGMAP_INTERLEAVINGS", 100'000);
  std::vector<std::uint64_t> failed;
  for (std::uint64_t seed = first; seed < first + count && failed.size() < kEnough; ++seed) {
    if (!run(scenario_of(seed)).violations.empty()) failed.push_back(seed);
  }
  if (failed.empty()) return;
  Scenario shortest = shortened(scenario_of(failed.front()));
  for (const std::uint64_t seed : failed) {
    Scenario other = shortened(scenario_of(seed));
    if (other.disturbances.size() < shortest.disturbances.size()) shortest = std::move(other);
  }
  std::string seeds;
  for (const std::uint64_t seed : failed) seeds += " " + std::to_string(seed);
  FAIL() << "failing seeds:" << seeds << "; the shortest of them:\n" << report(shortest);
}

// Beyond the number that the normal run takes.
TEST(Sessions, KeepTheirPromisesWhereTheyOnceFailed) {
  for (const std::uint64_t seed : {12557, 37089, 54780, 126495, 138076, 138136, 178723, 221690,
                                   229640, 251367, 270532, 428057}) {
    const Scenario scenario = scenario_of(seed);
    EXPECT_TRUE(run(scenario).violations.empty()) << report(scenario);
  }
}

TEST(Interleavings, AreTheSameForTheSameSeed) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_EQ(run(scenario_of(seed), true).trace, run(scenario_of(seed), true).trace);
  }
}

}  // namespace
}  // namespace pkgmap::model
