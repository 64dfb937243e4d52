// The row of a checksum test on monit's page of a check.
#include <string>

#include <gtest/gtest.h>

#include "parsers/status/status.hpp"

namespace pkgmap::status {
namespace {

constexpr const char* kPageMd5 = "b1946ac92492d2347c6235b4d2611184";
constexpr const char* kPageSha1 = "f572d396fae9206628714fb2ce00f72e94f2258f";
constexpr const char* kSha256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

// Returns the page of a file check as monit 5.33 makes it.
std::string page(const std::string& rules, const std::string& path = "/tmp/f1") {
  return "<!DOCTYPE html><html><head><title>Monit: vm</title></head><body>"
         "<center><h2>File status</h2><table id='status-table'>"
         "<tr><th width='30%'>Parameter</th><th width='70%'>Value</th></tr>"
         "<tr><td>Name</td><td>plain</td></tr><tr><td>Path</td><td>" +
         path +
         "</td></tr><tr><td>Checksum</td><td>00112233445566778899aabbccddeeff (MD5)</td></tr>"
         "<tr class='rule'><td>Existence</td><td>If doesn't exist then restart</td></tr>" +
         rules + "</table><table id='buttons'><tr><td></td></tr></table></center></body></html>";
}

std::string rule(const std::string& text) {
  return "<tr class='rule'><td>Checksum</td><td>" + text + "</td></tr>";
}

std::string found(const std::string& html) {
  const auto baseline = parse_check_page(html);
  return baseline ? baseline->algorithm.name() + " " + baseline->value : "none";
}

struct RuleCase {
  std::string text;
  std::string expected;
};
class CheckPageRules : public testing::TestWithParam<RuleCase> {};

TEST_P(CheckPageRules, GiveTheirDigest) {
  EXPECT_EQ(found(page(rule(GetParam().text))), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, CheckPageRules,
    testing::Values(
        RuleCase{std::string("If failed ") + kPageMd5 + "(MD5) then unmonitor",
                 std::string("md5 ") + kPageMd5},
        RuleCase{std::string("If failed ") + kPageSha1 + "(SHA1) for 3 cycles then alert",
                 std::string("sha1 ") + kPageSha1},
        RuleCase{std::string("If failed ") + kSha256 + "(SHA256) then alert",
                 std::string("sha256 ") + kSha256},
        RuleCase{
            std::string("If failed ") + kPageMd5 + "(MD5) for 2 times within 3 cycles then alert",
            std::string("md5 ") + kPageMd5},
        RuleCase{"If failed B1946AC92492D2347C6235B4D2611184(MD5) then alert",
                 std::string("md5 ") + kPageMd5},
        RuleCase{std::string("If failed ") + kPageMd5 + " (MD5) then alert",
                 std::string("md5 ") + kPageMd5},
        RuleCase{std::string("If failed ") + kPageMd5 +
                     "(MD5) then exec '/bin/echo If failed 00112233445566778899aabbccddeeff(MD5)'",
                 std::string("md5 ") + kPageMd5},
        RuleCase{"If changed MD5 then alert", "none"},
        RuleCase{"If failed 00000000000000000000000000000000(MD5) then alert", "none"},
        RuleCase{std::string("If failed ") + kPageMd5 + "(SHA1) then alert", "none"},
        RuleCase{std::string("If failed ") + kPageMd5 + "a(MD5) then alert", "none"},
        RuleCase{std::string("If failed ") + kPageMd5 + "(MD5)x then alert", "none"},
        RuleCase{std::string("If failed ") + kPageMd5, "none"}, RuleCase{"If failed ", "none"},
        RuleCase{"", "none"}));

std::string prerequisite(const std::string& name) {
  return "<tr><td>Depends on service</td><td><a href='x'>" + name + "</a></td></tr>";
}

TEST(CheckPage, ShowsThePrerequisites) {
  EXPECT_EQ(parse_prerequisites(page("")), CheckNames());
  EXPECT_EQ(parse_prerequisites(page(prerequisite("a&amp;&lt;b&gt;") + prerequisite("b c"))),
            (CheckNames{"a&<b>", "b c"}));
  EXPECT_EQ(parse_prerequisites(page(prerequisite("&amp;lt;"))), CheckNames{"&lt;"});
}

TEST(CheckPage, TakesNoOtherTextForAPrerequisite) {
  const std::string row = prerequisite("b");
  // As if an output of a program could hold tags.
  EXPECT_EQ(parse_prerequisites("<td>Output</td><td>" + row.substr(4)), CheckNames());
  for (std::size_t length = 0; length < row.size() - std::string("</td></tr>").size(); ++length) {
    EXPECT_EQ(parse_prerequisites(row.substr(0, length)), CheckNames()) << length;
  }
}

TEST(CheckPage, ShowsNoBaselineForACheckWithoutAChecksumTest) {
  EXPECT_EQ(found(page("")), "none");
  EXPECT_EQ(found(""), "none");
  EXPECT_EQ(found("<td>Checksum</td>"), "none");
}

TEST(CheckPage, IsNotMisledByAPathThatLooksLikeTheRow) {
  const std::string path =
      "/f&lt;/td&gt;&lt;/tr&gt;&lt;tr class='rule'&gt;&lt;td&gt;Checksum&lt;/td&gt;&lt;td&gt;"
      "If failed 00112233445566778899aabbccddeeff(MD5) then alert";
  EXPECT_EQ(found(page("", path)), "none");
  EXPECT_EQ(found(page(rule(std::string("If failed ") + kPageMd5 + "(MD5) then alert"), path)),
            std::string("md5 ") + kPageMd5);
}

TEST(CheckPage, IsNotMisledByAnotherTestThatMentionsADigest) {
  EXPECT_EQ(found(page("<tr class='rule'><td>Size</td><td>If greater than 100 byte(s) then exec "
                       "'/bin/echo If failed 00112233445566778899aabbccddeeff(MD5) then'"
                       "</td></tr>")),
            "none");
}

TEST(CheckPage, ShowsNoBaselineWhenTwoRowsDisagree) {
  const std::string one = rule(std::string("If failed ") + kPageMd5 + "(MD5) then alert");
  const std::string other = rule("If failed 00112233445566778899aabbccddeeff(MD5) then alert");
  EXPECT_EQ(found(page(one + other)), "none");
  EXPECT_EQ(found(page(one + one)), std::string("md5 ") + kPageMd5);
}

}  // namespace
}  // namespace pkgmap::status
