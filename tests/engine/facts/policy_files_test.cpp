// Which policy files are read, in which order, and which are refused because of their owner or
// mode.
#include "engine/facts/policy_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kFile = "/etc/monit-pkgmap/policy.yaml";
constexpr const char* kDropIn = "/etc/monit-pkgmap/policy.d/";

std::string keeps(const std::string& check) {
  return "version: 1\nrules:\n  - {checks: " + check + ", decision: keep}\n";
}

/// A root with policy files in it.
class PolicyFilesTest : public testing::Test {
 protected:
  PolicyFilesTest() { settings_.root = directory_.path(); }

  void write(const std::string& path, const std::string& text, int mode = 0644) {
    const std::filesystem::path whole = directory_.path() + path;
    std::filesystem::create_directories(whole.parent_path());
    directory_.write(path.substr(1), text, mode);
  }

  std::string said() const {
    const auto understood = require_understood(load_policy(settings_));
    return understood ? "" : understood.error().details;
  }

  test::TemporaryDirectory directory_;
  Settings settings_;
};

TEST_F(PolicyFilesTest, WithoutAnyTheBuiltInPolicyHolds) {
  const PolicyFiles files = load_policy(settings_);
  EXPECT_TRUE(files.ok());
  EXPECT_THAT(files.files, IsEmpty());
  EXPECT_EQ(files.policy.wait, std::chrono::seconds(20));
}

TEST_F(PolicyFilesTest, TheFileComesFirstThenTheDirectoryInLexicalOrder) {
  write(std::string(kDropIn) + "50-b.yaml", keeps("b"));
  write(std::string(kDropIn) + "10-a.yaml", keeps("a"));
  write(std::string(kDropIn) + "B.yaml", keeps("upper"));
  write(std::string(kDropIn) + "note.txt", "no policy");
  write(std::string(kDropIn) + "50-b.yaml~", "no policy");
  write(std::string(kDropIn) + "50-b.yaml.rpmnew", "no policy");
  write(kFile, keeps("first"));
  const PolicyFiles files = load_policy(settings_);
  EXPECT_TRUE(files.ok());
  EXPECT_THAT(files.files,
              ElementsAre(kFile, std::string(kDropIn) + "10-a.yaml",
                          std::string(kDropIn) + "50-b.yaml", std::string(kDropIn) + "B.yaml"));
  ASSERT_EQ(files.policy.rules.size(), 4U);
  EXPECT_TRUE(files.policy.rules[0].speaks_of_check("first"));
  EXPECT_EQ(files.policy.rules[2].place(), std::string(kDropIn) + "50-b.yaml:3");
}

TEST_F(PolicyFilesTest, AnotherFileStandsForAllOfThem) {
  write(kFile, keeps("first"));
  settings_.policy_file = directory_.write("other.yaml", keeps("other"));
  const PolicyFiles files = load_policy(settings_);
  EXPECT_THAT(files.files, ElementsAre(settings_.policy_file));
  EXPECT_TRUE(files.policy.rules.at(0).speaks_of_check("other"));
}

TEST_F(PolicyFilesTest, AFileThatWasNamedMustBeThere) {
  settings_.policy_file = directory_.file("gone.yaml");
  const auto result = with_policy(settings_);
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().code, ErrorCode::control_file);
  EXPECT_THAT(result.error().message, HasSubstr("gone.yaml: cannot open it: No such file"));
}

TEST_F(PolicyFilesTest, MistakesAreShownAtTheirPlace) {
  write(kFile, "version: 1\ndefaults:\n  wiat: 20s\n");
  EXPECT_EQ(said(),
            "/etc/monit-pkgmap/policy.yaml:3:3: error: unknown key 'wiat' of 'defaults'\n"
            "  wiat: 20s\n"
            "  ^~~~\n"
            "  hint: did you mean 'wait'?\n");
}

TEST_F(PolicyFilesTest, WhatOthersCanWriteIsRefused) {
  write(kFile, keeps("a"), 0664);
  EXPECT_THAT(said(), HasSubstr("policy.yaml: error: refused: its group can write it"));
  ::chmod((directory_.path() + kFile).c_str(), 0646);
  EXPECT_THAT(said(), HasSubstr("everybody can write it"));
  ::chmod((directory_.path() + kFile).c_str(), 0600);
  EXPECT_EQ(said(), "");
}

TEST_F(PolicyFilesTest, WhatBelongsToAnotherUserIsRefused) {
  write(kFile, keeps("a"));
  EXPECT_EQ(said(), "");
  // Only root can give a file away; without root, the line above is the whole test.
  const bool given = ::chown((directory_.path() + kFile).c_str(), 4711, 0) == 0;
  EXPECT_EQ(given, ::geteuid() == 0);
  EXPECT_THAT(said(), HasSubstr(given ? "refused: it belongs to user 4711" : ""));
}

TEST_F(PolicyFilesTest, ADirectoryThatOthersCanWriteIsRefused) {
  write(std::string(kDropIn) + "a.yaml", keeps("a"));
  ::chmod((directory_.path() + kDropIn).c_str(), 0777);
  EXPECT_THAT(said(), HasSubstr("policy.d: error: refused: everybody can write it"));
}

TEST_F(PolicyFilesTest, ALinkMayLeadToAShippedPolicyAndIsJudgedByThat) {
  write("/usr/share/policy.yaml", keeps("shipped"));
  std::filesystem::create_directories(directory_.path() + kDropIn);
  std::filesystem::create_symlink("/usr/share/policy.yaml",
                                  directory_.path() + kDropIn + "10-shipped.yaml");
  EXPECT_EQ(load_policy(settings_).policy.rules.size(), 1U);
  ::chmod((directory_.path() + "/usr/share/policy.yaml").c_str(), 0666);
  EXPECT_THAT(said(), HasSubstr("everybody can write it"));
}

TEST_F(PolicyFilesTest, WhatIsNoFileIsRefusedWithoutWaiting) {
  std::filesystem::create_directories(directory_.path() + kDropIn + "a.yaml");
  EXPECT_THAT(said(), HasSubstr("it is a directory"));
  std::filesystem::remove(directory_.path() + kDropIn + "a.yaml");
  ASSERT_EQ(::mkfifo((directory_.path() + kDropIn + "a.yaml").c_str(), 0600), 0);
  EXPECT_THAT(said(), HasSubstr("it is not a regular file"));
}

TEST_F(PolicyFilesTest, AHugeFileIsRefused) {
  write(kFile, std::string(1 << 20, '#'));
  EXPECT_THAT(said(), HasSubstr("larger than 256 KiB"));
}

TEST_F(PolicyFilesTest, AnOptionCountsMoreThanThePolicy) {
  write(kFile, "version: 1\ndefaults: {settle: 10s, lease: 4h}\n");
  settings_.settle = std::chrono::seconds(3);
  const auto settings = with_policy(settings_);
  ASSERT_TRUE(settings.ok());
  EXPECT_EQ(settings->policy.settle, std::chrono::seconds(3));
  EXPECT_EQ(settings->policy.lease, std::chrono::hours(4));
}

}  // namespace
}  // namespace pkgmap
