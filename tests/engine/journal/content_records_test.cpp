// The record of contents on disk: whole, bounded, one for each check of a monit.
#include "engine/journal/content_records.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/files/state_directory.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using rules::ContentRecord;

ContentRecord record_of(const std::string& check, const std::string& sum) {
  ContentRecord record;
  record.control_file = "/etc/monitrc";
  record.check = check;
  record.path = "/opt/app/" + check;
  record.digests = {{Algorithm::md5, "5" + sum}, {Algorithm::sha256, "256" + sum}};
  record.identity = {64768, 0xffffffffffffff01U, 16'000'000'000, 1'795'882'794'000'000'001};
  record.links = {{"/opt/app/current", "releases/1"}};
  record.when = 1'795'882'800'000'000;
  record.incarnation = 1'795'882'700;
  record.noted = {{Algorithm::sha256, "256evil"}};
  record.made = {64768, 12, 9, 1'795'882'796'000'000'001};
  return record;
}

class Contents : public testing::Test {
 protected:
  Contents() : store_(StateDirectory::open(directory_.file("state")).value()) {}

  std::string text() const { return test::read_file(directory_.file("state/contents")); }
  void spoil(const std::string& name) const {
    std::string bytes = test::read_file(directory_.file(name));
    bytes.replace(bytes.find("256good"), 7, "256evil");
    directory_.write(name, bytes);
  }
  // The text before the damaged one has one record.
  void write_twice_and_spoil() {
    ContentRecords records;
    records.put(record_of("agent", "good"));
    ASSERT_TRUE(records.write(store_).ok());
    records.put(record_of("other", "good"));
    ASSERT_TRUE(records.write(store_).ok());
    spoil("state/contents");
  }

  test::TemporaryDirectory directory_;
  StateDirectory store_;
};

TEST_F(Contents, ComeBackAsTheyWere) {
  ContentRecords records;
  records.put(record_of("agent", "good"));
  ASSERT_TRUE(records.write(store_).ok());
  const auto again = ContentRecords::read(store_);
  ASSERT_TRUE(again.ok()) << again.error().message;
  ASSERT_EQ(again->size(), 1U);
  const ContentRecord wanted = record_of("agent", "good");
  const ContentRecord& found = *again->find("/etc/monitrc", "agent");
  EXPECT_EQ(found.control_file, wanted.control_file);
  EXPECT_EQ(found.path, wanted.path);
  EXPECT_EQ(found.digests, wanted.digests);
  EXPECT_EQ(found.identity, wanted.identity);
  EXPECT_EQ(found.links, wanted.links);
  EXPECT_EQ(found.when, wanted.when);
  EXPECT_EQ(found.incarnation, wanted.incarnation);
  EXPECT_EQ(found.noted, wanted.noted);
  EXPECT_EQ(found.made, wanted.made);
}

// No tool of this system knows the algorithm.
TEST_F(Contents, HaveNoDigestThatIsEmpty) {
  ContentRecord partly = record_of("agent", "good");
  partly.digests[Algorithm::md5] = "";
  ContentRecords records;
  records.put(partly);
  ASSERT_TRUE(records.write(store_).ok());
  const auto again = ContentRecords::read(store_);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->find("/etc/monitrc", "agent")->digests,
            (rules::Digests{{Algorithm::sha256, "256good"}}));
}

// Another version of the program wrote it, and the content is not to count as unknown.
TEST_F(Contents, KeepDigestsByAnAlgorithmThatNobodyKnows) {
  ContentRecord later = record_of("agent", "good");
  later.digests = {{Algorithm::called("blake2"), "b2good"}};
  ContentRecords records;
  records.put(later);
  ASSERT_TRUE(records.write(store_).ok());
  const auto again = ContentRecords::read(store_);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->find("/etc/monitrc", "agent")->digests, later.digests);
}

TEST_F(Contents, AreNoneWhereThereIsNoText) {
  const auto records = ContentRecords::read(store_);
  ASSERT_TRUE(records.ok());
  EXPECT_TRUE(records->size() == 0);
  ASSERT_TRUE(records->write(store_).ok());
  EXPECT_FALSE(store_.has("contents"));
}

// monit takes any byte in a name and in a path.
TEST_F(Contents, KeepNamesThatAreNotUtf8) {
  ContentRecords records;
  ContentRecord odd = record_of("caf\xE9", "good");
  odd.links = {{"/opt/caf\xE9", "\xE9"}};
  records.put(odd);
  ASSERT_TRUE(records.write(store_).ok());
  const auto again = ContentRecords::read(store_);
  ASSERT_TRUE(again.ok());
  const ContentRecord* found = again->find("/etc/monitrc", "caf\xE9", "/opt/app/caf\xE9");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->links, odd.links);
}

TEST_F(Contents, AreOfACheckAndItsMonitAndItsPath) {
  ContentRecords records;
  records.put(record_of("agent", "good"));
  EXPECT_NE(records.find("/etc/monitrc", "AGENT", "/opt/app/agent"), nullptr);
  EXPECT_EQ(records.find("/etc/monitrc", "agent", "/opt/app/other"), nullptr);
  EXPECT_NE(records.find("/etc/monitrc", "agent"), nullptr);
  EXPECT_EQ(records.find("/etc/other", "agent", "/opt/app/agent"), nullptr);
}

TEST_F(Contents, HaveOneForEachCheck) {
  ContentRecords records;
  records.put(record_of("agent", "good"));
  ContentRecord moved = record_of("Agent", "new");
  moved.path = "/srv/agent";
  records.put(moved);
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records.find("/etc/monitrc", "agent")->path, "/srv/agent");
}

