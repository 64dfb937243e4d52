// Tests which tests are predicted to fail or to fire. tests/e2e/predictions_test.py asks monit
// itself.
#include "rules/predict/predict.hpp"

#include <gtest/gtest.h>

#include "parsers/monitrc/parse.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::rules {
namespace {

constexpr std::int64_t kNow = 1'795'000'000;
constexpr std::uint32_t kRegular = 0100000;
const char* const kOld = "0123456789abcdef0123456789abcdef";
const char* const kNew = "fedcba9876543210fedcba9876543210";

FileState state(std::uint32_t mode = 0755) {
  FileState file;
  file.exists = true;
  file.mode = kRegular | mode;
  file.user = "root";
  file.group = "root";
  file.size = 100;
  file.modified = kNow - 1000;
  file.digests = {{Algorithm::sha256, "a"}, {Algorithm::md5, kOld}};
  return file;
}

FileUpdate replaced() {
  FileUpdate update;
  update.fate = FileFate::replaced;
  update.path = "/opt/x";
  update.package = {"pkg", "", "2", "1", "noarch"};
  update.now = state();
  update.after = state();
  update.after.digests = {{Algorithm::sha256, "b"}, {Algorithm::md5, kNew}};
  return update;
}

/// "permission fails 755 0755 0750", one text for each prediction.
std::vector<std::string> predicted(const std::string& tests, const FileUpdate& update,
                                   const Circumstances& circumstances = {true, false, kNow}) {
  TextFiles files{{"/etc/monitrc", "check file x path /opt/x\n" + tests}};
  const auto parsed = monitrc::parse_control_file("/etc/monitrc", files, {"/", "vm"});
  EXPECT_TRUE(parsed.ok()) << tests;
  const Accounts accounts{{{"root", 0}, {"games", 2}}, {{"root", 0}, {"games", 2}}};
  std::vector<std::string> lines;
  for (const Prediction& one :
       predict(parsed.control_file.checks.at(0), parsed.sources, update, accounts, circumstances)) {
    std::string line = std::string(monitrc::name_of(one.test)) + " " + name_of(one.outcome);
    for (const std::string& value : {one.expect, one.now, one.incoming}) {
      line += " " + (value.empty() ? "-" : value);
    }
    lines.push_back(line);
    EXPECT_NE(one.ground, "");
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Predict, NothingWhenEveryTestIsMet) {
  EXPECT_EQ(predicted("if failed permission 755 then alert\nif failed uid root then alert\n"
                      "if failed gid 0 then alert\nif size > 1 kb then alert\n",
                      replaced()),
            Lines{});
}

TEST(Predict, AMode) {
  FileUpdate update = replaced();
  update.after.mode = kRegular | 0750;
  EXPECT_EQ(predicted("if failed permission 755 then alert\n", update),
            Lines{"permission fails 755 0755 0750"});
  EXPECT_EQ(predicted("if failed permission 0750 then alert\n", update), Lines{});
  update.after.mode = kRegular | 04755;
  EXPECT_EQ(predicted("if failed permission 755 then alert\n", update),
            Lines{"permission fails 755 0755 4755"});
}

TEST(Predict, AnOwnerAndAGroupByNameOrNumber) {
  FileUpdate update = replaced();
  update.after.user = "games";
  update.after.group = "games";
  EXPECT_EQ(predicted("if failed uid root then alert\nif failed gid 0 then alert\n", update),
            (Lines{"uid fails root root games", "gid fails 0 root games"}));
  EXPECT_EQ(predicted("if failed uid 2 then alert\nif failed gid games then alert\n", update),
            Lines{});
}

TEST(Predict, AnOwnerThatDoesNotExistYetFails) {
  FileUpdate update = replaced();
  update.after.user = "newcomer";
  EXPECT_EQ(predicted("if failed uid 0 then alert\n", update), Lines{"uid fails 0 root newcomer"});
}

TEST(Predict, ASize) {
  FileUpdate update = replaced();
  update.after.size = 5000;
  EXPECT_EQ(predicted("if size > 1 kb then alert\n", update),
            Lines{"size fails size > 1 kb 100 5000"});
  EXPECT_EQ(predicted("if size > 1 mb then alert\n", update), Lines{});
}

// monit ignores the case of its words, the blanks between them, and comments.
TEST(Predict, TheConditionIsThatOfTheStatementOnOneLine) {
  FileUpdate update = replaced();
  update.after.size = 5000;
  for (const char* written :
       {"if size > 1 kb then alert\n", "IF size > 1 kb THEN alert\n",
        "If size\t>  1 kb\tThen alert\n", "if\n  size   > 1 kb\n  then alert\n",
        "if size > # if, then\n  1 kb # then\n then alert\n"}) {
    EXPECT_EQ(predicted(written, update), Lines{"size fails size > 1 kb 100 5000"}) << written;
  }
  EXPECT_EQ(predicted("if SIZE GREATER THAN 1 KB for 2 cycles then alert\n", update),
            Lines{"size fails SIZE GREATER THAN 1 KB for 2 cycles 100 5000"});
}

TEST(Predict, ASumThatIsExpected) {
  const std::string expect = std::string("if failed checksum expect ") + kOld + " then alert\n";
  EXPECT_EQ(predicted(expect, replaced()),
            Lines{std::string("checksum fails ") + kOld + " " + kOld + " " + kNew});
  FileUpdate update = replaced();
  update.after.digests[Algorithm::md5] = kOld;
  EXPECT_EQ(predicted(expect, update), Lines{});
  update.after.digests.erase(Algorithm::md5);
  EXPECT_EQ(predicted(expect, update),
            Lines{std::string("checksum unknown ") + kOld + " " + kOld + " -"});
}

TEST(Predict, ABaselineOnlyWhereTheCheckIsNotSuspended) {
  const std::string tests = "if failed checksum then alert\n";
  EXPECT_EQ(predicted(tests, replaced()), Lines{});
  EXPECT_EQ(predicted(tests, replaced(), {false, false, kNow}),
            Lines{std::string("checksum fails - ") + kOld + " " + kNew});
  EXPECT_EQ(predicted("if changed checksum then alert\n", replaced(), {false, false, kNow}),
            Lines{std::string("checksum fires - ") + kOld + " " + kNew});
  EXPECT_EQ(predicted("if changed checksum then alert\n", replaced()), Lines{});
  FileUpdate kept = replaced();
  kept.fate = FileFate::stays;
  EXPECT_EQ(predicted("if changed checksum then alert\n", kept, {false, false, kNow}), Lines{});
  FileUpdate same = replaced();
  same.after.digests = same.now.digests;
  EXPECT_EQ(predicted(tests, same, {false, false, kNow}), Lines{});
  same.after.digests.clear();
  EXPECT_EQ(predicted(tests, same, {false, false, kNow}),
            Lines{std::string("checksum unknown - ") + kOld + " -"});
}

TEST(Predict, ChangesFireOnce) {
  FileUpdate update = replaced();
  update.after.mode = kRegular | 0700;
  update.after.size = 7;
  EXPECT_EQ(predicted("if changed permission then alert\nif changed size then alert\n"
                      "if changed timestamp then alert\nif changed mtime then alert\n",
                      update),
            (Lines{"permission fires - 0755 0700", "size fires - 100 7", "timestamp fires - - -"}));
}

TEST(Predict, WhatMonitForgetsFiresThoughNothingChanged) {
  FileUpdate update;
  update.path = "/opt/x";
  const std::string tests =
      "if changed permission then alert\nif changed size then alert\n"
      "if changed timestamp then alert\nif changed checksum then alert\n";
  EXPECT_EQ(predicted(tests, update), Lines{});
  EXPECT_EQ(predicted(tests, update, {true, true, kNow}).size(), 3U);
}

TEST(Predict, WhatStaysAsItIsBreaksNothing) {
  FileUpdate update = replaced();
  update.fate = FileFate::stays;
  update.after.mode = kRegular | 0600;
  EXPECT_EQ(predicted("if failed permission 755 then alert\nif changed checksum then alert\n"
                      "if changed timestamp then alert\n",
                      update, {false, false, kNow}),
            Lines{});
}

TEST(Predict, AFileThatVanishesFailsOnlyItsExistence) {
  FileUpdate update = replaced();
  update.fate = FileFate::vanishes;
  EXPECT_EQ(
      predicted("if failed permission 755 then alert\nif does not exist then alert\n", update),
      Lines{"exist fails there there missing"});
  // monit adds the existence test.
  EXPECT_EQ(predicted("if failed permission 755 then alert\n", update),
            Lines{"exist fails there there missing"});
  EXPECT_EQ(predicted("if exist then alert\n", update), Lines{});
}

TEST(Predict, AFileThatMustNotBeThereComes) {
  FileUpdate update = replaced();
  update.now = {};
  EXPECT_EQ(predicted("if exist then alert\n", update), Lines{"exist fails - missing there"});
  // A missing file has not changed.
  EXPECT_EQ(predicted("if changed size then alert\n", update), Lines{});
}

TEST(Predict, ADirectoryWhoseEntriesChange) {
  FileUpdate update;
  update.path = "/opt/x";
  update.entries_change = true;
  EXPECT_EQ(predicted("if changed timestamp then alert\n", update), Lines{"timestamp fires - - -"});
}

TEST(Predict, AnAge) {
  EXPECT_EQ(predicted("if mtime > 10 minutes then alert\n", replaced()),
            Lines{"timestamp fails mtime > 10 minutes - 1000 s"});
  EXPECT_EQ(predicted("if timestamp > 10 minutes then alert\n", replaced()), Lines{});
  EXPECT_EQ(predicted("if timestamp newer than 1 hour then alert\n", replaced()),
            Lines{"timestamp fails timestamp newer than 1 hour - 0 s"});
}

TEST(Predict, ContentIsComparedByWhateverSumBothHave) {
  FileUpdate update = replaced();
  EXPECT_EQ(update.content_changes(), true);
  update.after.digests = {{Algorithm::sha256, "a"}};
  EXPECT_EQ(update.content_changes(), false);
  update.after.digests = {{Algorithm::sha512, "a"}};
  EXPECT_EQ(update.content_changes(), std::nullopt);
  update.after.size = 1;
  EXPECT_EQ(update.content_changes(), true);
}

}  // namespace
}  // namespace pkgmap::rules
