// Compares the monit of the model with a real one: after the same deeds both have the same states.
//
// The control files have files and processes with tests of checksum, size and existence,
// dependencies, `every N cycles`, start programs, a start delay and substitute checks.
//
// Each deed comes while monit sleeps between two cycles, and makes one cycle. So the real monit has
// one right state after each deed, on a busy machine, too.
//
// PKGMAP_CONTROL_FILES: how many control files (4), each with deeds from a seed of its own;
// PKGMAP_SEED: the first seed (1).
#include <cstdint>
#include <cstring>
#include <filesystem>

#include <gtest/gtest.h>

#include "tests/engine/session/model/monit_pair.hpp"

namespace pkgmap::model {
namespace {

using Verb = MonitClient::Verb;

// monit wakes up only for a deed.
constexpr int kPoll = 300;

class ModelMonitBySeed : public testing::TestWithParam<std::uint64_t> {};

TEST_P(ModelMonitBySeed, DoesWhatTheRealOneDoes) {
  if (!test::monit_wakes_at_a_signal()) GTEST_SKIP() << "needs a monit that wakes up at SIGUSR1";
  constexpr int kDeeds = 50;
  MonitPair pair(GetParam());
  std::string done;
  for (int deed = 0; deed < kDeeds; ++deed) {
    done += pair.act() + "\n";
    ASSERT_TRUE(pair.agree()) << pair.differences() << "\nafter\n" << done;
  }
}

const std::uint64_t kFirst = number_from_environment("PKGMAP_SEED", 1);

INSTANTIATE_TEST_SUITE_P(
    Seeds, ModelMonitBySeed,
    testing::Range(kFirst, kFirst + number_from_environment("PKGMAP_CONTROL_FILES", 4)),
    testing::PrintToStringParamName());

TEST(ModelMonit, LosesWhatTheRealOneLosesWhenItIsKilled) {
  MonitPair pair(1);
  pair.act(Verb::unmonitor);
  ASSERT_TRUE(pair.agree()) << pair.differences();
  pair.act_kill();
  ASSERT_TRUE(pair.agree()) << pair.differences();
  EXPECT_EQ(pair.losses(), 1);
}

// The boot time that monit saves, in seconds: the clock less the uptime. It differs by a second
// from one start to the next if the two tick at different moments, and monit takes the difference
// for a reboot.
std::uint64_t saved_boot_time(const test::RealMonit& real) {
  const std::string state = test::read_file(real.directory().file("state"));
  std::uint64_t boot = 0;
  constexpr std::size_t kOffset = 8;
  if (state.size() < kOffset + sizeof boot) return boot;
  std::memcpy(&boot, state.data() + kOffset, sizeof boot);
  return boot;
}

// monit waits only if it finds no saved state, or takes its start for the first one since a reboot.
TEST(ModelMonit, WaitsForItsStartDelayWhereTheRealOneDoes) {
  test::RealMonit real({.checks = "set daemon 300 with start delay 1\n"
                                  "check file sentinel path @DIR@/monitrc\n",
                        .poll_seconds = kPoll});
  Settings settings;
  settings.monitrc = real.control_file();
  const auto parsed = std::make_shared<monitrc::Parsed>(load_control_file(settings).value());
  Usec now = 0;
  ModelMonit model({[](const std::string&) { return std::optional<std::string>("content"); },
                    [&] { return parsed; }, [](const ModelService&, Who) {}, [&] { return now; }});
  int delays = 0;
  const auto start = [&](bool rebooted) {
    model.start(now, rebooted);
    if (!model.answers(now + kSecond)) ++delays;
  };
  start(false);
  EXPECT_EQ(real.logged("Monit will delay for 1"), delays);
  for (const bool keeps_its_memory : {true, false}) {
    real.stop();
    model.stop();
    const std::uint64_t boot = saved_boot_time(real);
    ASSERT_NE(boot, 0U);
    if (!keeps_its_memory) {
      std::filesystem::remove(real.directory().file("state"));
      model.forget();
    }
    real.start();
    real.stop();  // monit saves its own boot time when it ends.
    start(keeps_its_memory && saved_boot_time(real) != boot);
    EXPECT_EQ(real.logged("Monit will delay for 1"), delays);
  }
}

}  // namespace
}  // namespace pkgmap::model
