// Tests the substitute check that keeps an alarm, and where its file can lie.
#include "rules/substitute.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

SubstituteCheck drift_of(const std::string& path) {
  SubstituteCheck drift;
  drift.name = "drift_bin";
  drift.check = "bin";
  drift.path = path;
  drift.algorithm = "md5";
  drift.digest = "d41d8cd98f00b204e9800998ecf8427e";
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

TEST(SubstituteCheck, PutsAPathBetweenTheQuotesThatItDoesNotHave) {
  EXPECT_NE(text_of({drift_of("/a \"b\"")}).find("with path '/a \"b\"'\n"), std::string::npos);
}

struct Possible {
  const char* why;
  const char* path;
  const char* algorithm;
  bool can;
};

class CanBeSubstituted : public testing::TestWithParam<Possible> {};

TEST_P(CanBeSubstituted, WhatMonitCanBeTold) {
  SubstituteCheck drift = drift_of(GetParam().path);
  drift.algorithm = GetParam().algorithm;
  EXPECT_EQ(can_be_substituted(drift), GetParam().can) << GetParam().why;
}

INSTANTIATE_TEST_SUITE_P(
    Paths, CanBeSubstituted,
    testing::Values(Possible{"a path", "/usr/sbin/sshd", "md5", true},
                    Possible{"the other sum", "/usr/sbin/sshd", "sha1", true},
                    Possible{"a sum that monit does not know", "/a", "sha256", false},
                    Possible{"blanks", "/a b", "md5", true},
                    Possible{"one kind of quotes", "/it's", "md5", true},
                    Possible{"both kinds of quotes", "/it's \"b\"", "md5", false},
                    Possible{"a line end", "/a\nb", "md5", false},
                    Possible{"a backslash", "/a\\", "md5", false}));

struct Place {
  const char* pattern;
  const char* path;  // Null if there is none.
};

class ManagedPath : public testing::TestWithParam<Place> {};

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
    testing::Values(Place{"/etc/monit.d/*", "/etc/monit.d/monit-pkgmap-drift"},
                    Place{"/etc/monit.d/*.conf", "/etc/monit.d/monit-pkgmap-drift.conf"},
                    Place{"/etc/monit.d/*.cfg", "/etc/monit.d/monit-pkgmap-drift.cfg"},
                    Place{"/etc/monit/conf-enabled/*",
                          "/etc/monit/conf-enabled/monit-pkgmap-drift"},
                    Place{"/etc/monit.d/srv-*.mon", "/etc/monit.d/srv-monit-pkgmap-drift.mon"},
                    Place{"/etc/monit.d/?*", "/etc/monit.d/monit-pkgmap-drift"},
                    Place{"/etc/monit.d/[a-z]*", "/etc/monit.d/monit-pkgmap-drift"},
                    Place{"/etc/monit.d/[0-9]*", nullptr}, Place{"/etc/monit.d/*~", nullptr},
                    Place{"/etc/*/monit", nullptr}, Place{"/etc/monit.d/web.conf", nullptr},
                    Place{"/etc/monit-pkgmap-drift.conf", "/etc/monit-pkgmap-drift.conf"}));

TEST(ManagedPath, IsThatOfTheFirstIncludeThatTakesAFileMore) {
  EXPECT_EQ(managed_path({"/etc/one.conf", "/etc/b/*", "/etc/a/*"}).value_or(""),
            "/etc/b/monit-pkgmap-drift");
  EXPECT_FALSE(managed_path({}).has_value());
}

TEST(NameOfTheAlarm, IsOneThatNobodyHas) {
  EXPECT_EQ(name_for("sshd bin", {}), "drift_sshd_bin");
  EXPECT_EQ(name_for("a", {"DRIFT_A", "drift_a_2"}), "drift_a_3");
}

}  // namespace
}  // namespace pkgmap::rules
