// The words of apt and dpkg in ours. tests/cli/plugins/apt/recorded has what a real apt said.
#include "cli/plugins/apt/changes.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/plugins/apt/dpkg_command.hpp"
#include "tests/fuzz/debian.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::apt {

void PrintTo(const Change& change, std::ostream* out) {
  *out << change.action << ' ' << change.name << ' ' << change.version << ' ' << change.arch << ' '
       << change.deb;
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kBegin = "VERSION 3\nDir=/\n\n";

std::vector<Change> changes(const std::string& lines) {
  return read_told(kBegin + lines).changes;
}

TEST(ChangesOfApt, HaveTheKindAndTheVersionThatAptNames) {
  struct Row {
    const char* line;
    Change change;
  };
  for (const Row& row : {
           Row{"a - - none < 2-1 amd64 none /c/a.deb",
               {"install", "a", "2-1", "amd64", "/c/a.deb"}},
           Row{"a 1 all none < 1:2 all none /c/a.deb", {"upgrade", "a", "1:2", "all", "/c/a.deb"}},
           Row{"a 2 all none > 1 all none /c/a.deb", {"downgrade", "a", "1", "all", "/c/a.deb"}},
           Row{"a 1 i386 same = 1 i386 same /c/a.deb", {"reinstall", "a", "1", "i386", "/c/a.deb"}},
           Row{"a 1 all none > - - none **REMOVE**", {"remove", "a", "1", "all", ""}},
           Row{"a 2 all none = 2 all none **CONFIGURE**", {"reinstall", "a", "2", "all", ""}},
           Row{"a - - none < 2 all none **CONFIGURE**", {"install", "a", "2", "all", ""}},
           Row{"a 1 all none < 2 all none /with a blank/a.deb",
               {"upgrade", "a", "2", "all", "/with a blank/a.deb"}},
       }) {
    EXPECT_THAT(changes(row.line), ElementsAre(row.change)) << row.line;
  }
}

TEST(ChangesOfApt, AreOneForEachPackageOfEachArchitecture) {
  EXPECT_THAT(changes("a 1 amd64 same < 2 amd64 same /c/a.deb\n"
                      "a 1 i386 same < 2 i386 same /c/a32.deb\n"
                      "b 1 all none > - - none **REMOVE**\n"
                      "a 1 amd64 same < 2 amd64 same **CONFIGURE**\n"
                      "a 1 i386 same < 2 i386 same **CONFIGURE**\n"),
              ElementsAre(Change{"upgrade", "a", "2", "amd64", "/c/a.deb"},
                          Change{"upgrade", "a", "2", "i386", "/c/a32.deb"},
                          Change{"remove", "b", "1", "all", ""}));
}

TEST(ChangesOfApt, CountWhatComesMoreThanWhatGoes) {
  EXPECT_THAT(changes("a 1 all none > - - none **REMOVE**\n"
                      "a 1 all none < 2 all none /c/a.deb\n"),
              ElementsAre(Change{"upgrade", "a", "2", "all", "/c/a.deb"}));
  EXPECT_THAT(changes("a 2 all none = 2 all none **CONFIGURE**\n"
                      "a 2 all none < 3 all none /c/a.deb\n"),
              ElementsAre(Change{"upgrade", "a", "3", "all", "/c/a.deb"}));
}

TEST(ChangesOfApt, LeaveOutLinesOfAnotherForm) {
  EXPECT_THAT(changes(""), IsEmpty());
  EXPECT_THAT(changes("\na\na 1\n 1 all none < 2 all none /c/a.deb\na 1 all none ? 2 all none /c\n"
                      "a 1 all none < 2 all none\na 1 all none < 2 all none \n"),
              IsEmpty());
}

TEST(ChangesOfApt, AreReadInEarlierProtocols) {
  EXPECT_THAT(read_told("/c/a.deb\n/c/b.deb\nno path\n").changes,
              ElementsAre(Change{"upgrade", "", "", "", "/c/a.deb"},
                          Change{"upgrade", "", "", "", "/c/b.deb"}));
  EXPECT_THAT(
      read_told("VERSION 2\nDir=/\n\na 1 < 2 /c/a.deb\nb 1 > - **REMOVE**\n").changes,
      ElementsAre(Change{"upgrade", "a", "2", "", "/c/a.deb"}, Change{"remove", "b", "1", "", ""}));
}

TEST(SettingsOfApt, AreDecoded) {
  const Told told = read_told("VERSION 3\nDir=/\nDPkg::Options::=--a%20b=c%\nempty=\nx\n\n");
  EXPECT_THAT(told.settings,
              ElementsAre(testing::Pair("Dir", "/"), testing::Pair("DPkg::Options::", "--a b=c%"),
                          testing::Pair("empty", ""), testing::Pair("x", "")));
}

TEST(SettingsOfApt, SayWhetherThisSystemChanges) {
  struct Row {
    const char* setting;
    bool changes;
  };
  for (const Row& row : {
           Row{"Dir=/", true},
           Row{"Dir=///", true},
           Row{"Dir=/mnt", false},
           Row{"RootDir=/", true},
           Row{"RootDir=/mnt", false},
           Row{"dpkg::chroot-directory=/mnt", false},
           Row{"DPkg::Chroot-Directory=/", true},
           Row{"Dir::State=/mnt/x", true},
           Row{"DPkg::Options::=--force-confold", true},
           Row{"DPkg::Options::=--root=/mnt", false},
           Row{"DPkg::Options::=--root%3d/mnt", false},
           Row{"DPkg::Options::=--instdir=/", true},
           Row{"DPkg::Options::=--admindir=/var/lib/dpkg/", true},
           Row{"DPkg::Options::=--admindir=/tmp/x", false},
           Row{"DPkg::Options::=--no-act", false},
           Row{"DPkg::Options::=--root\nDPkg::Options::=/mnt", false},
           Row{"DPkg::Options::=--root\nDPkg::Options::=/", true},
           Row{"dpkg::options::a=--root\nDPkg::Options::b=/mnt", false},
           Row{"DPkg::Options::a::b=--root=/mnt", true},
           Row{"DPkg::Options=--root=/mnt", true},
           Row{"DPkg::Options::=--log\nDPkg::Options::=--root=/mnt", true},
           Row{"DPkg::Options::=--root=/mnt\nDPkg::Options::=--root=/", true},
           Row{"Debug::pkgDPkgPM=1", false},
           Row{"Debug::pkgDPkgPM=false", true},
       }) {
    EXPECT_EQ(changes_this_system(read_told("VERSION 3\n" + std::string(row.setting) + "\n\n"), {}),
              row.changes)
        << row.setting;
  }
}

TEST(SettingsOfApt, CountBesideTheVariables) {
  const Told none = read_told("/c/a.deb\n");
  EXPECT_TRUE(changes_this_system(none, {}));
  EXPECT_FALSE(changes_this_system(none, {"/mnt", ""}));
  EXPECT_FALSE(changes_this_system(read_told(kBegin), {"", "/mnt"}));
  const Told root = read_told("VERSION 3\nDPkg::Options::=--root=/\n\n");
  EXPECT_TRUE(changes_this_system(root, {"/mnt", "/mnt/var/lib/dpkg"}));
}

TEST(SettingsOfApt, SayWhetherItLocks) {
  EXPECT_TRUE(without_locks(read_told("VERSION 3\nDebug::NoLocking=1\n\n")));
  EXPECT_FALSE(without_locks(read_told("VERSION 3\nDebug::NoLocking=false\n\n")));
  EXPECT_FALSE(without_locks(read_told(kBegin)));
}

TEST(TransactionOfApt, SplitsTheVersion) {
  struct Row {
    const char* version;
    const char* split;
  };
  for (const Row& row : {
           Row{"1:2.0-3-4", R"("epoch":"1","version":"2.0-3","release":"4")"},
           Row{"2.0~rc1", R"("epoch":"","version":"2.0~rc1","release":"")"},
           Row{"0:1-1", R"("epoch":"0","version":"1","release":"1")"},
           Row{"", R"("epoch":"","version":"","release":"")"},
       }) {
    const auto text =
        transaction_of({{"upgrade", "a", row.version, "all", "/c/a.deb"}}, kApt, 7).dump(-1);
    EXPECT_EQ(text,
              R"({"schema":1,"manager":"apt","pid":7,"items":[{"action":"upgrade","name":"a",)" +
                  std::string(row.split) + R"(,"arch":"all","deb":"/c/a.deb"}]})");
  }
}

TEST(DpkgCommand, IsReadAsDpkgReadsIt) {
  struct Row {
    std::vector<std::string> words;
    DpkgCommand command;
  };
  for (const Row& row : {
           Row{{"-i", "a.deb"}, {"--install", false, false, false, {"a.deb"}}},
           Row{{"--force-all", "-iGE", "a.deb", "-b"},
               {"--install", false, false, false, {"a.deb", "-b"}}},
           Row{{"-D", "10", "--unpack", "a.deb"}, {"--unpack", false, false, false, {"a.deb"}}},
           Row{{"-D10", "-r", "a"}, {"--remove", false, false, false, {"a"}}},
           Row{{"--log", "-i", "--purge", "a:i386"}, {"--purge", false, false, false, {"a:i386"}}},
           Row{{"--configure", "-a"}, {"--configure", true, false, false, {}}},
           Row{{"--configure", "--pending"}, {"--configure", true, false, false, {}}},
           Row{{"-iR", "/d"}, {"--install", false, true, false, {"/d"}}},
           Row{{"-i", "--", "-a.deb"}, {"--install", false, false, false, {"-a.deb"}}},
           Row{{"--root=/mnt", "-i", "a.deb"}, {"--install", false, false, true, {"a.deb"}}},
           Row{{"--root", "/mnt", "-i", "a.deb"}, {"--install", false, false, true, {"a.deb"}}},
           Row{{"--dry-run", "-i", "a.deb"}, {"--install", false, false, true, {"a.deb"}}},
           Row{{"-l", "a"}, {"", false, false, false, {"a"}}},
           Row{{"--admindir"}, {"", false, false, true, {}}},
           Row{{}, {}},
       }) {
    std::vector<std::string> argv = row.words;
    argv.insert(argv.begin(), "dpkg");
    EXPECT_EQ(read_dpkg_command(argv, {}), row.command) << testing::PrintToString(argv);
  }
  EXPECT_EQ(read_dpkg_command({}, {}), DpkgCommand{});
  EXPECT_TRUE(read_dpkg_command({"dpkg", "-i", "a.deb"}, {"/mnt", ""}).elsewhere);
}

std::vector<Change> changes_of_command(std::vector<std::string> argv,
                                       const std::string& directory) {
  argv.insert(argv.begin(), "dpkg");
  return changes_of(read_dpkg_command(argv, {}), directory);
}

TEST(DpkgCommand, NamesFilesAndPackages) {
  EXPECT_THAT(changes_of_command({"-i", "a.deb", "../b.deb", "/c/d.deb"}, "/srv/x"),
              ElementsAre(Change{"upgrade", "", "", "", "/srv/x/a.deb"},
                          Change{"upgrade", "", "", "", "/srv/b.deb"},
                          Change{"upgrade", "", "", "", "/c/d.deb"}));
  EXPECT_THAT(
      changes_of_command({"-P", "a", "b:i386"}, "/"),
      ElementsAre(Change{"remove", "a", "", "", ""}, Change{"remove", "b", "", "i386", ""}));
  EXPECT_THAT(changes_of_command({"--configure", "a"}, "/"),
              ElementsAre(Change{"reinstall", "a", "", "", ""}));
  EXPECT_THAT(changes_of_command({"-l", "a"}, "/"), IsEmpty());
}

TEST(DpkgCommand, FindsTheFilesOfDirectories) {
  const test::TemporaryDirectory directory;
  std::filesystem::create_directories(directory.file("d/deep"));
  for (const char* name : {"d/a.deb", "d/deep/b.deb", "d/readme"}) directory.write(name, "");
  EXPECT_THAT(
      changes_of_command({"-iR", "d"}, directory.path()),
      testing::UnorderedElementsAre(Change{"upgrade", "", "", "", directory.file("d/a.deb")},
                                    Change{"upgrade", "", "", "", directory.file("d/deep/b.deb")}));
  EXPECT_THAT(changes_of_command({"-iR", "missing"}, directory.path()), IsEmpty());
}

TEST(FuzzInputs, OfPlansOfAptReplay) {
  const std::string inputs = std::string(PKGMAP_SOURCE_DIR) + "/fixtures/fuzz/apt_plan";
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(inputs)) {
    const std::string text = test::read_file(entry.path());
    EXPECT_NO_THROW(fuzz::apt_plan(text)) << entry.path();
    for (std::size_t size = 0; size < text.size(); size += 7) {
      EXPECT_NO_THROW(fuzz::apt_plan(text.substr(0, size))) << entry.path() << " to " << size;
    }
    ++count;
  }
  EXPECT_GE(count, 4);
}

}  // namespace
}  // namespace pkgmap::apt
