// What becomes of a check behind a link of update-alternatives(1) when packages are removed. The
// real dpkg removes them, their scripts call the real update-alternatives, and every prediction is
// compared with where the link leads then.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/queries/explain.hpp"
#include "engine/system/files/paths.hpp"
#include "tests/engine/packages/dpkg/debian_root.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using rules::FileFate;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kGroup = "/usr/bin/editor editor ";

// A package whose file /usr/bin/NAME is a candidate, with a man page if `page`.
DebSource candidate(const std::string& name, int priority, bool page = false) {
  const std::string file = "/usr/bin/" + name;
  const std::string manual = "/usr/share/man/" + name + ".1";
  std::string install = "update-alternatives --quiet --install " + std::string(kGroup) + file +
                        " " + std::to_string(priority);
  if (page) install += " --slave /usr/share/man/editor.1 editor.1 " + manual;
  DebSource source{.name = name, .files = {{file, "I am " + name}}};
  if (page) source.files.emplace(manual, "a page");
  source.scripts = {
      {"postinst", "#!/bin/sh\n" + install + "\n"},
      {"prerm", "#!/bin/sh\nupdate-alternatives --quiet --remove editor " + file + "\n"}};
  return source;
}

class Alternatives : public testing::Test {
 protected:
  Alternatives() {
    for (const char* directory : {"/etc/alternatives", "/usr/bin", "/usr/share/man"}) {
      fs::create_directories(root_.path() + directory);
    }
    fs::create_directories(root_.admin("alternatives"));
  }

  void run_tool(std::vector<std::string> words) const {
    const std::vector<std::string> start = {"update-alternatives", "--root", root_.path(),
                                            "--quiet"};
    words.insert(words.begin(), start.begin(), start.end());
    const CommandResult done = run_command(words);
    ASSERT_EQ(done.status, 0) << done.out << done.err;
  }

  // What `explain` says of a check of `path` if these packages are removed.
  rules::FileUpdate foretold(const std::vector<std::string>& names,
                             const std::string& path = "/usr/bin/editor",
                             const std::string& comes = "") {
    std::ofstream(root_.path() + "/etc/monitrc")
        << "set daemon 30\ncheck file editor with path " << path
        << "\n  if failed checksum then alert\n  if changed size then alert\n";
    fs::permissions(root_.path() + "/etc/monitrc", fs::perms(0600));
    Transaction transaction;
    for (const std::string& name : names) {
      TransactionItem& item = transaction.items.emplace_back();
      item.action = ItemAction::remove;
      item.package.name = name;
    }
    if (!comes.empty()) {
      TransactionItem& item = transaction.items.emplace_back();
      item.package_file = comes;
      item.deb = true;
    }
    Settings settings;
    settings.root = root_.path();
    settings.monitrc = "/etc/monitrc";
    settings.packages = rules::PackageSystem::dpkg;
    settings.libexec = PKGMAP_LIBEXEC;
    const auto answer = explain(settings, transaction);
    EXPECT_TRUE(answer) << answer.error().message;
    if (!answer) return {};
    decision_ = (*answer)->plan.checks.at(0).decision;
    details_.clear();
    for (const auto& one : (*answer)->predicted.at(0).predictions) details_ += one.ground + "\n";
    return (*answer)->predicted.at(0).update;
  }

  // Removes the packages. Returns where the path leads then; empty: to no file.
  std::string remove(const std::vector<std::string>& names,
                     const std::string& path = "/usr/bin/editor") {
    for (const std::string& name : names) root_.dpkg({"--remove", name});
    const ResolvedPath way = resolve_path(root_.path(), path);
    return way.exists ? way.target : "";
  }

  void expect_move(const std::vector<std::string>& names, const std::string& to) {
    const rules::FileUpdate update = foretold(names);
    EXPECT_EQ(update.fate, FileFate::replaced);
    EXPECT_EQ(update.path, to);
    EXPECT_EQ(update.doubt, "");
    EXPECT_EQ(decision_, rules::Decision::suspend);
    EXPECT_EQ(remove(names), to);
  }

  DebianRoot root_;
  rules::Decision decision_ = rules::Decision::keep;
  std::string details_;
};

