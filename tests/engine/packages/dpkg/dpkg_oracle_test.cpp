// Asks dpkg and the package database the same questions about the packages of this machine: who
// owns each file, which packages are installed, which sums they have. Skipped where dpkg installed
// nothing.
#include <algorithm>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/engine/packages/dpkg/debian_root.hpp"

namespace pkgmap {
namespace {

using Lines = std::vector<std::string>;
using Owners = std::map<std::string, std::set<std::string>>;

class DpkgOracle : public testing::Test {
 protected:
  void SetUp() override {
    if (package_system_of({}) != rules::PackageSystem::dpkg) GTEST_SKIP() << "no host of dpkg";
    database_ = open_package_database({}).value();
  }

  std::unique_ptr<PackageDatabase> database_;
};

// "a, b:amd64: /usr/bin/x" of `dpkg -S`. Lines about diversions are left out: "diversion by a from:
// /usr/bin/x".
void add_line(const std::string& line, Owners& owners) {
  const std::size_t path = line.find(": /");
  if (line.starts_with("diversion by ") || line.starts_with("local diversion ")) return;
  if (path == std::string::npos) return;
  std::set<std::string>& of = owners[line.substr(path + 2)];
  for (std::size_t begin = 0; begin < path;) {
    const std::size_t end = std::min(line.find(", ", begin), path);
    of.insert(line.substr(begin, end - begin));
    begin = end + 2;
  }
}

// As ${binary:Package} shows it: with the architecture only where several may be installed.
std::map<std::string, std::string> names_in_dpkg() {
  std::map<std::string, std::string> names;
  const std::string format = "${Package}:${Architecture}=${Version}\\t${binary:Package}\\n";
  for (const std::string& line : lines_of(run_command({"dpkg-query", "-W", "-f", format}).out)) {
    const std::size_t tab = line.find('\t');
    names[line.substr(0, tab)] = line.substr(tab + 1);
  }
  return names;
}

// A version without a revision ends in dpkg's text as in ours; an epoch of 0 is in neither.
TEST_F(DpkgOracle, DpkgQueryNamesTheSamePackages) {
  Lines expected;
  const std::string format = "${db:Status-Abbrev}${Package}:${Architecture}=${Version}\\n";
  for (const std::string& line : lines_of(run_command({"dpkg-query", "-W", "-f", format}).out)) {
    if (line[1] != 'n' && line[1] != 'c') expected.push_back(line.substr(3));
  }
  std::sort(expected.begin(), expected.end());
  Lines found = names_of(database_->installed());
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, expected);
}

// Where a diversion is, dpkg says who lists a path, and not whose file lies there.
TEST_F(DpkgOracle, DpkgSearchAgreesAboutEveryListedPath) {
  std::set<std::string> paths;
  std::set<std::string> diverted;
  for (const std::string& line : lines_of(run_command({"dpkg-divert", "--list"}).out)) {
    const std::size_t begin = line.find(" of ");
    const std::size_t to = line.find(" to ");
    if (begin == std::string::npos || to == std::string::npos) continue;
    diverted.insert(line.substr(begin + 4, to - begin - 4));
    diverted.insert(line.substr(to + 4, line.find(" by ") - to - 4));
  }
  const auto packages = database_->installed();
  for (const PackageRecord& package : *packages) {
    const auto files = database_->files(package);
    ASSERT_TRUE(files) << files.error().message;
    for (const FileEntry& file : *files) {
      // dpkg does not know the files of ucf(1).
      if (file.known_by != "ucf") paths.insert(file.path);
    }
  }
  const auto names = names_in_dpkg();
  paths.erase("/");  // dpkg gives no answer about it.
  Owners theirs;
  const Lines all(paths.begin(), paths.end());
  constexpr std::size_t kAtOnce = 20'000;
  for (std::size_t at = 0; at < all.size(); at += kAtOnce) {
    Lines command = {"dpkg-query", "-S"};
    for (std::size_t i = at; i < std::min(all.size(), at + kAtOnce); ++i) {
      // dpkg takes some bytes of a word for a pattern.
      std::string word;
      for (const char c : all[i])
        word += std::string(c == '*' || c == '?' || c == '[' || c == '\\' ? "\\" : "") + c;
      command.push_back(word);
    }
    for (const std::string& line : lines_of(run_command(command).out)) add_line(line, theirs);
  }
  const auto ours = database_->owners_of(all);
  ASSERT_TRUE(ours) << ours.error().message;
  std::size_t differences = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (diverted.contains(all[i])) continue;
    std::set<std::string> found;
    for (const auto& owned : (*ours)[i]) found.insert(names.at(owned.package.nevra.text()));
    const auto& expected = theirs[all[i]];
    // Two paths that a link makes one: dpkg knows the packages that list this very path only.
    const bool agrees = std::includes(found.begin(), found.end(), expected.begin(), expected.end());
    const bool more = found.size() > expected.size();
    if (!agrees || (more && (*ours)[i].front().file.path == all[i] && expected.empty())) {
      ++differences;
      ADD_FAILURE() << all[i];
    }
  }
  EXPECT_EQ(differences, 0U);
  RecordProperty("paths", static_cast<int>(all.size()));
}

TEST_F(DpkgOracle, TheSumsAreThoseOfDpkg) {
  for (const char* name : {"dpkg", "libc6", "bash", "base-files"}) {
    const auto packages = database_->by_name(name);
    for (const PackageRecord& package : *packages) {
      const std::string shown = names_in_dpkg().at(package.nevra.text());
      Lines expected =
          lines_of(run_command({"dpkg-query", "--control-show", shown, "md5sums"}).out);
      Lines found;
      const auto files = database_->files(package);
      for (const FileEntry& file : *files) {
        if (file.digest.known() && !file.config)
          found.push_back(file.digest.value + "  " + file.path.substr(1));
      }
      std::sort(expected.begin(), expected.end());
      std::sort(found.begin(), found.end());
      EXPECT_EQ(found, expected) << name;
    }
  }
}

}  // namespace
}  // namespace pkgmap
