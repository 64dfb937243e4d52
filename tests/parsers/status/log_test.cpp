// Lines of monit's log, as monit 5.33 writes them.
#include "parsers/status/log.hpp"

#include <string>

#include <gtest/gtest.h>

namespace pkgmap::status {
namespace {

// Returns "request off a", "request on a", "plain" or "other" for each line.
std::string kinds_of(const std::string& text) {
  std::string kinds;
  for (const LogLine& line : parse_log(text)) {
    if (!kinds.empty()) kinds += ", ";
    switch (line.kind) {
      case LogLine::Kind::request:
        kinds += std::string("request ") + (line.off ? "off " : "on ") + line.check;
        break;
      case LogLine::Kind::plain:
        kinds += "plain";
        break;
      case LogLine::Kind::other:
        kinds += "other";
    }
  }
  return kinds;
}

std::string kind_of(const std::string& text) {
  return kinds_of("[2026-11-30T01:46:47+0000] info     : " + text + "\n");
}

TEST(MonitLog, HasALineForEachCheckThatARequestNames) {
  EXPECT_EQ(kind_of("'a' unmonitor on user request"), "request off a");
  EXPECT_EQ(kind_of("'a' stop on user request"), "request off a");
  EXPECT_EQ(kind_of("'a' monitor on user request"), "request on a");
  EXPECT_EQ(kind_of("'a' start on user request"), "request on a");
  EXPECT_EQ(kind_of("'it's a' unmonitor on user request"), "request off it's a");
  EXPECT_EQ(kinds_of("[UTC Nov 30 01:46:47] info     : 'a' unmonitor on user request\n"),
            "request off a");
}

TEST(MonitLog, HasLinesOfMonitsOwnWords) {
  EXPECT_EQ(kind_of("'a' unmonitor action done"), "plain");
  EXPECT_EQ(kind_of("Monit daemon with PID 10265 awakened"), "plain");
  EXPECT_EQ(kind_of("Awakened by User defined signal 1"), "plain");
  EXPECT_EQ(kind_of("'a' process is not running"), "plain");
}

TEST(MonitLog, HasLinesInWhichATextOfOthersMayBegin) {
  EXPECT_EQ(kind_of("'p' status failed (1) -- hello"), "other");
  EXPECT_EQ(kind_of("'a' content match:"), "other");
  EXPECT_EQ(kind_of("'a' failed to start (exit status 1) -- '/bin/x': no"), "other");
  EXPECT_EQ(kind_of("'a' unmonitor on user request, said he"), "other");
  EXPECT_EQ(kind_of("Monit daemon with PID x awakened"), "other");
  EXPECT_EQ(kinds_of("'a' unmonitor on user request\n"), "other");
  EXPECT_EQ(kinds_of("[x 'a' unmonitor on user request\n"), "other");
  EXPECT_EQ(kinds_of("\n"), "other");
}

TEST(MonitLog, CountsWholeLinesAndSaysWhereTheyBegin) {
  const std::string line = "[x] info     : 'a' stop on user request\n";
  const auto lines = parse_log(line + line + "[x] info     : 'a' stop on user");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1].begin, line.size());
}

}  // namespace
}  // namespace pkgmap::status