TEST_F(Alternatives, ARemovedChoiceGivesWayToTheNextBest) {
  for (const auto& [name, priority] :
       std::map<std::string, int>{{"ed", -100}, {"nano", 40}, {"vim", 50}, {"mcedit", 30}}) {
    root_.install(candidate(name, priority));
  }
  expect_move({"vim"}, "/usr/bin/nano");
  EXPECT_THAT(details_, HasSubstr("/usr/bin/editor then leads to /usr/bin/nano with another size"));
  expect_move({"nano", "mcedit"}, "/usr/bin/ed");
}

TEST_F(Alternatives, AChosenOneGivesWayToTheBest) {
  root_.install(candidate("ed", -100));
  root_.install(candidate("nano", 40));
  root_.install(candidate("vim", 50));
  run_tool({"--set", "editor", "/usr/bin/ed"});
  expect_move({"ed"}, "/usr/bin/vim");
}

TEST_F(Alternatives, AmongEqualOnesTheFirstPathWins) {
  for (const char* name : {"ed", "nano", "joe"}) root_.install(candidate(name, 7));
  root_.install(candidate("vim", 50));
  expect_move({"vim"}, "/usr/bin/ed");
}

TEST_F(Alternatives, AMissingCandidateDoesNotCount) {
  root_.install(candidate("nano", 40));
  root_.install(candidate("ed", 5));
  root_.install(candidate("vim", 50));
  fs::remove(root_.path() + "/usr/bin/nano");
  expect_move({"vim"}, "/usr/bin/ed");
}

TEST_F(Alternatives, TheLastChoiceTakesTheLinkAlong) {
  root_.install(candidate("vim", 50));
  const rules::FileUpdate update = foretold({"vim"});
  EXPECT_EQ(update.fate, FileFate::vanishes);
  EXPECT_EQ(update.doubt, "");
  EXPECT_EQ(remove({"vim"}), "");
}

TEST_F(Alternatives, ASlaveGoesWithItsLeader) {
  root_.install(candidate("nano", 40, true));
  root_.install(candidate("ed", 5));
  root_.install(candidate("vim", 50, true));
  const std::string page = "/usr/share/man/editor.1";
  EXPECT_EQ(foretold({"vim"}, page).path, "/usr/share/man/nano.1");
  EXPECT_EQ(remove({"vim"}, page), "/usr/share/man/nano.1");
  EXPECT_EQ(foretold({"nano"}, page).fate, FileFate::vanishes);
  EXPECT_EQ(foretold({"nano"}, page).doubt, "");
  EXPECT_EQ(remove({"nano"}, page), "");
}

TEST_F(Alternatives, AnotherCandidateThatGoesMovesNoLink) {
  root_.install(candidate("nano", 40));
  root_.install(candidate("vim", 50));
  EXPECT_EQ(foretold({"nano"}).fate, FileFate::untouched);
  EXPECT_EQ(decision_, rules::Decision::keep);
  EXPECT_EQ(remove({"nano"}), "/usr/bin/vim");
}

// The directories of a merged /usr: the candidate is /bin/vim, and the package has /usr/bin/vim.
TEST_F(Alternatives, ACandidateMayBeNamedByALinkOfADirectory) {
  fs::create_directory_symlink("usr/bin", root_.path() + "/bin");
  root_.install(candidate("ed", 5));
  DebSource vim{.name = "vim", .files = {{"/usr/bin/vim", "I am vim"}}};
  vim.scripts = {{"postinst", "#!/bin/sh\nupdate-alternatives --quiet --install " +
                                  std::string(kGroup) + "/bin/vim 50\n"},
                 {"prerm", "#!/bin/sh\nupdate-alternatives --quiet --remove editor /bin/vim\n"}};
  root_.install(vim);
  expect_move({"vim"}, "/usr/bin/ed");
}

// Somebody made a file of the package a candidate by hand, and no script of the package knows that.
TEST_F(Alternatives, APackageThatDoesNotWithdrawItsCandidateIsInDoubt) {
  root_.install(candidate("ed", 5));
  root_.install({.name = "vim", .files = {{"/usr/bin/vim", "I am vim"}}});
  run_tool({"--install", "/usr/bin/editor", "editor", "/usr/bin/vim", "50"});
  const rules::FileUpdate update = foretold({"vim"});
  EXPECT_EQ(update.fate, FileFate::vanishes);
  EXPECT_THAT(update.doubt, HasSubstr("/usr/bin/editor"));
  EXPECT_EQ(remove({"vim"}), "");
}

