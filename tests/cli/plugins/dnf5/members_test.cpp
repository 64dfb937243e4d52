// Tests how the packages of a transaction are converted from dnf 5's form, and where their files
// are found.
#include "cli/plugins/dnf5/members.hpp"

#include <utime.h>

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/plugins/dnf5/hook.hpp"
#include "cli/plugins/dnf5/running_dnf.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::dnf5 {
namespace {

using testing::ElementsAre;

Json member(const char* action, const char* name, const std::string& location = "",
            const char* repository = "@System") {
  return Json::object()
      .set("action", action)
      .set("name", name)
      .set("epoch", "1")
      .set("version", "2")
      .set("release", "3")
      .set("arch", "noarch")
      .set("repo_id", repository)
      .set("location", location);
}

// "action name rpm" for every item.
std::vector<std::string> items(const std::vector<Json>& members,
                               const std::string& cache = "/none") {
  Json list = Json::array();
  for (const Json& one : members) list.push(one);
  PackageCache files(cache);
  std::vector<std::string> all;
  const Json transaction = transaction_of(list, 4711, files);
  for (const Json& item : transaction["items"].items()) {
    all.push_back(item["action"].string_or("") + " " + item["name"].string_or("") + " " +
                  item["rpm"].string_or("-"));
  }
  return all;
}

TEST(TransactionOfDnf5, SaysWhoRunsItAndWhatEachPackageIs) {
  Json list = Json::array();
  list.push(member("E", "demo"));
  PackageCache files("/none");
  EXPECT_EQ(transaction_of(list, 4711, files).dump(-1),
            R"({"schema":1,"manager":"dnf5","pid":4711,"items":[{"action":"remove","name":"demo",)"
            R"("epoch":"1","version":"2","release":"3","arch":"noarch","rpm":null,"dbid":null}]})");
}

TEST(TransactionOfDnf5, HasAWordForEveryAction) {
  EXPECT_THAT(items({member("I", "a")}), ElementsAre("install a -"));
  EXPECT_THAT(items({member("U", "a"), member("O", "a")}),
              ElementsAre("upgrade a -", "remove a -"));
  EXPECT_THAT(items({member("O", "a"), member("D", "a")}),
              ElementsAre("remove a -", "downgrade a -"));
  EXPECT_THAT(items({member("R", "a"), member("O", "a")}),
              ElementsAre("reinstall a -", "remove a -"));
  EXPECT_THAT(items({member("I", "a"), member("O", "b")}),
              ElementsAre("install a -", "obsolete b -"));
  EXPECT_THAT(items({member("E", "a")}), ElementsAre("remove a -"));
}

TEST(TransactionOfDnf5, LeavesOutWhatMovesNoFile) {
  EXPECT_TRUE(
      items({member("?", "a"), member("", "b"), member("X", "c"), member("I", "")}).empty());
  EXPECT_TRUE(items({}).empty());
}

class ForPackageCache : public testing::Test {
 protected:
  std::string make(const std::string& below, time_t written = 1) {
    const std::string path = directory_.file(below);
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    directory_.write(below, "");
    const utimbuf times{written, written};
    ::utime(path.c_str(), &times);
    return path;
  }
  std::string find(const char* repository, const std::string& location) {
    return PackageCache(directory_.path()).find(repository, location);
  }

  test::TemporaryDirectory directory_;
};

TEST_F(ForPackageCache, AFileOfARepositoryLiesInItsDirectory) {
  const std::string path = make("updates-0123456789abcdef/packages/a-1.rpm");
  EXPECT_EQ(find("updates", "Packages/a/a-1.rpm"), path);
  EXPECT_EQ(find("updates", "a-1.rpm"), path);
  EXPECT_EQ(find("updates", "a-2.rpm"), "");
  EXPECT_EQ(find("update", "a-1.rpm"), "");
  EXPECT_EQ(find("", "a-1.rpm"), "");
  EXPECT_EQ(find("updates", "Packages/"), "");
}

TEST_F(ForPackageCache, ADirectoryOfAnotherRepositoryIsNotTaken) {
  make("updates-testing-0123456789abcdef/packages/a.rpm");
  make("updates-0123456789abcde/packages/a.rpm");
  make("updates-0123456789abcdeg/packages/a.rpm");
  make("updates-0123456789abcdef0/packages/a.rpm");
  make("updates/packages/a.rpm");
  EXPECT_EQ(find("updates", "a.rpm"), "");
}

TEST_F(ForPackageCache, OfSeveralTheOneThatWasWrittenLastCounts) {
  make("updates-0000000000000000/packages/a.rpm", 5);
  const std::string last = make("updates-1111111111111111/packages/a.rpm", 9);
  make("updates-2222222222222222/packages/a.rpm", 7);
  EXPECT_EQ(find("updates", "a.rpm"), last);
}

TEST_F(ForPackageCache, AnAbsoluteLocationIsThePathItself) {
  const std::string path = make("some where/a.rpm");
  EXPECT_EQ(find("@commandline", path), path);
  EXPECT_EQ(find("@commandline", path + ".none"), "");
  EXPECT_EQ(find("@commandline", directory_.path()), "") << "a directory is no package";
}

TEST_F(ForPackageCache, ACacheThatIsNotThereHasNothing) {
  EXPECT_EQ(PackageCache(directory_.file("none")).find("updates", "a.rpm"), "");
}

TEST_F(ForPackageCache, OnlyIncomingPackagesHaveAFile) {
  const std::string path = make("v2-0123456789abcdef/packages/a-2.rpm");
  EXPECT_THAT(
      items({member("U", "a", "noarch/a-2.rpm", "v2"), member("O", "a", "noarch/a-2.rpm", "v2")},
            directory_.path()),
      ElementsAre("upgrade a " + path, "remove a -"));
}

struct RunningDnfRow {
  const char* root;
  const char* flags;
  bool concerned;
};

TEST(RunningDnf5, OnlyFilesOfThisSystemConcernUs) {
  for (const RunningDnfRow& row : {
           RunningDnfRow{"/", "", true},
           RunningDnfRow{"///", "nodocs", true},
           RunningDnfRow{"", "", true},
           RunningDnfRow{"/var/tmp", "", false},
           RunningDnfRow{"/", "test", false},
           RunningDnfRow{"/", "nodocs,justdb", false},
           RunningDnfRow{"/", "justdb, nodocs", false},
           RunningDnfRow{"/", "notest,testing", true},
       }) {
    EXPECT_EQ(changes_this_system({"1", row.root, "/var/cache", row.flags}), row.concerned)
        << row.root << " " << row.flags;
  }
}

TEST(RunningDnf5, APidIsANumberAboveZero) {
  EXPECT_EQ(pid_of({"4711", {}, {}, {}}), 4711);
  for (const char* text : {"", "0", "-1", "47x", "99999999999"}) {
    EXPECT_EQ(pid_of({text, {}, {}, {}}), 0) << text;
  }
}

}  // namespace
}  // namespace pkgmap::dnf5
