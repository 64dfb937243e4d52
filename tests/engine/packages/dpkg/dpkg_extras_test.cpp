// What dpkg's own lists do not say: files of ucf(1), sums that no package ships, triggers. The real
// dpkg, ucf and dpkg-deb make everything.
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/facts/gather.hpp"
#include "engine/facts/package_choice.hpp"
#include "engine/packages/digest.hpp"
#include "tests/engine/packages/dpkg/debian_root.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class DpkgExtras : public testing::Test {
 protected:
  // As a maintainer script does. ucf knows no root: its directory gets the paths inside the root.
  void make_by_ucf(const std::string& package, const std::string& path, const std::string& text) {
    const std::string state = root_.file("ucf");
    fs::create_directories(state);
    fs::create_directories(fs::path(root_.path() + path).parent_path());
    std::ofstream(root_.file("offered")) << text;
    const std::string at = root_.path() + path;
    run({"env", "DEBIAN_FRONTEND=noninteractive", "UCF_FORCE_CONFFOLD=1", "ucf", "--state-dir",
         state, root_.file("offered"), at});
    run({"ucfr", "--state-dir", state, package, at});
    fs::create_directories(root_.path() + "/var/lib/ucf");
    for (const char* name : {"hashfile", "registry"}) {
      std::string inside = test::read_file(state + "/" + name);
      for (std::size_t found = 0; (found = inside.find(root_.path())) != std::string::npos;) {
        inside.erase(found, root_.path().size());
      }
      std::ofstream(root_.path() + "/var/lib/ucf/" + name) << inside;
    }
  }
  static void run(const std::vector<std::string>& command) {
    const CommandResult done = run_command(command);
    ASSERT_EQ(done.status, 0) << done.out << done.err;
  }
  std::vector<std::string> triggered_by(const std::string& name,
                                        const std::vector<std::string>& files = {}) const {
    const auto database = root_.open();
    return names_of(database->triggered_by(database->by_name(name).value(), files));
  }

  DebianRoot root_;
};

TEST_F(DpkgExtras, AFileOfUcfBelongsToThePackageThatRegisteredIt) {
  root_.install({.files = {{"/usr/sbin/alphad", "x"}}});
  make_by_ucf("alpha", "/etc/alpha.conf", "port 1\n");
  for (const bool first : {true, false}) {
    const auto database = root_.open();
    if (!first) static_cast<void>(database->owners("/nowhere"));
    const auto owners = database->owners("/etc/alpha.conf");
    ASSERT_EQ(owners->size(), 1U);
    const FileEntry& file = owners->front().file;
    EXPECT_EQ(owners->front().package.nevra.name, "alpha");
    EXPECT_EQ(file.known_by, "ucf");
    EXPECT_TRUE(file.config);
    EXPECT_EQ(file.mode, static_cast<std::uint32_t>(S_IFREG));
    EXPECT_EQ(file.digest.value,
              digest_of_file(root_.path() + "/etc/alpha.conf", Algorithm::md5).value());
  }
  const auto database = root_.open();
  const FileFilter only{{"alpha.conf"}, {}};
  EXPECT_EQ(database->files(database->by_name("alpha")->front(), &only)->size(), 1U);
  EXPECT_EQ(database->packages_with(only, [](auto, auto) { return true; })->size(), 1U);
}

// The administrator keeps an edited file: ucf notes the sum of what the package offered.
TEST_F(DpkgExtras, AnEditedFileOfUcfHasAnotherSum) {
  root_.install({});
  make_by_ucf("alpha", "/etc/alpha.conf", "port 1\n");
  std::ofstream(root_.path() + "/etc/alpha.conf") << "port 7\n";
  make_by_ucf("alpha", "/etc/alpha.conf", "port 2\n");
  const auto owners = root_.open()->owners("/etc/alpha.conf");
  ASSERT_EQ(owners->size(), 1U);
  EXPECT_EQ(test::read_file(root_.path() + "/etc/alpha.conf"), "port 7\n");
  EXPECT_EQ(owners->front().file.digest.value,
            digest_of_file(root_.file("offered"), Algorithm::md5).value());
}

TEST_F(DpkgExtras, DoesNotTrustFilesOfUcfThatOthersCanWrite) {
  root_.install({});
  make_by_ucf("alpha", "/etc/alpha.conf", "port 1\n");
  for (const char* name : {"hashfile", "registry"}) {
    const std::string path = root_.path() + "/var/lib/ucf/" + name;
    ASSERT_EQ(::chmod(path.c_str(), 0666), 0);
    EXPECT_THAT(owner_names(*root_.open(), "/etc/alpha.conf"), IsEmpty()) << name;
    ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
  }
  EXPECT_THAT(owner_names(*root_.open(), "/etc/alpha.conf"), ElementsAre("alpha:all=1.0-1"));
}

