#include "cli/progress.hpp"

#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using std::chrono::milliseconds;

class ProgressTest : public ::testing::Test {
 protected:
  Progress::Write to_screen() {
    return [this](const std::string& bytes) { screen_ += bytes; };
  }
  /// What was written since the last call.
  std::string written() { return std::exchange(screen_, {}); }
  void after(int ms) {
    now_ += milliseconds(ms);
    pulse();
  }

  std::string screen_;
  int columns_ = 40;
  Progress::Clock::time_point now_{};
  Progress progress_{to_screen(), [this] { return columns_; }, [this] { return now_; }};
};

TEST_F(ProgressTest, ShowsAStepOnceItHasTakenASecond) {
  progress_.begin("waiting for processes");
  after(999);
  EXPECT_EQ(written(), "");
  after(1);
  EXPECT_EQ(written(), "\r\x1b[Kwaiting for processes (1 s)");
}

TEST_F(ProgressTest, WritesOnceInASecond) {
  progress_.begin("waiting");
  after(2'000);
  EXPECT_EQ(written(), "\r\x1b[Kwaiting (2 s)");
  after(900);
  EXPECT_EQ(written(), "");
  after(100);
  EXPECT_EQ(written(), "\r\x1b[Kwaiting (3 s)");
}

TEST_F(ProgressTest, TakesTheLineAwayBeforeSomethingElseAndShowsItAgain) {
  progress_.begin("waiting");
  after(1'000);
  written();
  progress_.clear();
  progress_.clear();
  EXPECT_EQ(written(), "\r\x1b[K");
  after(100);
  EXPECT_EQ(written(), "\r\x1b[Kwaiting (1 s)");
}

TEST_F(ProgressTest, ShowsTheNextStepAndNotTheOneThatIsOver) {
  progress_.begin("waiting");
  after(1'000);
  progress_.begin("reloading monit");
  written();
  after(1'000);
  EXPECT_EQ(written(), "\r\x1b[Kreloading monit (1 s)");
}

TEST_F(ProgressTest, ShowsNothingAfterTheEnd) {
  progress_.begin("waiting");
  after(1'000);
  progress_.end();
  written();
  after(5'000);
  EXPECT_EQ(written(), "");
}

TEST_F(ProgressTest, KeepsToOneLine) {
  columns_ = 11;
  progress_.begin("waiting for processes");
  after(1'000);
  EXPECT_EQ(written(), "\r\x1b[Kwaiting fo");
}

TEST(Progress, WritesNothingWhereNobodyLooks) {
  Progress::Clock::time_point now{};
  Progress progress(
      {}, [] { return 0; }, [&] { return now; });
  progress.begin("waiting");
  now += milliseconds(5'000);
  pulse();
  progress.end();
}

}  // namespace
}  // namespace pkgmap::cli
