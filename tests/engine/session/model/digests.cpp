#include "tests/engine/session/model/digests.hpp"

#include <unordered_map>

#include "engine/packages/digest.hpp"

namespace pkgmap::model {

const std::string& digest_of_text(const std::string& content, const std::string& algorithm) {
  static std::unordered_map<std::string, std::string> known;
  const auto [found, unknown] = known.try_emplace(algorithm + ' ' + content);
  if (!unknown) return found->second;
  auto digest = Digest::start(algorithm).value();
  digest.update(content.data(), content.size());
  return found->second = digest.finish();
}

const char* algorithm_of(const monitrc::Test& test) {
  return monitrc::name_of(test.algorithm.value_or(monitrc::Algorithm::md5));
}

const char* type_of(const monitrc::Test& test) {
  switch (test.algorithm.value_or(monitrc::Algorithm::md5)) {
    case monitrc::Algorithm::md5:
      return "MD5";
    case monitrc::Algorithm::sha1:
      return "SHA1";
    case monitrc::Algorithm::sha256:
      return "SHA256";
  }
  return "";
}

}  // namespace pkgmap::model
