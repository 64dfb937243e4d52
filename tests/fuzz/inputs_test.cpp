// Replays the inputs of fixtures/fuzz with their targets: what the fuzzers begin with, and what
// they found. A short run of random damage stands for the fuzzers themselves, from one fixed seed.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/fuzz/all_targets.hpp"

namespace pkgmap::fuzz {
namespace {

using Inputs = std::vector<std::pair<std::string, std::string>>;

/// The inputs of a target, by path.
Inputs inputs_of(const Target& target) {
  Inputs inputs;
  const auto place = std::filesystem::path(PKGMAP_SOURCE_DIR) / "fixtures/fuzz" / target.name;
  for (const auto& entry : std::filesystem::directory_iterator(place)) {
    std::ifstream file(entry.path(), std::ios::binary);
    inputs.emplace_back(entry.path().string(),
                        std::string(std::istreambuf_iterator<char>(file), {}));
  }
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

/// Changes, repeats, swaps or cuts off some bytes.
std::string damaged(std::string bytes, std::mt19937& draw) {
  constexpr std::string_view kTelling("\0\n\"'\\%$<>&{}[]=:/\x7f\x80\xff", 20);
  const auto below = [&](std::size_t bound) { return bound == 0 ? 0 : draw() % bound; };
  for (std::size_t change = 0; change <= below(4); ++change) {
    if (bytes.empty()) return bytes;
    const std::size_t at = below(bytes.size());
    const std::size_t length = 1 + below(std::min<std::size_t>(bytes.size() - at, 16));
    switch (draw() % 5) {
      case 0:
        bytes[at] = static_cast<char>(draw());
        break;
      case 1:
        bytes[at] = kTelling[below(kTelling.size())];
        break;
      case 2:
        bytes.insert(at, bytes.substr(below(bytes.size()), length));
        break;
      case 3:
        bytes.erase(at, length);
        break;
      default:
        bytes.resize(at);
    }
  }
  return bytes;
}

class FuzzTarget : public testing::TestWithParam<Target> {};

TEST_P(FuzzTarget, KeepsItsPromisesForTheInputsThatAreKept) {
  const Inputs inputs = inputs_of(GetParam());
  EXPECT_GE(inputs.size(), 2U);
  for (const auto& [path, bytes] : inputs) EXPECT_NO_THROW(GetParam().run(bytes)) << path;
}

TEST_P(FuzzTarget, KeepsItsPromisesForDamagedInputs) {
  constexpr int kForEach = 150;
  std::mt19937 draw(1);
  for (const auto& [path, bytes] : inputs_of(GetParam())) {
    for (int number = 0; number < kForEach; ++number) {
      EXPECT_NO_THROW(GetParam().run(damaged(bytes, draw))) << path << ", damage " << number;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(FuzzInputs, FuzzTarget, testing::ValuesIn(kTargets),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace pkgmap::fuzz
