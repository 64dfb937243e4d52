// The entries of the host's log: their text and their fields.
#include "engine/system/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::SizeIs;

LogEntry example_entry() {
  return {LogEntry::Level::warning,
          "suspended 2 checks",
          {{"MONIT_PKGMAP_SESSION", "0123456789abcdef"}, {"MONIT_PKGMAP_CHECKS", "mysqld,my sql"}}};
}

TEST(SyslogLine, HasTheFieldsBehindTheMessage) {
  EXPECT_EQ(syslog_line(example_entry()),
            "suspended 2 checks [SESSION=0123456789abcdef CHECKS=mysqld,my sql]");
}

TEST(SyslogLine, WithoutFieldsIsTheMessage) {
  EXPECT_EQ(syslog_line({LogEntry::Level::info, "started monit", {}}), "started monit");
}

TEST(SyslogLine, KeepsANameThatIsNotOurs) {
  EXPECT_EQ(syslog_line({LogEntry::Level::info, "a", {{"ERRNO", "5"}}}), "a [ERRNO=5]");
}

TEST(SyslogLine, IsOneLineWhateverTheNamesHold) {
  EXPECT_EQ(
      syslog_line({LogEntry::Level::info, "a\nb\x1b[2J", {{"MONIT_PKGMAP_CHECKS", "c\r\nd"}}}),
      "a b [2J [CHECKS=c  d]");
}

TEST(SyslogLine, IsCutAtTheLengthThatRelaysKeep) {
  const std::string line = syslog_line({LogEntry::Level::info, std::string(2'000, 'x'), {}});
  EXPECT_THAT(line, SizeIs(900));
  EXPECT_THAT(line, EndsWith("x..."));
  EXPECT_THAT(syslog_line({LogEntry::Level::info, std::string(900, 'x'), {}}), EndsWith("xxxx"));
}

TEST(JournalFields, AreThoseOfTheJournalAndOurs) {
  EXPECT_THAT(
      journal_fields(example_entry()),
      ElementsAre("MESSAGE=suspended 2 checks", "PRIORITY=4", "SYSLOG_IDENTIFIER=monit-pkgmap",
                  "MONIT_PKGMAP_SESSION=0123456789abcdef", "MONIT_PKGMAP_CHECKS=mysqld,my sql"));
}

TEST(JournalFields, HaveTheLevelsOfSyslog) {
  struct LogRow {
    LogEntry::Level level;
    const char* field;
  };
  for (const LogRow& row : {LogRow{LogEntry::Level::error, "PRIORITY=3"},
                            {LogEntry::Level::warning, "PRIORITY=4"},
                            {LogEntry::Level::notice, "PRIORITY=5"},
                            {LogEntry::Level::info, "PRIORITY=6"}}) {
    EXPECT_EQ(journal_fields({row.level, "a", {}}).at(1), row.field);
  }
}

// A newline belongs to the value, and systemd's journal accepts it.
TEST(JournalFields, KeepAValueAsItIs) {
  EXPECT_EQ(journal_fields({LogEntry::Level::info, "a", {{"MONIT_PKGMAP_CHECKS", "c\nd"}}}).back(),
            "MONIT_PKGMAP_CHECKS=c\nd");
}

}  // namespace
}  // namespace pkgmap
