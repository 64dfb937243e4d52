// Damaged bytes in a database, and the signal handlers around a whole one.
#include <signal.h>

#include <array>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/packages/fixture_database.hpp"

namespace pkgmap {
namespace {

using testing::HasSubstr;

TEST(DamagedDatabase, ADamagedHeaderIsAnErrorAndNotAMissingPackage) {
  const DatabaseCopy copy;
  const std::string file = copy.path() + "/rpmdb.sqlite";
  ASSERT_EQ(copy.open()->names()->size(), 4U);  // Changes may still be in the -wal file.
  std::string bytes = contents(file);
  const std::size_t at = bytes.find("Takes a file over");
  ASSERT_NE(at, std::string::npos);
  bytes[at] = 'F';
  write_file(file, bytes);
  const auto database = copy.open();
  const auto names = database->names();
  ASSERT_FALSE(names);
  EXPECT_THAT(names.error().message, HasSubstr("skipping"));
  EXPECT_FALSE(database->by_name("replacer"));
  EXPECT_FALSE(database->owners("/usr/lib/shared-plugins/beta.so"));
  EXPECT_EQ(texts(database->by_name("beta")).size(), 1U);
}

TEST(DamagedDatabase, DamagedBytesNeverCrashAndNeverInventAnything) {
  const DatabaseCopy whole;
  const auto original = whole.open();
  const std::vector<std::string> names = *original->names();
  const std::string bytes = contents(whole.path() + "/rpmdb.sqlite");
  std::mt19937 random(20240);
  for (int round = 0; round < 200; ++round) {
    const TemporaryDirectory directory;
    std::string damaged = bytes;
    const std::size_t flips = 1 + random() % 64;
    for (std::size_t i = 0; i < flips; ++i) {
      damaged[random() % damaged.size()] = static_cast<char>(random());
    }
    if (round % 4 == 0) damaged.resize(random() % damaged.size());
    write_file(directory.path() + "/rpmdb.sqlite", damaged);
    DatabaseOptions options;
    options.dbpath = directory.path();
    const auto database = open_package_database(options);
    if (!database) continue;
    const auto found = (*database)->names();
    for (const std::string& name : found ? *found : std::vector<std::string>()) {
      EXPECT_THAT(names, testing::Contains(name)) << "round " << round;
    }
    static_cast<void>((*database)->owners("/usr/lib/shared-plugins"));
    static_cast<void>((*database)->matching("alpha-1.0"));
    const auto packages = (*database)->by_name("alpha");
    if (packages && !packages->empty()) static_cast<void>((*database)->files(packages->front()));
  }
}

volatile sig_atomic_t caught = 0;
void catch_signal(int) {
  caught = caught + 1;
}

TEST(OpenDatabase, SignalHandlersStayAsTheyWere) {
  constexpr std::array kSignals = {SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGPIPE};
  std::array<struct sigaction, kSignals.size()> before{};
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    struct sigaction action {};
    action.sa_handler = i == 2 ? SIG_IGN : catch_signal;
    sigaction(kSignals[i], &action, &before[i]);
  }
  const auto check = [&](const char* when) {
    for (std::size_t i = 0; i < kSignals.size(); ++i) {
      struct sigaction now {};
      sigaction(kSignals[i], nullptr, &now);
      EXPECT_EQ(now.sa_handler, i == 2 ? SIG_IGN : catch_signal) << when << kSignals[i];
    }
  };
  const DatabaseCopy copy;
  auto database = copy.open();
  check("open ");
  ::raise(SIGTERM);
  EXPECT_EQ(caught, 1);
  EXPECT_EQ(database->names()->size(), 4U);
  database.reset();
  check("closed ");
  for (std::size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before[i], nullptr);
}

}  // namespace
}  // namespace pkgmap
