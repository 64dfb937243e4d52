// What can be planned by a control file with mistakes.
#include "engine/facts/what_parses.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/monitrc/parse.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

constexpr const char* kServer = "set httpd port 2812 allow localhost\ncheck system vm\n";

monitrc::Parsed parsed(const std::string& web, const std::string& left_behind,
                       const std::string& suffix = ".rpmnew") {
  TextFiles files{{"/etc/monitrc", std::string(kServer) + "include /etc/monit.d/*\n"},
                  {"/etc/monit.d/web.conf", web},
                  {"/etc/monit.d/web.conf" + suffix, left_behind}};
  return monitrc::parse_control_file("/etc/monitrc", files, {"/", "vm"});
}

std::vector<std::string> names_of(const monitrc::Parsed& parsed) {
  std::vector<std::string> names;
  for (const monitrc::Check& check : parsed.control_file.checks) names.push_back(check.name);
  return names;
}

constexpr const char* kWeb = "check file web path /usr/sbin/web\n";

TEST(WhatParses, OfTwoDeclarationsIsTheOneThatNoUpdateLeftBehind) {
  auto both = parsed(kWeb, "check file web path /usr/sbin/new\ncheck file more path /more\n");
  ASSERT_TRUE(use_what_parses(both, {}).ok());
  EXPECT_THAT(names_of(both), UnorderedElementsAre("vm", "web", "more"));
  for (const monitrc::Check& check : both.control_file.checks) {
    EXPECT_TRUE(check.name != "web" || check.path == "/usr/sbin/web") << check.path;
  }
}

TEST(WhatParses, IsCompletedByTheLastReading) {
  auto broken = parsed("check nonsense (((\n", "");
  monitrc::Check web;
  web.name = "web";
  monitrc::Check known;
  known.name = "VM";
  ASSERT_TRUE(use_what_parses(broken, {web, known}).ok());
  EXPECT_THAT(names_of(broken), ElementsAre("vm", "web"));
}

// The header of `web` has the mistake, so nobody can tell from it what the check watches.
TEST(WhatParses, TheLastReadingCountsForACheckThatIsHalfRead) {
  auto broken = parsed("check file web with paht /usr/sbin/web\ncheck process half pidfile\n", "");
  monitrc::Check web;
  web.type = monitrc::CheckType::file;
  web.name = "web";
  web.path = "/usr/sbin/web";
  ASSERT_TRUE(use_what_parses(broken, {web}).ok());
  EXPECT_THAT(names_of(broken), ElementsAre("vm", "web"));
  EXPECT_EQ(broken.control_file.checks[1].path, "/usr/sbin/web");
}

// Of the declaration with the mistake, nobody can tell what it watches: the copy is all there is.
TEST(WhatParses, ALeftBehindDeclarationCountsBesideOneThatSaysNothing) {
  const std::string copy = "check process web with pidfile /run/old.pid\n";
  for (const bool remembers : {false, true}) {
    auto broken = parsed("check process web with pidfile\n", copy, ".rpmsave");
    monitrc::Check web;
    web.name = "WEB";
    web.pidfile = "/run/web.pid";
    std::vector<monitrc::Check> remembered;
    if (remembers) remembered.push_back(web);
    ASSERT_TRUE(use_what_parses(broken, remembered).ok());
    ASSERT_EQ(broken.control_file.checks.size(), 2U);
    EXPECT_EQ(broken.control_file.checks[1].pidfile, remembers ? "/run/web.pid" : "/run/old.pid");
  }
}

TEST(WhatParses, IsTooLittleWithoutAnAddressOfMonit) {
  TextFiles files{{"/etc/monitrc", "check nonsense (((\n"}};
  auto broken = monitrc::parse_control_file("/etc/monitrc", files, {"/", "vm"});
  const Done usable = use_what_parses(broken, {});
  ASSERT_FALSE(usable.ok());
  EXPECT_EQ(usable.error().code, ErrorCode::control_file);
}

TEST(WhatParses, IsEverythingWithoutAMistake) {
  auto right = parsed(kWeb, "");
  EXPECT_FALSE(mistake_in(right));
  monitrc::Check old;
  old.name = "old";
  ASSERT_TRUE(use_what_parses(right, {old}).ok());
  EXPECT_THAT(names_of(right), ElementsAre("vm", "web"));
}

TEST(AMistake, NamesBothPlacesTheConsequenceAndTheCure) {
  const auto mistake = mistake_in(parsed(kWeb, kWeb));
  ASSERT_TRUE(mistake.has_value());
  EXPECT_EQ(mistake->message,
            "cannot understand /etc/monit.d/web.conf:1:12: 'web' is declared twice (the first is "
            "'web' in /etc/monit.d/web.conf.rpmnew:1; monit ignores case)");
  EXPECT_EQ(
      mistake->hint,
      "monit goes on with what it read before, but ends itself at its next reload; take what "
      "is needed over into /etc/monit.d/web.conf, and remove /etc/monit.d/web.conf.rpmnew, or "
      "let the include name only files that end in .conf");
}

TEST(AMistake, IsAShortLineBesideAPackageManager) {
  EXPECT_FALSE(warning_of_mistake(parsed(kWeb, "")));
  EXPECT_EQ(warning_of_mistake(parsed(kWeb, kWeb)),
            "cannot understand /etc/monit.d/web.conf:1:12: 'web' is declared twice; mend "
            "/etc/monit.d/web.conf.rpmnew before monit's next reload: 'monit-pkgmap doctor' says "
            "how");
}

TEST(AMistake, IsTheFileThatAnEditorLeftBehind) {
  for (const char* suffix : {".bak", ".orig", ".swp", ".ucf-old"}) {
    const auto mistake = mistake_in(parsed(kWeb, kWeb, suffix));
    ASSERT_TRUE(mistake.has_value());
    EXPECT_THAT(mistake->hint, HasSubstr("remove /etc/monit.d/web.conf" + std::string(suffix)));
  }
}

TEST(AMistake, OfAnyOtherFileIsToBeMended) {
  const auto mistake = mistake_in(parsed("check nonsense (((\n", ""));
  ASSERT_TRUE(mistake.has_value());
  EXPECT_THAT(in_one_line(*mistake), HasSubstr("/etc/monit.d/web.conf:1:"));
  EXPECT_THAT(in_one_line(*mistake), HasSubstr("mend it, then see what 'monit -t' says"));
}

TEST(UnknownChecks, AreThoseThatOnlyMonitHas) {
  const auto right = parsed(kWeb, "");
  status::Status status;
  status.services.resize(3);
  status.services[0].name = "WEB";
  status.services[1].name = "vm";
  status.services[2].name = "old";
  EXPECT_THAT(about_unknown_checks(right.control_file, status),
              HasSubstr("monit has 'old', which"));
  status.services.resize(9);
  for (std::size_t i = 3; i < 9; ++i) status.services[i].name = std::to_string(i);
  EXPECT_THAT(about_unknown_checks(right.control_file, status),
              HasSubstr("monit has 'old', '3', '4', '5' and 3 more, which"));
  status.services.resize(2);
  EXPECT_EQ(about_unknown_checks(right.control_file, status), "");
}

}  // namespace
}  // namespace pkgmap
