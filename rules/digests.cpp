#include "rules/digests.hpp"

#include <algorithm>

namespace pkgmap::rules {

Alike compare(const Digests& left, const Digests& right) {
  Alike alike = Alike::unknown;
  for (const auto& [algorithm, sum] : left) {
    const std::string other = sum_by(right, algorithm);
    if (sum.empty() || other.empty()) continue;
    if (sum != other) return Alike::different;
    alike = Alike::same;
  }
  return alike;
}

bool is_known(const Digests& digests) {
  return std::any_of(digests.begin(), digests.end(),
                     [](const auto& digest) { return !digest.second.empty(); });
}

std::string sum_by(const Digests& digests, const Algorithm& algorithm) {
  const auto found = digests.find(algorithm);
  return found == digests.end() ? std::string() : found->second;
}

}  // namespace pkgmap::rules