TEST_F(Alternatives, APackageThatComesMayBringABetterOne) {
  root_.install(candidate("ed", 5));
  root_.install(candidate("vim", 50));
  const std::string comes = root_.build(candidate("nano", 40));
  EXPECT_THAT(foretold({"vim"}, "/usr/bin/editor", comes).doubt, HasSubstr("/usr/bin/editor"));
}

// What a postinst says in plain words.
TEST_F(Alternatives, ABetterOneThatComesTakesTheLink) {
  root_.install(candidate("ed", 5));
  root_.install(candidate("nano", 40));
  const std::string comes = root_.build(candidate("vim", 50, true));
  const rules::FileUpdate update = foretold({}, "/usr/bin/editor", comes);
  EXPECT_EQ(decision_, rules::Decision::suspend);
  EXPECT_EQ(update.fate, FileFate::replaced);
  EXPECT_EQ(update.path, "/usr/bin/vim");
  EXPECT_EQ(foretold({}, "/usr/share/man/editor.1", comes).path, "/usr/share/man/vim.1");
  EXPECT_EQ(decision_, rules::Decision::suspend);
  root_.dpkg({"--install", comes});
  EXPECT_EQ(remove({}), "/usr/bin/vim");
  EXPECT_EQ(remove({}, "/usr/share/man/editor.1"), "/usr/share/man/vim.1");
}

TEST_F(Alternatives, AWorseOneLeavesTheLinkAlone) {
  root_.install(candidate("nano", 40));
  for (const int priority : {30, 40}) {
    const std::string comes = root_.build(candidate("ed", priority));
    EXPECT_EQ(foretold({}, "/usr/bin/editor", comes).fate, FileFate::untouched) << priority;
    EXPECT_EQ(decision_, rules::Decision::keep);
    root_.dpkg({"--install", comes});
    EXPECT_EQ(remove({}), "/usr/bin/nano");
  }
}

TEST_F(Alternatives, AChosenOneKeepsTheLink) {
  root_.install(candidate("ed", 5));
  root_.install(candidate("nano", 40));
  run_tool({"--set", "editor", "/usr/bin/ed"});
  const std::string comes = root_.build(candidate("vim", 50));
  EXPECT_EQ(foretold({}, "/usr/bin/editor", comes).fate, FileFate::untouched);
  EXPECT_EQ(decision_, rules::Decision::keep);
  root_.dpkg({"--install", comes});
  EXPECT_EQ(remove({}), "/usr/bin/ed");
}

TEST_F(Alternatives, TheFirstOneMakesTheLink) {
  const std::string comes = root_.build(candidate("vim", 50));
  EXPECT_EQ(foretold({}, "/usr/bin/editor", comes).path, "/usr/bin/vim");
  EXPECT_EQ(decision_, rules::Decision::suspend);
  std::ofstream(root_.path() + "/usr/bin/editor") << "a file of somebody's";
  EXPECT_EQ(foretold({}, "/usr/bin/editor", comes).fate, FileFate::untouched);
  EXPECT_EQ(decision_, rules::Decision::keep);
}

TEST_F(Alternatives, FilesThatOthersCanWriteAreNotRead) {
  root_.install(candidate("ed", 5));
  root_.install(candidate("vim", 50));
  const fs::path group = root_.admin("alternatives/editor");
  for (const fs::path& path : {group, group.parent_path()}) {
    const fs::perms before = fs::status(path).permissions();
    fs::permissions(path, fs::perms(0777));
    EXPECT_THAT(foretold({"vim"}).doubt, HasSubstr("/usr/bin/editor")) << path;
    fs::permissions(path, before);
  }
  fs::rename(group, root_.file("elsewhere"));
  fs::create_symlink(root_.file("elsewhere"), group);
  EXPECT_THAT(foretold({"vim"}).doubt, HasSubstr("/usr/bin/editor"));
  fs::remove(group);
  std::ofstream(group) << std::string(std::size_t{2} << 20U, 'x');
  EXPECT_THAT(foretold({"vim"}).doubt, HasSubstr("/usr/bin/editor"));
}

}  // namespace
}  // namespace pkgmap
