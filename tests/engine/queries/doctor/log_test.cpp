// As root, as the suite runs in CI: the question is what others than root can do.
#include "engine/queries/doctor/log.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using ::testing::HasSubstr;

class DoctorsLog : public ::testing::Test {
 protected:
  DoctorsLog() {
    file_.logfile = directory_.file("monit.log");
    std::ofstream(file_.logfile) << "a line\n";
  }

  test::TemporaryDirectory directory_;
  monitrc::ControlFile file_;
};

TEST_F(DoctorsLog, ShowsARepeatedWordIfRootAloneWritesIt) {
  if (::geteuid() != 0) GTEST_SKIP() << "the file must be root's";
  const HostFinding finding = finding_about_log(file_);
  EXPECT_EQ(finding.health, HostFinding::Health::ok);
  EXPECT_THAT(finding.what, HasSubstr("shows whoever unmonitors"));
}

TEST_F(DoctorsLog, ShowsNoneIfOthersCanWriteIt) {
  ASSERT_EQ(::chmod(file_.logfile.c_str(), 0666), 0);
  const HostFinding finding = finding_about_log(file_);
  EXPECT_EQ(finding.health, HostFinding::Health::warning);
  EXPECT_THAT(finding.what, HasSubstr("is not root's alone: everybody can write it, so"));
  EXPECT_THAT(finding.todo, HasSubstr("let root alone write " + file_.logfile));
}

TEST_F(DoctorsLog, ShowsNoneOnAWayThatAGroupCanWriteWhichIsNoDefect) {
  const std::string around = directory_.file("log");
  ASSERT_EQ(::mkdir(around.c_str(), 0755), 0);
  ASSERT_EQ(::chmod(around.c_str(), 0775), 0);
  file_.logfile = around + "/monit.log";
  std::ofstream(file_.logfile) << "a line\n";
  const HostFinding finding = finding_about_log(file_);
  EXPECT_EQ(finding.health, HostFinding::Health::ok);
  EXPECT_THAT(finding.what, HasSubstr("a directory that others than root can write, so"));
}

TEST_F(DoctorsLog, ShowsNoneIfItIsMissing) {
  file_.logfile = directory_.file("none.log");
  const HostFinding finding = finding_about_log(file_);
  EXPECT_EQ(finding.health, HostFinding::Health::warning);
  EXPECT_THAT(finding.what, HasSubstr("none.log cannot be read, so"));
}

TEST_F(DoctorsLog, ShowsNoneInSyslogWhichIsNoDefect) {
  file_.logfile.clear();
  const HostFinding finding = finding_about_log(file_);
  EXPECT_EQ(finding.health, HostFinding::Health::ok);
  EXPECT_THAT(finding.what, HasSubstr("monit logs to no file"));
}

}  // namespace
}  // namespace pkgmap
