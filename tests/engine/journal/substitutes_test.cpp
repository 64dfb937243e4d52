// The list of substitute checks on disk: whole, or the one before, or an error.
#include "engine/journal/substitutes.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/system/files/state_directory.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using rules::SubstituteCheck;
using testing::IsEmpty;
using testing::SizeIs;

SubstituteCheck substitute_of(const std::string& check) {
  SubstituteCheck one;
  one.name = "drift_" + check;
  one.check = check;
  one.path = "/opt/" + check;
  one.digest = {Algorithm::sha256, "256good"};
  one.monitored = false;
  one.dependents = {"web", "caf\xE9"};
  one.since = 1'795'882'800;
  one.control_file = "/etc/monitrc";
  one.session = "0123456789abcdef";
  return one;
}

class Substitutes : public testing::Test {
 protected:
  std::vector<SubstituteCheck> read() const {
    auto all = read_substitutes(store_);
    EXPECT_TRUE(all.ok()) << all.error().message;
    return all ? std::move(*all) : std::vector<SubstituteCheck>{};
  }
  void spoil(const std::string& text) const { directory_.write("state/drift", text, 0600); }

  test::TemporaryDirectory directory_;
  StateDirectory store_ = StateDirectory::open(directory_.file("state")).value();
};

TEST_F(Substitutes, AreNoneWhereThereIsNoTextAndNoDirectory) {
  EXPECT_THAT(read(), IsEmpty());
  EXPECT_THAT(*read_substitutes_of(directory_.file("none")), IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(directory_.file("none")));
  EXPECT_TRUE(write_substitutes(store_, {}).ok());
}

TEST_F(Substitutes, ComeBackAsTheyWere) {
  ASSERT_TRUE(write_substitutes(store_, {substitute_of("agent"), substitute_of("od\xFF")}).ok());
  const auto all = read_substitutes_of(directory_.file("state"));
  ASSERT_TRUE(all.ok()) << all.error().message;
  ASSERT_THAT(*all, SizeIs(2));
  const SubstituteCheck wanted = substitute_of("od\xFF");
  const SubstituteCheck& found = (*all)[1];
  EXPECT_EQ(found.check, wanted.check);
  EXPECT_EQ(found.path, wanted.path);
  EXPECT_EQ(found.digest, wanted.digest);
  EXPECT_FALSE(found.monitored);
  EXPECT_EQ(found.dependents, wanted.dependents);
  EXPECT_EQ(found.since, wanted.since);
  EXPECT_EQ(found.control_file, wanted.control_file);
  EXPECT_EQ(found.session, wanted.session);
}

TEST_F(Substitutes, LeaveNoTextWhenTheLastOneEnds) {
  ASSERT_TRUE(write_substitutes(store_, {substitute_of("agent")}).ok());
  ASSERT_TRUE(write_substitutes(store_, {}).ok());
  EXPECT_FALSE(store_.has(kSubstitutesFile));
  EXPECT_THAT(read(), IsEmpty());
}

TEST_F(Substitutes, OfADamagedTextAreThoseOfTheOneBefore) {
  ASSERT_TRUE(write_substitutes(store_, {substitute_of("agent")}).ok());
  ASSERT_TRUE(write_substitutes(store_, {substitute_of("agent"), substitute_of("web")}).ok());
  for (const char* text : {"{\"version\": 1, \"dri", "[]", "{\"drift\": 7}", ""}) {
    spoil(text);
    EXPECT_THAT(read(), SizeIs(1)) << text;
  }
}

// An empty list would end the alarms.
TEST_F(Substitutes, AreAnErrorAndNotNoneWhenNothingIsWhole) {
  spoil("{\"version\": 1, \"dri");
  const auto all = read_substitutes(store_);
  ASSERT_FALSE(all.ok());
  EXPECT_EQ(all.error().message, "the list of alarms that are kept alive cannot be read");
  ASSERT_TRUE(std::filesystem::remove(directory_.file("state/drift")));
  ASSERT_TRUE(write_substitutes(store_, {substitute_of("agent")}).ok());
  ASSERT_TRUE(write_substitutes(store_, {substitute_of("agent")}).ok());
  spoil("cut off");
  directory_.write("state/.drift.room", "cut off, too", 0600);
  EXPECT_EQ(read_substitutes(store_).error().message,
            "the list of alarms that are kept alive is damaged");
}

TEST_F(Substitutes, AreAnErrorWhenTheTextCannotBeRead) {
  ASSERT_TRUE(std::filesystem::create_directory(directory_.file("state/drift")));
  EXPECT_FALSE(read_substitutes(store_).ok());
}

}  // namespace
}  // namespace pkgmap
