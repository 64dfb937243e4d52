// What monit asks the host, and which control files it refuses to read.
#include "engine/facts/monit_host.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using monitrc::HostQuestion;
using testing::HasSubstr;

std::string write(const std::string& path, mode_t mode) {
  std::ofstream(path) << "x";
  ::chmod(path.c_str(), mode);
  return path;
}

TEST(MonitHost, KnowsUsersByNameAndByNumber) {
  const MonitHost host;
  EXPECT_TRUE(host.has(HostQuestion::user, "root", false));
  EXPECT_TRUE(host.has(HostQuestion::user, "0", true));
  EXPECT_FALSE(host.has(HostQuestion::user, "0", false));
  EXPECT_FALSE(host.has(HostQuestion::user, "no-such-user", false));
  EXPECT_FALSE(host.has(HostQuestion::user, "3999999999", true));
}

TEST(MonitHost, KnowsGroupsByNameAndByNumber) {
  const MonitHost host;
  EXPECT_TRUE(host.has(HostQuestion::group, "root", false));
  EXPECT_TRUE(host.has(HostQuestion::group, "0", true));
  EXPECT_FALSE(host.has(HostQuestion::group, "no-such-group", false));
}

// monit 5.33 takes a directory for a program: `check program x path "/etc"`.
TEST(MonitHost, AProgramCanBeExecuted) {
  const test::TemporaryDirectory directory;
  const MonitHost host;
  EXPECT_TRUE(host.has(HostQuestion::program, write(directory.path() + "/a", 0755), false));
  EXPECT_FALSE(host.has(HostQuestion::program, write(directory.path() + "/b", 0644), false));
  EXPECT_TRUE(host.has(HostQuestion::program, directory.path(), false));
  EXPECT_FALSE(host.has(HostQuestion::program, directory.path() + "/none", false));
}

TEST(MonitHost, ContentIsThatOfAFile) {
  const test::TemporaryDirectory directory;
  const MonitHost host;
  EXPECT_TRUE(host.has(HostQuestion::certificate, write(directory.path() + "/a", 0600), false));
  EXPECT_FALSE(host.has(HostQuestion::certificate, directory.path(), false));
  EXPECT_FALSE(host.has(HostQuestion::certificate, directory.path() + "/none", false));
}

TEST(MonitHost, TheKeyOfTheServerIsItsOwn) {
  const test::TemporaryDirectory directory;
  for (const auto& [mode, is_fine] : {std::pair{0400, true},
                                      {0600, true},
                                      {0750, true},
                                      {0644, false},
                                      {0755, false},
                                      {0660, false}}) {
    const std::string path = write(directory.path() + "/key" + std::to_string(mode), mode);
    EXPECT_EQ(MonitHost().has(HostQuestion::server_key, path, false), is_fine) << std::oct << mode;
  }
}

TEST(MonitHost, ALogFileNeedsItsDirectory) {
  const test::TemporaryDirectory directory;
  const MonitHost host;
  EXPECT_TRUE(host.has(HostQuestion::log_file, directory.path() + "/log", false));
  EXPECT_FALSE(host.has(HostQuestion::log_file, directory.path() + "/none/log", false));
  EXPECT_FALSE(host.has(HostQuestion::log_file, directory.path(), false));
}

TEST(MonitHost, AControlFileThatOthersMayReadIsRefused) {
  const test::TemporaryDirectory directory;
  const auto refusal = refusal_of_file(write(directory.path() + "/rc", 0644));
  ASSERT_TRUE(refusal);
  EXPECT_THAT(refusal->message, HasSubstr("its mode is 0644"));
  EXPECT_THAT(refusal->message, HasSubstr("read, write or execute"));
  const auto executable = refusal_of_file(write(directory.path() + "/rc", 0711));
  ASSERT_TRUE(executable);
  EXPECT_EQ(executable->message,
            "its mode is 0711; monit refuses a file that others may read, write or execute");
  EXPECT_FALSE(refusal_of_file(write(directory.path() + "/rc", 0600)));
  EXPECT_FALSE(refusal_of_file(write(directory.path() + "/rc", 0700)));
}

TEST(MonitHost, AControlFileOfAnotherUserIsRefused) {
  const test::TemporaryDirectory directory;
  std::string path = "/etc/passwd";  // Another user's file, unless this test runs as root.
  if (::geteuid() == 0) {
    path = write(directory.path() + "/rc", 0600);
    ASSERT_EQ(::chown(path.c_str(), 1, 1), 0);
  }
  const auto refusal = refusal_of_file(path);
  ASSERT_TRUE(refusal);
  EXPECT_THAT(refusal->message, HasSubstr("belongs to another user"));
}

}  // namespace
}  // namespace pkgmap
