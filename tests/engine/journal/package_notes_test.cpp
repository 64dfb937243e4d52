// The notes about packages on disk: whole, bounded, and never a reason to accuse somebody.
#include "engine/journal/package_notes.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/files/state_directory.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using rules::PackageChangeKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

PackageMark mark_with_everything() {
  PackageMark mark;
  mark.place = "/var/lib/rpm";
  mark.cookie = "c00c1e";
  mark.since = 1'795'882'800;
  mark.packages = {{"foo", "foo-2-1.noarch", 1'795'882'700}, {"odd\xff", "odd\xff-1-1.noarch", 1}};
  mark.bypassed = {
      {PackageChangeKind::replaced, "foo", "foo-1-1.noarch", "foo-2-1.noarch", 1'795'882'700, 5},
      {PackageChangeKind::erased, "bar", "bar-1-1.noarch", "", 0, 6}};
  mark.checks = {"foo", "od\xff"};
  return mark;
}

Announcement announcement_of(const std::string& name) {
  return {"dnf4", 4711, 815, "boot", 1'795'890'000, {{name, name + "-1-1.noarch"}, {"x\xff", ""}}};
}

class Notes : public testing::Test {
 protected:
  Notes() : store_(StateDirectory::open(directory_.file("state")).value()) {}

  PackageNotes read() const {
    auto notes = read_package_notes(store_);
    EXPECT_TRUE(notes.ok()) << notes.error().message;
    return notes ? std::move(*notes) : PackageNotes{};
  }

  test::TemporaryDirectory directory_;
  StateDirectory store_;
};

TEST_F(Notes, AreEmptyAtFirst) {
  EXPECT_FALSE(read().mark);
  EXPECT_FALSE(read().damaged);
  EXPECT_THAT(read().announced, IsEmpty());
  EXPECT_FALSE(*read_package_notes_of(directory_.file("none")));
}

TEST_F(Notes, AMarkComesBackAsItWas) {
  const PackageMark mark = mark_with_everything();
  ASSERT_TRUE(write_mark(store_, mark).ok());
  const PackageNotes notes = read();
  ASSERT_TRUE(notes.mark);
  EXPECT_EQ(*notes.mark, mark);
}

TEST_F(Notes, AMarkThatSomebodyCutOffIsDamagedAndNoMark) {
  ASSERT_TRUE(write_mark(store_, mark_with_everything()).ok());
  const std::string text = *store_.read("packages");
  ASSERT_TRUE(store_.write("packages", text.substr(0, text.size() / 2)).ok());
  EXPECT_FALSE(read().mark);
  EXPECT_TRUE(read().damaged);
}

TEST_F(Notes, AnnouncementsComeBackAsTheyWere) {
  ASSERT_TRUE(announce(store_, announcement_of("foo")).ok());
  ASSERT_TRUE(announce(store_, announcement_of("bar")).ok());
  const PackageNotes notes = read();
  ASSERT_THAT(notes.announced, SizeIs(2));
  const Announcement& first = notes.announced[0];
  EXPECT_EQ(first.manager, "dnf4");
  EXPECT_EQ(first.pid, 4711);
  EXPECT_EQ(first.pid_start_time, 815U);
  EXPECT_EQ(first.boot_id, "boot");
  EXPECT_EQ(first.until, 1'795'890'000);
  ASSERT_THAT(first.packages, SizeIs(2));
  EXPECT_EQ(first.packages[0].nevra, "foo-1-1.noarch");
  EXPECT_EQ(first.packages[1].name, "x\xff");
  EXPECT_EQ(notes.announced[1].packages[0].name, "bar");
}

TEST_F(Notes, ALineThatAPowerFailureCutOffHidesNoOther) {
  ASSERT_TRUE(store_.append("announced.jsonl", "{\"pid\": 1", 1'000'000).ok());
  ASSERT_TRUE(announce(store_, announcement_of("foo")).ok());
  EXPECT_THAT(read().announced, SizeIs(1));
}

TEST_F(Notes, KeepOnlyTheAnnouncementsThatAreStillNeeded) {
  ASSERT_TRUE(announce(store_, announcement_of("foo")).ok());
  ASSERT_TRUE(announce(store_, announcement_of("bar")).ok());
  ASSERT_TRUE(keep_announcements(store_, {announcement_of("bar")}).ok());
  ASSERT_THAT(read().announced, SizeIs(1));
  EXPECT_EQ(read().announced[0].packages[0].name, "bar");
  ASSERT_TRUE(keep_announcements(store_, {}).ok());
  EXPECT_THAT(read().announced, IsEmpty());
  EXPECT_FALSE(store_.has("announced.jsonl"));
}

// A package of which something is missing would count as erased or replaced.
TEST_F(Notes, APackageOrAnAnnouncementOfAnotherFormIsPassedOver) {
  ASSERT_TRUE(store_
                  .write("packages", R"({"place": "/var/lib/rpm",
      "packages": [["foo"], ["foo", "foo-2-1.noarch", 5], 7]})")
                  .ok());
  ASSERT_TRUE(
      store_.append("announced.jsonl", R"({"packages": [["foo"], ["bar", "b-1"]]})", 999).ok());
  ASSERT_TRUE(store_.append("announced.jsonl", "[]", 999).ok());
  const PackageNotes notes = read();
  ASSERT_TRUE(notes.mark);
  ASSERT_THAT(notes.mark->packages, SizeIs(1));
  EXPECT_EQ(notes.mark->packages[0].nevra, "foo-2-1.noarch");
  ASSERT_THAT(notes.announced, SizeIs(1));
  ASSERT_THAT(notes.announced[0].packages, SizeIs(1));
  EXPECT_EQ(notes.announced[0].packages[0].name, "bar");
}

// Without its announcement a transaction would be accused.
TEST_F(Notes, AnnouncementsThatCannotBeReadAreAnError) {
  ASSERT_TRUE(fs::create_directory(directory_.file("state/announced.jsonl")));
  EXPECT_FALSE(read_package_notes(store_).ok());
  EXPECT_FALSE(read_package_notes_of(directory_.file("state")).ok());
}

TEST_F(Notes, ThatCannotBeForgottenAreAnError) {
  ASSERT_TRUE(fs::create_directory(directory_.file("state/packages")));
  EXPECT_FALSE(forget_notes(store_).ok());
}

TEST_F(Notes, OfADirectoryAreReadAsTheyStandThere) {
  ASSERT_TRUE(write_mark(store_, mark_with_everything()).ok());
  const auto notes = read_package_notes_of(directory_.file("state"));
  ASSERT_TRUE(notes.ok() && *notes);
  EXPECT_EQ((*notes)->mark, mark_with_everything());
}

TEST_F(Notes, AMarkThatCannotBeReadIsAnErrorAndNotDamaged) {
  ASSERT_TRUE(fs::create_directory(directory_.file("state/packages")));
  EXPECT_FALSE(read_package_notes(store_).ok());
}

// Where nobody ever looks, the notes must not grow for ever; and whoever loses an announcement must
// not accuse its transaction.
TEST_F(Notes, AreFullBeforeAnAnnouncementIsLost) {
  ASSERT_TRUE(write_mark(store_, mark_with_everything()).ok());
  Announcement large = announcement_of("foo");
  for (int i = 0; i < 100'000; ++i) large.packages.push_back({std::string(60, 'p'), "p"});
  ASSERT_TRUE(announce(store_, large).ok());
  EXPECT_FALSE(are_notes_full(store_));
  ASSERT_TRUE(announce(store_, large).ok());
  EXPECT_TRUE(are_notes_full(store_));
  EXPECT_THAT(read().announced, SizeIs(2));
  ASSERT_TRUE(forget_notes(store_).ok());
  EXPECT_EQ(read(), PackageNotes{});
}

TEST_F(Notes, HaveALockOfTheirOwn) {
  const auto all = store_.try_lock("lock");
  const auto held = try_lock_notes(store_);
  ASSERT_TRUE(held.ok());
  EXPECT_NE(*held, nullptr);
  EXPECT_EQ(*try_lock_notes(store_), nullptr);
}

}  // namespace
}  // namespace pkgmap
