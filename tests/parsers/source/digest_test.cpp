#include "parsers/source/digest.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

TEST(AlgorithmName, IsReadBack) {
  for (const Algorithm algorithm : kAlgorithms) {
    EXPECT_EQ(Algorithm::called(algorithm.name()), algorithm) << algorithm.name();
    EXPECT_EQ(Algorithm::with_digits(algorithm.digits()), algorithm) << algorithm.name();
  }
  EXPECT_EQ(Algorithm(Algorithm::sha256).name(), "sha256");
  EXPECT_EQ(Algorithm::called(""), Algorithm::none);
  EXPECT_EQ(Algorithm(Algorithm::none).name(), "");
}

TEST(AlgorithmName, OfAnUnknownAlgorithmIsKept) {
  for (const char* name : {"crc32", "MD5", "sha3-256"}) {
    const Algorithm algorithm = Algorithm::called(name);
    EXPECT_EQ(algorithm.name(), name);
    EXPECT_EQ(algorithm.digits(), 0U) << name;
    EXPECT_EQ(algorithm, Algorithm::called(name));
    EXPECT_NE(algorithm, Algorithm::none) << name;
    EXPECT_NE(algorithm, Algorithm::md5) << name;
    EXPECT_FALSE(algorithm.is_of_monit()) << name;
  }
}

TEST(AlgorithmName, DecidesTheOrder) {
  EXPECT_TRUE(std::is_sorted(
      kAlgorithms.begin(), kAlgorithms.end(),
      [](const Algorithm& left, const Algorithm& right) { return left.name() < right.name(); }));
  EXPECT_LT(Algorithm::called("crc32"), Algorithm::md5);
  EXPECT_LT(Algorithm::md5, Algorithm::called("sha0"));
}

TEST(AlgorithmOfMonit, IsOneThatAControlFileCanName) {
  for (const Algorithm algorithm : kAlgorithms) {
    const bool listed = std::any_of(kMonitAlgorithms.begin(), kMonitAlgorithms.end(),
                                    [&](const Algorithm& one) { return one == algorithm; });
    EXPECT_EQ(algorithm.is_of_monit(), listed) << algorithm.name();
  }
}

TEST(DigestForm, IsThatOfTheAlgorithm) {
  const std::string md5 = "5204fe00112233445566778899aabbcc";
  EXPECT_TRUE((Digest{Algorithm::md5, md5}.well_formed()));
  const Digest malformed[] = {
      {},
      {Algorithm::none, md5},
      {Algorithm::md5, ""},
      {Algorithm::sha1, md5},
      {Algorithm::called("md4"), md5},
      {Algorithm::md5, "5204FE00112233445566778899AABBCC"},
      {Algorithm::md5, md5 + "0"},
  };
  for (const Digest& digest : malformed) {
    EXPECT_FALSE(digest.well_formed()) << digest.algorithm.name() << ' ' << digest.value;
  }
}

}  // namespace
}  // namespace pkgmap
