// The sums that control files expect, against packaged files, and what monit says of the result.
#include "engine/queries/expected_sums.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/monit/daemon.hpp"
#include "engine/packages/digest.hpp"
#include "engine/system/files/replace_text.hpp"
#include "tests/engine/packages/signing.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

using test::read_file;
using test::SessionHost;
using testing::HasSubstr;
using testing::IsEmpty;

class ExpectedSumsTest : public testing::Test {
 protected:
  ExpectedSumsTest() : host_("check file later path @HOST@/sbin/daemon\n") {}

  // @SUM@, @SHA1@ and @SHA256@ stand for the MD5, SHA-1 and SHA-256 of version 1 of the daemon.
  void checks(std::string text) {
    for (const auto& [word, algorithm] : {std::pair{"@SUM@", Algorithm::md5},
                                          {"@SHA1@", Algorithm::sha1},
                                          {"@SHA256@", Algorithm::sha256}}) {
      const std::string sum = digest_of_file(path(), algorithm).value();
      for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) {
        text.replace(at, std::string(word).size(), sum);
      }
    }
    host_.write_checks(text);
  }
  std::string path() const { return host_.path("sbin/daemon"); }
  ExpectedSums look() const { return look_at_expected_sums(host_.settings()).value(); }
  std::string text() { return read_file(host_.monit().control_file()); }
  std::string sum(const Algorithm& algorithm) const {
    return digest_of_file(path(), algorithm).value();
  }
  bool monit_takes_it() {
    return check_syntax("/usr/bin/monit", host_.monit().control_file()).ok();
  }

  SessionHost host_;
};

const char* const kAllSpellings =
    "check file a path @HOST@/sbin/daemon\n"
    "  if failed checksum expect @SUM@ then alert\n"
    "check file b path @HOST@/sbin/daemon # a comment with @SUM@\n"
    "  if failed checksum and expect the sum @SUM@ then alert\n"
    "check file c path @HOST@/sbin/daemon\n"
    "\tif failed sha1 checksum and expect the sum \"@SHA1@\" then unmonitor\n"
    "check file d path @HOST@/sbin/daemon if failed md5 checksum expect '@SUM@' then alert\n";

TEST_F(ExpectedSumsTest, RightSumsAreNotOutdated) {
  checks(kAllSpellings);
  EXPECT_THAT(look().outdated, IsEmpty());
  EXPECT_THAT(look().refused, IsEmpty());
  EXPECT_THAT(rewritten_files(look()), IsEmpty());
}

TEST_F(ExpectedSumsTest, AfterAnUpgradeEverySpellingIsRewrittenAndMonitTakesIt) {
  checks(kAllSpellings);
  const std::string old_md5 = sum(Algorithm::md5);
  const std::string old_sha1 = sum(Algorithm::sha1);
  const std::string before = text();
  host_.upgrade_to("2");
  const ExpectedSums sums = look();
  ASSERT_EQ(sums.outdated.size(), 4U);
  EXPECT_EQ(sums.outdated[0].before, old_md5);
  EXPECT_EQ(sums.outdated[0].after, sum(Algorithm::md5));
  EXPECT_EQ(sums.outdated[0].package, "hosted-2-1.noarch");
  EXPECT_EQ(sums.outdated[0].signature, "digest");
  EXPECT_EQ(sums.outdated[2].after, sum(Algorithm::sha1));
  const auto files = rewritten_files(sums);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].sums, 4U);
  ASSERT_TRUE(replace_text(files[0].path, files[0].before, files[0].after));

  // All but the four sums is unchanged, also a sum in a comment.
  std::string expected = before;
  for (const auto& [old, now] :
       {std::pair{"expect " + old_md5, "expect " + sum(Algorithm::md5)},
        {"sum " + old_md5 + " then", "sum " + sum(Algorithm::md5) + " then"},
        {"\"" + old_sha1 + "\"", "\"" + sum(Algorithm::sha1) + "\""},
        {"'" + old_md5 + "'", "'" + sum(Algorithm::md5) + "'"}}) {
    const auto at = expected.find(old);
    ASSERT_NE(at, std::string::npos) << old;
    expected.replace(at, old.size(), now);
  }
  EXPECT_EQ(text(), expected);
  EXPECT_EQ(read_file(host_.monit().control_file() + "~"), before);
  EXPECT_TRUE(monit_takes_it());
  EXPECT_THAT(look().outdated, IsEmpty());
}

TEST_F(ExpectedSumsTest, ASecondUpgradeBackGivesTheFirstTextAgain) {
  checks(kAllSpellings);
  const std::string first = text();
  for (const char* version : {"2", "1"}) {
    host_.upgrade_to(version);
    for (const auto& file : rewritten_files(look())) {
      ASSERT_TRUE(replace_text(file.path, file.before, file.after));
    }
  }
  EXPECT_EQ(text(), first);
}

TEST_F(ExpectedSumsTest, WhatThePackageDidNotShipIsRefused) {
  checks(
      "check file a path @HOST@/sbin/daemon\n  if failed checksum expect @SUM@ then alert\n"
      "check file u path @HOST@/run/unpackaged\n  if failed checksum expect @SUM@ then alert\n"
      "check file g path @HOST@/run/daemon.pid\n  if failed checksum expect @SUM@ then alert\n");
  host_.write("sbin/daemon", "evil\n");
  host_.write("run/unpackaged", "mine\n");
  host_.write("run/daemon.pid", "17\n");
  const ExpectedSums sums = look();
  EXPECT_THAT(sums.outdated, IsEmpty());
  ASSERT_EQ(sums.refused.size(), 3U);
  EXPECT_EQ(sums.refused[0].reason, "it is not what hosted-1-1.noarch shipped");
  EXPECT_EQ(sums.refused[1].reason, "no package owns it");
  EXPECT_EQ(sums.refused[2].reason, "hosted-1-1.noarch does not say what it holds");
}

TEST_F(ExpectedSumsTest, AFileThatIsGoneIsNoted) {
  checks("check file a path @HOST@/sbin/daemon\n  if failed checksum expect @SUM@ then alert\n");
  host_.remove("sbin/daemon");
  EXPECT_THAT(look().refused, IsEmpty());
  ASSERT_EQ(look().notes.size(), 1U);
  EXPECT_THAT(look().notes[0], HasSubstr("does not exist"));
}

TEST_F(ExpectedSumsTest, WithRequireSignatureAnUnsignedPackageVouchesForNothing) {
  checks("check file a path @HOST@/sbin/daemon\n  if failed checksum expect @SUM@ then alert\n");
  host_.upgrade_to("2");
  host_.settings().policy.require_signature = true;
  const ExpectedSums sums = look();
  EXPECT_THAT(sums.outdated, IsEmpty());
  ASSERT_EQ(sums.refused.size(), 1U);
  EXPECT_EQ(sums.refused[0].reason, path() +
                                        " is as hosted-2-1.noarch has it, but "
                                        "hosted-2-1.noarch is not signed by a key that rpm "
                                        "knows");
}

TEST_F(ExpectedSumsTest, AControlFileThatDoesNotParseIsAnError) {
  host_.write_checks("check fil a path /x\n");
  const auto sums = look_at_expected_sums(host_.settings());
  ASSERT_FALSE(sums);
  EXPECT_EQ(sums.error().code, ErrorCode::control_file);
}

}  // namespace
}  // namespace pkgmap
