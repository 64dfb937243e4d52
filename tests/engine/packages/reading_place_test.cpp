// Reading leaves no file beside a database, and waits for no lock without a bound.
#include "engine/packages/rpm/reading_place.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/fd.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/engine/packages/fixture_database.hpp"

namespace pkgmap::rpm {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class PlaceToRead : public testing::Test {
 protected:
  Location with(const std::string& file, const std::vector<std::string>& others = {}) {
    write_file(temporary_.path() + "/" + file, "x");
    for (const std::string& other : others) write_file(temporary_.path() + "/" + other, "y");
    return Location{temporary_.path(), file, true, {}};
  }
  TemporaryDirectory temporary_;
};

TEST_F(PlaceToRead, ADatabaseThatMissesNothingIsReadWhereItIs) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> whole = {
      {"rpmdb.sqlite", {}},
      {"Packages.db", {"Index.db"}},
      {"Packages", {"Basenames", "__db.001"}},
  };
  for (const auto& [file, others] : whole) {
    const TemporaryDirectory directory;
    for (const std::string& other : others) write_file(directory.path() + "/" + other, "y");
    write_file(directory.path() + "/" + file, "x");
    const auto place = ReadingPlace::of(Location{directory.path(), file, true, {}});
    EXPECT_EQ(place.directory(), directory.path());
    EXPECT_FALSE(place.linked());
  }
}

TEST_F(PlaceToRead, WhatMissesItsIndexIsReadThroughLinks) {
  const Location location = with("Packages.db", {"rpmdb.sqlite", ".rpm.lock"});
  std::string links;
  {
    const auto place = ReadingPlace::of(location);
    links = place.directory();
    EXPECT_THAT(entries_of(links), ElementsAre("Packages.db"));
    EXPECT_EQ(fs::read_symlink(links + "/Packages.db"), temporary_.path() + "/Packages.db");
    EXPECT_EQ(fs::status(links).permissions(), fs::perms::owner_all);
  }
  EXPECT_FALSE(fs::exists(links));
  EXPECT_THAT(entries_of(temporary_.path()),
              UnorderedElementsAre("Packages.db", "rpmdb.sqlite", ".rpm.lock"));
}

TEST_F(PlaceToRead, ABerkeleyDatabaseKeepsItsIndexesAndGetsANewEnvironment) {
  const auto place = ReadingPlace::of(with("Packages", {"Name", "Basenames", "__db.002"}));
  EXPECT_THAT(entries_of(place.directory()), UnorderedElementsAre("Packages", "Name", "Basenames"));
}

TEST_F(PlaceToRead, ADatabaseThatCannotBeLinkedIsReadWhereItIs) {
  const Location location = with("Packages");
  for (int i = 0; i < 200; ++i) write_file(temporary_.path() + "/" + std::to_string(i), "y");
  EXPECT_EQ(ReadingPlace::of(location).directory(), temporary_.path());
}

TEST_F(PlaceToRead, AHeldLockOfNdbIsRefusedAfterTheBound) {
  const Location location = with("Packages.db");
  const std::string file = temporary_.path() + "/Packages.db";
  const std::chrono::milliseconds now{0};
  EXPECT_TRUE(wait_for_locks(location, true, now));
  const Fd holder(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  ASSERT_EQ(::flock(holder.get(), LOCK_SH), 0);
  EXPECT_TRUE(wait_for_locks(location, false, now));
  EXPECT_FALSE(wait_for_locks(location, true, now));
  ASSERT_EQ(::flock(holder.get(), LOCK_EX), 0);
  const Done refused = wait_for_locks(location, false, now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message,
            "cannot read the package database " + file + ": another process locks it");
  EXPECT_THAT(refused.error().hint, HasSubstr("fuser " + file));
  ASSERT_EQ(::flock(holder.get(), LOCK_UN), 0);
  EXPECT_TRUE(wait_for_locks(location, false, now));
}

TEST_F(PlaceToRead, LibrpmBoundsTheLocksOfTheOtherKindsItself) {
  const Location location = with("rpmdb.sqlite");
  const Fd holder(::open((temporary_.path() + "/rpmdb.sqlite").c_str(), O_RDONLY | O_CLOEXEC));
  ASSERT_EQ(::flock(holder.get(), LOCK_EX), 0);
  EXPECT_TRUE(wait_for_locks(location, false, std::chrono::milliseconds{0}));
}

TEST(NdbDatabase, WithoutItsIndexAnswersAndGetsNoFile) {
  if (!librpm_reads("ndb")) GTEST_SKIP() << "needs a librpm that reads ndb";
  const DatabaseCopy sqlite;
  const DatabaseCopy copy;
  const auto made =
      run_command({"rpmdb", "--rebuilddb", "--define", "_db_backend ndb", "--dbpath", copy.path()});
  ASSERT_EQ(made.status, 0) << made.err;
  ASSERT_TRUE(fs::exists(copy.path() + "/Packages.db"));
  fs::remove(copy.path() + "/Index.db");
  const std::vector<std::string> before = entries_of(copy.path());
  const auto database = copy.open();
  EXPECT_EQ(database->names().value(), sqlite.open()->names().value());
  EXPECT_THAT(owner_texts(*database, "/usr/sbin/alphad"), testing::Not(testing::IsEmpty()));
  EXPECT_EQ(owner_texts(*database, "/usr/sbin/alphad"),
            owner_texts(*sqlite.open(), "/usr/sbin/alphad"));
  EXPECT_EQ(entries_of(copy.path()), before);
}

TEST(KindsInConfiguration, AreThoseThatLibrpmLists) {
  EXPECT_THAT(kinds_in_configuration("BACKEND:\navailable backends    : sqlite ndb bdb_ro dummy\n"),
              ElementsAre("sqlite", "ndb", "bdb"));
}

TEST(KindsInConfiguration, AreUnknownToALibrpmBefore418) {
  EXPECT_THAT(kinds_in_configuration("ARCHITECTURE AND OS:\nbuild arch : x86_64\n"),
              testing::IsEmpty());
}

}  // namespace
}  // namespace pkgmap::rpm