// dpkg makes the sums of a package that ships none, and so does the reader of .deb files.
TEST_F(DpkgExtras, APackageWithoutMd5sumsHasSums) {
  const DebSource source{.files = {{"/usr/sbin/alphad", "x"}}, .sums = false};
  root_.install(source);
  const auto database = root_.open();
  const std::string sum = digest_of_file(root_.path() + "/usr/sbin/alphad", Algorithm::md5).value();
  EXPECT_EQ(database->owners("/usr/sbin/alphad")->front().file.digest.value, sum);
  const auto package = database->read_package_file(root_.build(source), nullptr);
  ASSERT_TRUE(package) << package.error().message;
  EXPECT_EQ(package->files.back().path, "/usr/sbin/alphad");
  EXPECT_EQ(package->files.back().digest.value, sum);
}

TEST_F(DpkgExtras, ATriggerRunsForFilesBelowItsPath) {
  root_.install({.name = "plugin", .files = {{"/usr/lib/mail/modules/x.so", "x"}}});
  root_.install({.name = "other", .files = {{"/usr/lib/mail/modules.d/x.so", "x"}}});
  root_.install({.name = "mail",
                 .files = {{"/usr/sbin/mail", "x"}},
                 .triggers = "interest-noawait /usr/lib/mail/modules\ninterest mail-reload\n"});
  root_.install({.name = "named", .triggers = "activate-noawait mail-reload\n"});
  root_.install({.name = "by-path", .triggers = "activate /usr/lib/mail/modules/x.so\n"});
  EXPECT_THAT(triggered_by("plugin"), ElementsAre("mail:all=1.0-1"));
  EXPECT_THAT(triggered_by("other"), IsEmpty());
  EXPECT_THAT(triggered_by("named"), ElementsAre("mail:all=1.0-1"));
  EXPECT_THAT(triggered_by("by-path"), ElementsAre("mail:all=1.0-1"));
  const std::string further =
      root_.build({.name = "further", .files = {{"/usr/lib/mail/modules/deep/y.so", "y"}}});
  EXPECT_THAT(triggered_by("further", {further}), ElementsAre("mail:all=1.0-1"));
  EXPECT_THAT(triggered_by("further", {root_.file("missing.deb")}), IsEmpty());
}

// apt names the plugin alone.
TEST_F(DpkgExtras, WhoseTriggersRunBelongsToTheTransaction) {
  const DebSource plugin{.name = "plugin", .files = {{"/usr/lib/mail/modules/x.so", "x"}}};
  root_.install({.name = "mail", .triggers = "interest /usr/lib/mail/modules\n"});
  root_.install({.name = "other", .triggers = "interest /usr/lib/mail/others\n"});
  const auto database = root_.open();
  const auto names = [](const Result<PackageChoices>& choices) {
    std::vector<std::string> found;
    for (const PackageChoice& choice : choices->packages) {
      found.push_back((choice.incoming() ? "new " : "") + choice.package.nevra.name);
    }
    return found;
  };
  Transaction transaction;
  TransactionItem& item = transaction.items.emplace_back();
  item.action = ItemAction::upgrade;
  item.package.name = "plugin";
  item.package_file = root_.build(plugin);
  EXPECT_THAT(names(choose_packages(transaction, *database)), ElementsAre("new plugin", "mail"));
  EXPECT_THAT(names(choose_packages(item.package_file, *database)),
              ElementsAre("new plugin", "mail"));
  root_.install(plugin);
  EXPECT_THAT(names(choose_packages("plugin", *database)), ElementsAre("plugin", "mail"));
  EXPECT_THAT(names(choose_packages("mail", *database)), ElementsAre("mail"));
  auto both = choose_packages("plugin", *database).value();
  EXPECT_TRUE(both.packages.back().triggered);
  add_choice(both, choose_packages("mail", *database)->packages.front());
  EXPECT_FALSE(both.packages.back().triggered);
  // No check names a file of the package whose triggers run.
  both.packages.back().triggered = true;
  EXPECT_EQ(gather_packages(both, {}, *database, root_.path())->size(), 1U);
}

}  // namespace
}  // namespace pkgmap
