// Tests the substitute check that keeps an alarm, and where its file can lie.
#include "rules/substitute.hpp"

#include <utility>

#include <gtest/gtest.h>

#include "parsers/monitrc/parse.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::rules {
namespace {

SubstituteCheck drift_of(const std::string& path) {
  SubstituteCheck drift;
  drift.name = "drift_bin";
  drift.check = "bin";
  drift.path = path;
  drift.digest = {Algorithm::md5, "d41d8cd98f00b204e9800998ecf8427e"};
  return drift;
}

TEST(SubstituteCheck, ExpectsTheOldContent) {
  const std::string text = text_of({drift_of("/usr/sbin/sshd")});
  EXPECT_TRUE(text.starts_with(kSubstitutesHeader));
  EXPECT_EQ(text.substr(text.find("\ncheck")),
            "\ncheck file drift_bin with path \"/usr/sbin/sshd\"\n"
            "  if not exist then alert\n"
            "  if failed checksum expect \"d41d8cd98f00b204e9800998ecf8427e\" then alert\n");
}

TEST(SubstituteCheck, ThatNobodyCanTellMonitExpectsWhatNoFileHas) {
  SubstituteCheck drift = drift_of("/usr/sbin/sshd");
  drift.digest = {};
  EXPECT_NE(text_of({drift}).find("expect \"ffffffffffffffffffffffffffffffff\" then alert\n"),
            std::string::npos);
}

class PathInCarriedDrift : public ::testing::TestWithParam<std::string> {};

TEST_P(PathInCarriedDrift, IsReadAgainAsItIs) {
  TextFiles reader{{"/monitrc", text_of({drift_of(GetParam())})}};
  const auto parsed = monitrc::parse_control_file("/monitrc", reader);
  EXPECT_TRUE(parsed.ok());
  ASSERT_FALSE(parsed.control_file.checks.empty());
  EXPECT_EQ(parsed.control_file.checks[0].path, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Paths, PathInCarriedDrift,
                         ::testing::Values("/usr/sbin/sshd", "/a b", "/it's", "/say \"b\"",
                                           "/it's \"b\"", "/a\nb", "/a\tb", "/a\\b", "/a\\nb",
                                           "/a\\", "/a\\\"", "/caf\xE9",
                                           "/a\x7f"
                                           "b",
                                           "/a\\0x41"));

struct Expectable {
  const char* why;
  Algorithm shown;
  const char* version;
  Algorithm algorithm;
};

TEST(SubstituteCheck, ExpectsWhatMonitCanBeTold) {
  const Digests all = {{Algorithm::md5, "5"}, {Algorithm::sha1, "1"}, {Algorithm::sha256, "256"}};
  const Expectable kExpectable[] = {
      {"what it shows itself", Algorithm::md5, "5.33.0", Algorithm::md5},
      {"the same on 6", Algorithm::md5, "6.0.0", Algorithm::md5},
      {"its default on 6", Algorithm::sha256, "6.0.0", Algorithm::sha256},
      {"nothing shown", Algorithm::none, "5.33.0", Algorithm::sha1},
      {"nothing shown on 6", Algorithm::none, "6.1.0", Algorithm::sha256},
      {"an older one cannot be told of sha256", Algorithm::sha256, "5.33.0", Algorithm::sha1},
      {"a version that nobody knows", Algorithm::sha256, "", Algorithm::sha1},
  };
  for (const Expectable& one : kExpectable) {
    EXPECT_EQ(expected_by(all, one.shown, one.version).algorithm, one.algorithm) << one.why;
  }
  EXPECT_EQ(expected_by({{Algorithm::sha256, "256"}}, Algorithm::md5, "5.33.0"), Digest{});
  EXPECT_EQ(expected_by({}, Algorithm::md5, "5.33.0"), Digest{});
}

struct Place {
  const char* pattern;
  const char* path;  // Null if there is none.
};

class ManagedPath : public ::testing::TestWithParam<Place> {};

TEST_P(ManagedPath, IsOneThatTheIncludeTakes) {
  const auto path = managed_path({GetParam().pattern});
  if (!GetParam().path) {
    EXPECT_FALSE(path.has_value()) << *path;
  } else {
    EXPECT_EQ(path.value_or("none"), GetParam().path);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Patterns, ManagedPath,
    ::testing::Values(Place{"/etc/monit.d/*", "/etc/monit.d/monit-pkgmap-drift"},
                      Place{"/etc/monit.d/*.conf", "/etc/monit.d/monit-pkgmap-drift.conf"},
                      Place{"/etc/monit.d/*.cfg", "/etc/monit.d/monit-pkgmap-drift.cfg"},
                      Place{"/etc/monit/conf-enabled/*",
                            "/etc/monit/conf-enabled/monit-pkgmap-drift"},
                      Place{"/etc/monit.d/srv-*.mon", "/etc/monit.d/srv-monit-pkgmap-drift.mon"},
                      Place{"/etc/monit.d/?*", "/etc/monit.d/monit-pkgmap-drift"},
                      Place{"/etc/monit.d/[a-z]*", "/etc/monit.d/monit-pkgmap-drift"},
                      Place{"/etc/monit.d/[0-9]*", nullptr}, Place{"/etc/monit.d/*~", nullptr},
                      Place{"/etc/*/monit", nullptr}, Place{"/etc/monit.d/web.conf", nullptr},
                      Place{"monit.d", nullptr}, Place{"/etc/monit.d/x", nullptr},
                      Place{"/etc/monit.d/a-*-*.d", "/etc/monit.d/a-monit-pkgmap-drift-.d"},
                      Place{"/etc/monit.d/?", nullptr}, Place{"/etc/monit.d/[ab]*.x", nullptr},
                      Place{"/etc/monit-pkgmap-drift.conf", "/etc/monit-pkgmap-drift.conf"}));

TEST(ManagedPath, IsThatOfTheFirstIncludeThatTakesAFileMore) {
  EXPECT_EQ(managed_path({"/etc/one.conf", "/etc/b/*", "/etc/a/*"}).value_or(""),
            "/etc/b/monit-pkgmap-drift");
  EXPECT_FALSE(managed_path({}).has_value());
}

TEST(NameOfTheAlarm, IsOneThatNobodyHas) {
  EXPECT_EQ(name_for("sshd bin", {}), "drift_sshd_bin");
  EXPECT_EQ(name_for("a", {"DRIFT_A", "drift_a_2"}), "drift_a_3");
  EXPECT_EQ(name_for("Zz-0.9_{~@[`", {}), "drift_Zz-0.9______");
  EXPECT_EQ(name_for(std::string(200, 'x'), {}), "drift_" + std::string(100, 'x'));
}

}  // namespace
}  // namespace pkgmap::rules
