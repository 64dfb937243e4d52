// Asks rpm(8) and the package database the same questions about every package, and compares. Of
// large real databases, each tenth path and package is asked about; with PKGMAP_FULL in the
// environment, all are.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "engine/system/files/paths.hpp"
#include "tests/engine/packages/command.hpp"
#include "tests/engine/packages/fixture_database.hpp"

namespace pkgmap {
namespace {

using Lines = std::vector<std::string>;

// Makes rpm print a NEVRA as Nevra::text() does.
constexpr const char* kFormat = "%{NAME}-%|EPOCH?{%{EPOCHNUM}:}|%{VERSION}-%{RELEASE}.%{ARCH}\\n";

template <class Things>
Things sample(Things all) {
  constexpr std::size_t kFew = 1000;
  constexpr std::size_t kEvery = 10;
  if (all.size() < kFew || std::getenv("PKGMAP_FULL") != nullptr) return all;
  std::size_t number = 0;
  std::erase_if(all, [&](const auto&) { return number++ % kEvery != 0; });
  return all;
}

// The paths that the packages of a database own.
std::set<std::string> owned_paths(PackageDatabase& database) {
  std::set<std::string> paths;
  const auto names = database.names();
  for (const std::string& name : *names) {
    const auto packages = database.by_name(name);
    for (const PackageRecord& package : *packages) {
      const auto files = database.files(package);
      EXPECT_TRUE(files) << files.error().message;
      for (const FileEntry& file : *files) paths.insert(file.path);
    }
  }
  return sample(std::move(paths));
}

// The names of packages to ask about.
Lines package_names(PackageDatabase& database) {
  auto names = database.names();
  EXPECT_TRUE(names) << names.error().message;
  return sample(std::move(*names));
}

// Returns the owners of each path as `rpm -qf` prints them, sorted. `marker` is a file without an
// owner, which separates the answers.
std::vector<Lines> rpm_owners(const std::string& dbpath, const Lines& paths,
                              const std::string& marker) {
  Lines command = {"rpm", "--dbpath", dbpath, "--qf", kFormat, "-qf"};
  for (const std::string& path : paths) {
    command.push_back(path);
    command.push_back(marker);
  }
  std::vector<Lines> answers(1);
  for (const std::string& line : lines_of(run_command(command).out)) {
    if (line == "file " + marker + " is not owned by any package") {
      answers.emplace_back();
    } else {
      answers.back().push_back(without_zero_epoch(line));
    }
  }
  answers.pop_back();
  for (Lines& answer : answers) {
    // rpm prints a package twice that has a file twice, by two paths that a link makes one.
    std::sort(answer.begin(), answer.end());
    answer.erase(std::unique(answer.begin(), answer.end()), answer.end());
  }
  return answers;
}

TEST(RpmOracle, RpmQueryFileAgreesAboutEveryOwnedPath) {
  const TemporaryDirectory temporary;
  const std::string marker = temporary.path() + "/nobody-owns-this";
  std::ofstream(marker) << "x";
  for (const auto& copy : indexed_databases()) {
    const auto database = copy->open();
    const std::set<std::string> owned = owned_paths(*database);
    ASSERT_FALSE(owned.empty());
    const Lines paths(owned.begin(), owned.end());
    constexpr std::size_t kAtOnce = 500;
    for (std::size_t at = 0; at < paths.size(); at += kAtOnce) {
      const std::size_t end = std::min(paths.size(), at + kAtOnce);
      const Lines some(paths.begin() + static_cast<std::ptrdiff_t>(at),
                       paths.begin() + static_cast<std::ptrdiff_t>(end));
      const std::vector<Lines> answers = rpm_owners(copy->path(), some, marker);
      ASSERT_EQ(answers.size(), some.size());
      for (std::size_t i = 0; i < some.size(); ++i) {
        EXPECT_EQ(owner_texts(*database, some[i]), answers[i]) << some[i];
      }
    }
  }
}

TEST(RpmOracle, ManyPathsAtOnceGetTheAnswersThatRpmGivesOneByOne) {
  for (const auto& copy : indexed_databases()) {
    const auto database = copy->open();
    const std::set<std::string> owned = owned_paths(*database);
    Lines paths(owned.begin(), owned.end());
    paths.insert(paths.end(), {"/nobody", "/usr/bin/nobody", "/", "/usr/"});
    const auto owners = database->owners_of(paths);
    ASSERT_TRUE(owners) << owners.error().message;
    ASSERT_EQ(owners->size(), paths.size());
    for (std::size_t i = 0; i < paths.size(); ++i) {
      Lines found;
      for (const auto& one : (*owners)[i]) found.push_back(one.package.nevra.text());
      EXPECT_EQ(found, owner_texts(*database, paths[i])) << paths[i];
    }
  }
}

// Copies the running system's links among the directories of these paths into `root`.
void mirror_links(const std::set<std::string>& paths, const std::string& root) {
  std::set<std::string> directories;
  for (const std::string& path : paths) {
    for (std::string at = directory_of(path); at != "/"; at = directory_of(at)) {
      if (!directories.insert(at).second) break;
    }
  }
  for (const std::string& directory : directories) {
    const std::string parent = directory_of(directory);
    if (!std::filesystem::is_symlink(directory)) continue;
    if (resolve_directory("/", parent) != parent) continue;
    std::filesystem::create_directories(root + parent);
    std::filesystem::copy_symlink(directory, root + directory);
  }
}

TEST(RpmOracle, TheScanOfARootAgreesWithTheIndexOfASystemWithTheSameLinks) {
  for (const auto& copy : indexed_databases()) {
    const auto indexed = copy->open();
    const std::set<std::string> paths = owned_paths(*indexed);
    const TemporaryDirectory root;
    std::filesystem::copy(copy->path(), root.path() + "/rpmdb");
    mirror_links(paths, root.path());
    DatabaseOptions options;
    options.root = root.path();
    options.dbpath = "/rpmdb";
    const auto foreign = open_package_database(options);
    ASSERT_TRUE(foreign) << foreign.error().message;
    for (const std::string& path : paths) {
      EXPECT_EQ(owner_texts(**foreign, path), owner_texts(*indexed, path)) << path;
    }
  }
}

// What rpm answers about each label. One process answers about all of them: between two labels
// stands one that no package has, and rpm's line about it tells the answers apart.
std::vector<Lines> rpm_queries(const std::string& dbpath, const std::vector<std::string>& labels) {
  const std::string end = "no-such-package";
  std::vector<std::string> words = {"rpm", "--dbpath", dbpath, "--qf", kFormat, "-q"};
  for (const std::string& label : labels) words.insert(words.end(), {label, end});
  std::vector<Lines> answers(1);
  for (const std::string& line : lines_of(run_command(words).out)) {
    if (line == "package " + end + " is not installed") {
      std::sort(answers.back().begin(), answers.back().end());
      answers.emplace_back();
    } else if (line.rfind("package ", 0) != 0) {
      answers.back().push_back(without_zero_epoch(line));
    }
  }
  answers.pop_back();
  return answers;
}

std::vector<std::string> labels_of(const std::string& name, const rules::Nevra& nevra) {
  const std::string epoch = nevra.epoch.empty() ? "0" : nevra.epoch;
  const std::string version = name + "-" + nevra.version;
  const std::string release = version + "-" + nevra.release;
  return {name,
          name + "." + nevra.arch,
          version,
          release,
          release + "." + nevra.arch,
          nevra.text(),
          name + "-" + epoch + ":" + nevra.version + "-" + nevra.release,
          name + "-9:" + nevra.version,
          release + ".noarch",
          name + "x",
          version + "0"};
}

TEST(RpmOracle, RpmQueryAgreesAboutEveryLabel) {
  for (const auto& copy : indexed_databases()) {
    const auto database = copy->open();
    for (const std::string& name : package_names(*database)) {
      const auto packages = database->by_name(name);
      for (const PackageRecord& package : *packages) {
        const std::vector<std::string> labels = labels_of(name, package.nevra);
        const std::vector<Lines> answers = rpm_queries(copy->path(), labels);
        ASSERT_EQ(answers.size(), labels.size());
        for (std::size_t i = 0; i < labels.size(); ++i) {
          EXPECT_EQ(texts(database->matching(labels[i])), answers[i]) << labels[i];
        }
      }
    }
  }
}

TEST(RpmOracle, RpmAgreesAboutEveryFileOfEveryPackage) {
  const std::string format =
      "[%{FILENAMES}\\t%{FILEMODES:octal}\\t%{LONGFILESIZES}\\t%{FILEUSERNAME}\\t"
      "%{FILEGROUPNAME}\\t%{FILELINKTOS}\\t%{FILEDIGESTS}\\t%{FILESTATES}\\n]";
  for (const auto& copy : indexed_databases()) {
    const auto database = copy->open();
    for (const std::string& name : package_names(*database)) {
      const auto packages = database->by_name(name);
      for (const PackageRecord& package : *packages) {
        const std::string asked = name + "-" + package.nevra.evr();
        if (asked == "alpha-1.0-7-1") continue;  // This package has no files.
        Lines expected;
        const CommandResult said =
            run_command({"rpm", "--dbpath", copy->path(), "--qf", format, "-q", asked});
        for (const std::string& line : lines_of(said.out)) {
          const std::size_t tab = line.rfind('\t');
          const std::string state = line.substr(tab + 1);
          if (state == "0" || state == "3") expected.push_back(line.substr(0, tab));
        }
        Lines lines;
        const auto files = database->files(package);
        for (const FileEntry& file : *files) {
          char mode[16];
          std::snprintf(mode, sizeof mode, "%o", file.mode);
          std::string line = file.path + "\t" + mode;
          for (const std::string& field : {std::to_string(file.size), file.user, file.group,
                                           file.link_target, file.digest.value}) {
            line += "\t" + field;
          }
          lines.push_back(line);
        }
        EXPECT_EQ(lines, expected) << asked;
      }
    }
  }
}

}  // namespace
}  // namespace pkgmap
