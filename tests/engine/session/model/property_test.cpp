// Runs sessions in many interleavings, each from a seed of its own: whatever dies, fails or
// interferes, the promises P1 to P5 of docs/design.md hold at the end.
//
// PKGMAP_INTERLEAVINGS: how many (20000); PKGMAP_SEED: the first seed (1). The test prints a
// failing seed with its trace; PKGMAP_SEED=THAT PKGMAP_INTERLEAVINGS=1 runs it alone. A seed that
// failed once goes into once_failed.txt.
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/engine/session/model/interleaving.hpp"
#include "tests/engine/session/model/random.hpp"

namespace pkgmap::model {
namespace {

using ScenarioOf = Scenario (*)(std::uint64_t seed);

// Returns the seeds that fail and the shortest of their traces; empty if none fails.
std::string failures_among(std::uint64_t count, ScenarioOf scenario_of_seed) {
  constexpr std::size_t kEnough = 20;
  const std::uint64_t first = number_from_environment("PKGMAP_SEED", 1);
  std::vector<std::uint64_t> failed;
  for (std::uint64_t seed = first; seed < first + count && failed.size() < kEnough; ++seed) {
    if (!run(scenario_of_seed(seed)).violations.empty()) failed.push_back(seed);
  }
  if (failed.empty()) return {};
  Scenario shortest = shortened(scenario_of_seed(failed.front()));
  for (const std::uint64_t seed : failed) {
    Scenario other = shortened(scenario_of_seed(seed));
    if (other.disturbances.size() < shortest.disturbances.size()) shortest = std::move(other);
  }
  std::string seeds;
  for (const std::uint64_t seed : failed) seeds += " " + std::to_string(seed);
  return "failing seeds:" + seeds + "; the shortest of them:\n" + report(shortest);
}

TEST(Sessions, KeepTheirPromisesInEveryInterleaving) {
  const std::string failures =
      failures_among(number_from_environment("PKGMAP_INTERLEAVINGS", 20'000), scenario_of);
  EXPECT_TRUE(failures.empty()) << failures;
}

// One for each ten of the others.
TEST(Sessions, KeepTheirPromisesInACrowdInAStartDelay) {
  const std::uint64_t count = number_from_environment("PKGMAP_INTERLEAVINGS", 20'000) / 10 + 1;
  const std::string failures = failures_among(count, crowded_scenario_of);
  EXPECT_TRUE(failures.empty()) << failures;
}

// One for each four of the first ones.
TEST(Sessions, KeepTheirPromisesUnderMonit6) {
  const std::uint64_t count = number_from_environment("PKGMAP_INTERLEAVINGS", 20'000) / 4 + 1;
  const std::string failures = failures_among(count, [](std::uint64_t seed) {
    Scenario scenario = scenario_of(seed);
    scenario.monit = {6, 0, 0};
    return scenario;
  });
  EXPECT_TRUE(failures.empty()) << failures;
}

// A line such as "12557 refuse", "863 carry delayed" or "7 crowd": the seed, and what the policy
// says about drift and whether there is a start delay, or that it is a crowded_scenario_of().
std::vector<Scenario> once_failed() {
  std::ifstream lines(PKGMAP_ONCE_FAILED);
  std::vector<Scenario> scenarios;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::uint64_t seed = 0;
    std::string drift;
    std::string delayed;
    words >> seed >> drift >> delayed;
    scenarios.push_back(
        drift == "crowd"
            ? crowded_scenario_of(seed)
            : scenario_of(seed, drift == "carry" ? DriftPolicy::carry : DriftPolicy::refuse,
                          delayed == "delayed"));
  }
  return scenarios;
}

TEST(Sessions, KeepTheirPromisesWhereTheyOnceFailed) {
  const auto scenarios = once_failed();
  ASSERT_FALSE(scenarios.empty()) << PKGMAP_ONCE_FAILED;
  for (const Scenario& scenario : scenarios) {
    EXPECT_TRUE(run(scenario).violations.empty()) << report(scenario);
  }
}

// The other tests prove little about substitute checks if none ever begins or ends.
TEST(Interleavings, KeepAlarmsOverReloadsAndEndThem) {
  int kept = 0;
  int ended = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    const InterleavingVerdict verdict = run(scenario_of(seed, DriftPolicy::carry));
    kept += verdict.alarms_kept;
    ended += verdict.substitutes_ended;
  }
  EXPECT_GE(kept, 30);
  EXPECT_GE(ended, 5);
}

TEST(Interleavings, AreTheSameForTheSameSeed) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    EXPECT_EQ(run(scenario_of(seed), true).trace, run(scenario_of(seed), true).trace);
  }
}

}  // namespace
}  // namespace pkgmap::model