TEST_F(Contents, OfChecksThatAreGoneGo) {
  ContentRecords records;
  records.put(record_of("agent", "good"));
  records.put(record_of("gone", "good"));
  ContentRecord other = record_of("gone", "good");
  other.control_file = "/etc/other";
  records.put(other);
  records.keep_only("/etc/monitrc", {"AGENT"});
  EXPECT_EQ(records.find("/etc/monitrc", "gone"), nullptr);
  EXPECT_NE(records.find("/etc/monitrc", "agent"), nullptr);
  EXPECT_NE(records.find("/etc/other", "gone"), nullptr);
}

TEST_F(Contents, AreWrittenWhenTheyAreNews) {
  ContentRecords records;
  records.put(record_of("agent", "good"));
  ASSERT_TRUE(records.write(store_).ok());
  auto again = ContentRecords::read(store_);
  ASSERT_TRUE(again.ok());
  ContentRecord later = record_of("agent", "good");
  later.when += 1'000'000;
  again->put(later);
  const std::string before = text();
  ASSERT_TRUE(again->write(store_).ok());
  EXPECT_EQ(text(), before);
  again->put(record_of("agent", "new"));
  ASSERT_TRUE(again->write(store_).ok());
  EXPECT_NE(text(), before);
}

// The file was changed just before its record was written, so that record does not settle; a later
// look at the same file does.
TEST_F(Contents, SettleWithALaterLook) {
  ContentRecord fresh = record_of("agent", "good");
  fresh.when = fresh.identity.ctime / 1000 + 200'000;
  ContentRecords records;
  records.put(fresh);
  ASSERT_TRUE(records.write(store_).ok());
  auto again = ContentRecords::read(store_);
  ASSERT_TRUE(again.ok());
  ContentRecord later = fresh;
  later.when += 60'000'000;
  again->put(later);
  ASSERT_TRUE(again->write(store_).ok());
  const auto settled = ContentRecords::read(store_);
  ASSERT_TRUE(settled.ok());
  EXPECT_EQ(settled->find("/etc/monitrc", "agent")->when, later.when);
}

TEST_F(Contents, OfADamagedTextAreThoseOfTheOneBefore) {
  write_twice_and_spoil();
  const auto again = ContentRecords::read(store_);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ(again->size(), 1U);
}

// Without a whole record, no good content is known.
TEST_F(Contents, AreAnErrorWhenNothingIsWhole) {
  ContentRecords records;
  records.put(record_of("agent", "good"));
  ASSERT_TRUE(records.write(store_).ok());
  spoil("state/contents");
  const auto again = ContentRecords::read(store_);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().message, "the record of contents is damaged: its checksum does not fit");
}

TEST_F(Contents, BeginAnewOnlyIfNothingIsWhole) {
  write_twice_and_spoil();
  directory_.write("state/.contents.room", "cut off", 0600);
  std::optional<Error> damage;
  const auto anew = ContentRecords::read_or_begin_anew(store_, damage);
  ASSERT_TRUE(anew.ok());
  EXPECT_EQ(anew->size(), 0U);
  ASSERT_TRUE(damage);
  EXPECT_EQ(damage->message, "the record of contents is damaged: its checksum does not fit");
  EXPECT_THAT(damage->hint, testing::HasSubstr("a session begins a new record"));
  // The damaged text goes with the next write, though no record has changed.
  ASSERT_TRUE(anew->write(store_).ok());
  EXPECT_TRUE(ContentRecords::read(store_).ok());
}

// The text may be whole, so it must not be overwritten.
TEST_F(Contents, ThatCannotBeReadAreAnErrorAndNoDamage) {
  ASSERT_TRUE(std::filesystem::create_directory(directory_.file("state/contents")));
  std::optional<Error> damage;
  EXPECT_FALSE(ContentRecords::read_or_begin_anew(store_, damage).ok());
  EXPECT_FALSE(damage);
  EXPECT_FALSE(ContentRecords::read(store_).ok());
}

TEST_F(Contents, OfADirectoryAreNoneWithoutTheDirectory) {
  const auto none = read_contents_of(directory_.file("none"));
  ASSERT_TRUE(none.ok());
  EXPECT_FALSE(*none);
  ContentRecords records;
  records.put(record_of("agent", "good"));
  ASSERT_TRUE(records.write(store_).ok());
  const auto all = read_contents_of(directory_.file("state"));
  ASSERT_TRUE(all.ok() && *all);
  EXPECT_EQ((*all)->of("/etc/monitrc").size(), 1U);
  EXPECT_EQ((*all)->of("/etc/other").size(), 0U);
  spoil("state/contents");
  EXPECT_FALSE(read_contents_of(directory_.file("state")).ok());
}

// A link of which half is missing leads nowhere: without it the way to the file is another one.
TEST_F(Contents, ALinkThatIsNoPairIsPassedOver) {
  directory_.write("state/contents",
                   R"({"files": [{"control_file": "/etc/monitrc", "check": "agent",
                       "links": [["/opt/app/current"], ["/opt/a", "b"], 7]}]})",
                   0600);
  const auto records = ContentRecords::read(store_);
  ASSERT_TRUE(records.ok()) << records.error().message;
  const ContentRecord* found = records->find("/etc/monitrc", "agent");
  ASSERT_NE(found, nullptr);
  EXPECT_THAT(found->links, testing::ElementsAre(rules::LinkOnWay{"/opt/a", "b"}));
  EXPECT_FALSE(found->made.known());
}

TEST_F(Contents, AreBounded) {
  ContentRecords records;
  for (int i = 0; i < 20'100; ++i) records.put(record_of("agent" + std::to_string(i), "good"));
  EXPECT_EQ(records.size(), 20'000U);
}

}  // namespace
}  // namespace pkgmap
