// The checks of the last control file without a mistake.
#include "engine/journal/last_reading.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/package_notes.hpp"
#include "engine/system/files/state_directory.hpp"
#include "parsers/monitrc/parse.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class LastReading : public testing::Test {
 protected:
  static monitrc::ControlFile parsed(const std::string& text) {
    TextFiles files{{"/etc/monitrc", text}};
    return monitrc::parse_control_file("/etc/monitrc", files, {"/", "vm"}).control_file;
  }

  test::TemporaryDirectory directory_;
  std::string path_ = directory_.path() + "/state";
  StateDirectory store_ = StateDirectory::open(path_).value();
};

constexpr const char* kChecks =
    "check process db pidfile /run/db.pid\n"
    "  start program \"/usr/bin/systemctl start db\"\n"
    "  if failed port 3306 then alert\n"
    "  depends on bin\n"
    "check file bin path /usr/sbin/db\n"
    "check program ask path \"/usr/bin/mysql -pgeheim\"\n  if status != 0 then alert\n";

TEST_F(LastReading, HasWhatTellsThePackageOfACheck) {
  ASSERT_TRUE(write_last_reading(store_, parsed(kChecks)).ok());
  const auto checks = last_reading(store_, "/etc/monitrc");
  ASSERT_THAT(checks, SizeIs(4));
  EXPECT_EQ(checks[0].name, "db");
  EXPECT_EQ(checks[0].type, monitrc::CheckType::process);
  EXPECT_EQ(checks[0].pidfile, "/run/db.pid");
  ASSERT_TRUE(checks[0].start.has_value());
  EXPECT_EQ(checks[0].start->argv.back(), "db");
  EXPECT_EQ(checks[0].depends_on, CheckNames{"bin"});
  ASSERT_THAT(checks[0].tests, SizeIs(1));
  EXPECT_EQ(checks[0].tests[0].connection->port, 3306);
  EXPECT_EQ(checks[1].path, "/usr/sbin/db");
}

TEST_F(LastReading, HasNoCredential) {
  ASSERT_TRUE(write_last_reading(store_, parsed(kChecks)).ok());
  EXPECT_THAT(store_.read("last-reading.json").value(), Not(HasSubstr("geheim")));
}

TEST_F(LastReading, HasNoCredentialInAPathAnAddressOrAPattern) {
  const auto control_file = parsed(
      "check program ask path '/usr/bin/mysql -pgeheim'\n  if status != 0 then alert\n"
      "check filesystem share path //me:geheim@host/share\n"
      "check host web address http://me:geheim@host/\n"
      "  if failed host me:geheim@other port 80 then alert\n"
      "check process a matching \"a --password=geheim\"\n"
      "check process b matching \"^b: worker\"\n");
  ASSERT_TRUE(write_last_reading(store_, control_file).ok());
  EXPECT_THAT(store_.read("last-reading.json").value(), Not(HasSubstr("geheim")));
  const auto checks = last_reading(store_, "/etc/monitrc");
  ASSERT_THAT(checks, SizeIs(6));
  EXPECT_EQ(checks[0].path, "/usr/bin/mysql -p***");
  EXPECT_EQ(checks[3].matching, "");
  EXPECT_EQ(checks[4].matching, "^b: worker");
}

TEST_F(LastReading, NamesItsControlFile) {
  EXPECT_EQ(control_file_of_last_reading(path_), "");
  EXPECT_EQ(control_file_of_last_reading(directory_.path() + "/no"), "");
  ASSERT_TRUE(write_last_reading(store_, parsed(kChecks)).ok());
  EXPECT_EQ(control_file_of_last_reading(path_), "/etc/monitrc");
  ASSERT_TRUE(store_.write("last-reading.json", "{\"control_file\": \"/etc/mon").ok());
  EXPECT_EQ(control_file_of_last_reading(path_), "");
  ASSERT_TRUE(store_.remove("last-reading.json").ok());
  ASSERT_TRUE(std::filesystem::create_directory(path_ + "/last-reading.json"));
  EXPECT_EQ(control_file_of_last_reading(path_), "");
  EXPECT_THAT(last_reading(store_, "/etc/monitrc"), IsEmpty());
}

TEST_F(LastReading, IsWrittenAgainOnlyIfItSaysSomethingElse) {
  ASSERT_TRUE(write_last_reading(store_, parsed(kChecks)).ok());
  const std::string version = store_.version("last-reading.json");
  ASSERT_TRUE(write_last_reading(store_, parsed(kChecks)).ok());
  EXPECT_EQ(store_.version("last-reading.json"), version);
  ASSERT_TRUE(write_last_reading(store_, parsed("check file bin path /bin/x\n")).ok());
  EXPECT_NE(store_.version("last-reading.json"), version);
}

TEST_F(LastReading, IsNotWrittenWithoutTheLockOfTheNotes) {
  ASSERT_TRUE(std::filesystem::create_directory(path_ + "/packages.lock"));
  EXPECT_FALSE(write_last_reading(store_, parsed(kChecks)).ok());
  EXPECT_FALSE(store_.has("last-reading.json"));
}

// A newer version may know kinds of checks that this one does not.
TEST_F(LastReading, HasACheckOfAnUnknownKindByItsName) {
  ASSERT_TRUE(store_
                  .write("last-reading.json", R"({"control_file": "/etc/monitrc",
      "checks": [{"type": "planet", "name": "earth"}]})")
                  .ok());
  const auto checks = last_reading(store_, "/etc/monitrc");
  ASSERT_THAT(checks, SizeIs(1));
  EXPECT_EQ(checks[0].name, "earth");
  EXPECT_EQ(checks[0].type, monitrc::CheckType::system);
  EXPECT_FALSE(checks[0].start);
}

TEST_F(LastReading, IsOfOneControlFile) {
  ASSERT_TRUE(write_last_reading(store_, parsed(kChecks)).ok());
  EXPECT_THAT(last_reading(store_, "/opt/monitrc"), IsEmpty());
}

// Two processes that write at once could put a half-written text in place.
TEST_F(LastReading, IsNotWrittenWhileAnotherProcessWrites) {
  {
    const auto held = try_lock_notes(store_);
    ASSERT_TRUE(held.ok() && *held);
    ASSERT_TRUE(write_last_reading(store_, parsed(kChecks)).ok());
    EXPECT_THAT(last_reading(store_, "/etc/monitrc"), IsEmpty());
  }
  ASSERT_TRUE(write_last_reading(store_, parsed(kChecks)).ok());
  EXPECT_THAT(last_reading(store_, "/etc/monitrc"), SizeIs(4));
}

TEST_F(LastReading, IsEmptyIfItIsDamagedOrThereIsNone) {
  EXPECT_THAT(last_reading(store_, "/etc/monitrc"), IsEmpty());
  EXPECT_THAT(last_reading_of(directory_.path() + "/no", "/etc/monitrc"), IsEmpty());
  ASSERT_TRUE(write_last_reading(store_, parsed(kChecks)).ok());
  std::string text = store_.read("last-reading.json").value();
  text.replace(text.find("/usr/sbin/db"), 4, "/opt");
  ASSERT_TRUE(store_.write("last-reading.json", text).ok());
  EXPECT_THAT(last_reading_of(path_, "/etc/monitrc"), IsEmpty());
}

}  // namespace
}  // namespace pkgmap
