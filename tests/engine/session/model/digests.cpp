#include "tests/engine/session/model/digests.hpp"

#include <unordered_map>

#include "engine/packages/digest.hpp"

namespace pkgmap::model {

const std::string& digest_of_text(const std::string& content, const Algorithm& algorithm) {
  static std::unordered_map<std::string, std::string> known;
  const auto [found, unknown] = known.try_emplace(algorithm.name() + ' ' + content);
  if (!unknown) return found->second;
  auto digest = RunningDigest::start(algorithm).value();
  digest.update(content.data(), content.size());
  return found->second = digest.finish();
}

Algorithm algorithm_of(const monitrc::Test& test) {
  return test.algorithm.value_or(Algorithm::md5);
}

}  // namespace pkgmap::model
