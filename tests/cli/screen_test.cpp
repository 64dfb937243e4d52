#include "cli/screen.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using ::testing::internal::CaptureStderr;
using ::testing::internal::CaptureStdout;
using ::testing::internal::GetCapturedStderr;
using ::testing::internal::GetCapturedStdout;

Options with(ColorMode color, bool json = false) {
  Options options;
  options.color = color;
  options.json = json;
  return options;
}

// What `say` prints on standard output.
template <class Say>
std::string out(const Options& options, const Say& say) {
  CaptureStdout();
  say(Screen(options));
  return GetCapturedStdout();
}

TEST(Screen, LetsNoControlCharacterThrough) {
  const auto say = [](const Screen& screen) { screen.data("a\x1b[31m\x9b\tb\r\n"); };
  EXPECT_EQ(out(with(ColorMode::never), say), "a?[31m?\tb?\n");
}

TEST(Screen, LetsItsOwnColoursThrough) {
  const auto say = [](const Screen& screen) {
    screen.data(screen.style().danger("x") + screen.style().strong("y") + "\x1b[5mz\x1b\n");
  };
  EXPECT_EQ(out(with(ColorMode::always), say), "\x1b[31mx\x1b[0m\x1b[1my\x1b[0m?[5mz?\n");
  EXPECT_EQ(out(with(ColorMode::never), say), "xy?[5mz?\n");
}

TEST(Screen, HasNoColourWhereNobodyLooks) {
  const auto say = [](const Screen& screen) { screen.data(screen.style().warning("x")); };
  EXPECT_EQ(out(with(ColorMode::automatic), say), "x");
}

TEST(Screen, EscapesInJsonWhatTerminalsObey) {
  const auto say = [](const Screen& screen) {
    screen.object(Json::object().set("a", "\x7f\xc2\x9b\x1b\n\xc2\xa0\xff"));
  };
  EXPECT_EQ(out(with(ColorMode::never, true), say),
            "{\n  \"a\": \"\\u007f\\u009b\\u001b\\n\xc2\xa0\xef\xbf\xbd\"\n}\n");
}

TEST(Screen, SaysAnErrorWithItsHintOnStandardError) {
  CaptureStderr();
  const auto say = [](const Screen& screen) {
    EXPECT_EQ(screen.fail({ErrorCode::monit, "bad\nthing", "do this\nor that", "x:1: error\n"}), 4);
  };
  EXPECT_EQ(out(with(ColorMode::never), say), "");
  EXPECT_EQ(GetCapturedStderr(), "x:1: error\nerror: bad?thing\n  do this\n  or that\n");
}

TEST(Screen, SaysAnErrorAsTheOnlyObjectWhenJsonIsWanted) {
  CaptureStderr();
  const auto say = [](const Screen& screen) {
    EXPECT_EQ(screen.fail({ErrorCode::locked, "busy", "later"}), 8);
  };
  EXPECT_EQ(out(with(ColorMode::never, true), say), R"({
  "schema": 1,
  "error": {
    "code": 8,
    "message": "busy",
    "hint": "later"
  }
}
)");
  EXPECT_EQ(GetCapturedStderr(), "");
}

TEST(Screen, KeepsTheExitStatusWhenAllWasWritten) {
  const auto say = [](const Screen& screen) {
    screen.data("x\n");
    EXPECT_EQ(screen.finish(0), 0);
    EXPECT_EQ(screen.finish(7), 7);
  };
  EXPECT_EQ(out(with(ColorMode::never), say), "x\n");
}

TEST(Screen, NotesAreOneLine) {
  CaptureStderr();
  Screen(with(ColorMode::never)).note("a\nb");
  EXPECT_EQ(GetCapturedStderr(), "note: a?b\n");
}

TEST(Screen, DetailsAreForThoseWhoAsk) {
  CaptureStderr();
  Options options;
  Screen(options).detail("quiet");
  options.verbose = true;
  Screen(options).detail("loud");
  EXPECT_EQ(GetCapturedStderr(), "loud\n");
}

}  // namespace
}  // namespace pkgmap::cli
