// Compares files with the header of a package that has a file of each kind; the real rpm installed
// the package.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/integrity/as_packaged.hpp"
#include "engine/integrity/reading.hpp"
#include "engine/packages/digest.hpp"
#include "engine/system/fd.hpp"
#include "rules/judge/judge.hpp"
#include "tests/engine/packages/signing.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using rules::Shipping;
using rules::Standing;
using test::TemporaryDirectory;

const char* const kSpec =
    "Name: odd\nVersion: 1\nRelease: 1\nSummary: One of each kind\nLicense: MIT\n"
    "BuildArch: noarch\n%description\n%{summary}.\n%install\n"
    "mkdir -p %{buildroot}@DIR@/own\ncd %{buildroot}@DIR@\n"
    "echo plain > plain\necho other > other\necho loose > loose\necho conf > conf\n"
    ": > ghost\nln -s plain link\n"
    "%files\n@DIR@/plain\n@DIR@/other\n@DIR@/link\n%ghost @DIR@/ghost\n%dir @DIR@/own\n"
    "%config(noreplace) @DIR@/conf\n%verify(not md5 size mtime) @DIR@/loose\n";

std::string with_directory(std::string text, const std::string& directory) {
  for (auto at = text.find("@DIR@"); at != std::string::npos; at = text.find("@DIR@")) {
    text.replace(at, 5, directory);
  }
  return text;
}

class Packaged : public testing::Test {
 protected:
  Packaged() {
    const std::string spec = directory_.write("odd.spec", with_directory(kSpec, files()));
    test::run_or_throw({"rpmbuild", "-bb", "--define", "_topdir " + directory_.file("build"),
                        "--define", "_rpmdir " + directory_.path(), "--define",
                        "_build_name_fmt odd.rpm", "--define",
                        "_dbpath " + directory_.file("rpmdb"), spec});
    test::install(directory_.file("rpmdb"), directory_.file("odd.rpm"));
    database_ = open_package_database({"/", directory_.file("rpmdb")}).value();
  }

  std::string files() const { return directory_.file("files"); }
  std::string path(const std::string& name) const { return files() + "/" + name; }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name)) << text;
  }
  /// Judges a file. `held` is the MD5 that monit shows as baseline; empty: monit shows none.
  rules::FileVerdict look(const std::string& name, const std::string& held = "") {
    facts_ = file_as_packaged("/", path(name), Algorithm::md5, *database_).value();
    if (!held.empty()) facts_.shown = {rules::ShownBaseline::Kind::shown, {{Algorithm::md5, held}}};
    return rules::judge(facts_, terms_);
  }
  void link(const std::string& name, const std::string& to) const {
    fs::remove(path(name));
    fs::create_symlink(to, path(name));
  }

  TemporaryDirectory directory_;
  std::unique_ptr<PackageDatabase> database_;
  rules::JudgeTerms terms_;
  rules::FileFacts facts_;  ///< Of the last call of look().
};

TEST_F(Packaged, WhatRpmInstalledIsEqual) {
  for (const char* name : {"plain", "other", "loose", "conf", "link"}) {
    const rules::FileVerdict verdict = look(name);
    EXPECT_TRUE(verdict.shipped.counts()) << name;
    EXPECT_EQ(verdict.standing, Standing::as_packaged) << name;
    EXPECT_EQ(verdict.shipped.package, "odd-1-1.noarch") << name;
    EXPECT_EQ(verdict.shipped.word->signature, "digest") << name;
  }
  EXPECT_TRUE(look("conf").shipped.word->config);
  EXPECT_FALSE(look("plain").shipped.word->config);
}

TEST_F(Packaged, AnotherContentDiffers) {
  write("plain", "changed\n");
  EXPECT_EQ(look("plain").shipped.shipping, Shipping::differs);
  EXPECT_EQ(look("plain").standing, Standing::changed);
}

TEST_F(Packaged, AnEditedConfigurationDiffersAndIsNamedAsOne) {
  write("conf", "mine\n");
  EXPECT_EQ(look("conf").shipped.shipping, Shipping::differs);
  EXPECT_TRUE(look("conf").shipped.word->config);
}

TEST_F(Packaged, WhatIsNotVerifiedIsNeverDriftBecauseOfItsPackage) {
  write("loose", "changed\n");
  EXPECT_EQ(look("loose").shipped.shipping, Shipping::silent);
  EXPECT_EQ(look("loose").standing, Standing::unknown);
  EXPECT_EQ(look("loose").shipped.package, "odd-1-1.noarch");
  // A different baseline makes the file changed, although its package says nothing.
  EXPECT_EQ(look("loose", "5204fe").standing, Standing::changed);
}

TEST_F(Packaged, AGhostSaysNothing) {
  EXPECT_EQ(look("ghost").standing, Standing::gone);
  EXPECT_EQ(look("ghost").shipped.shipping, Shipping::silent);
  write("ghost", "log\n");
  EXPECT_EQ(look("ghost").standing, Standing::unknown);
}

TEST_F(Packaged, AFileThatIsGoneHasItsOwner) {
  fs::remove(path("plain"));
  EXPECT_EQ(look("plain").standing, Standing::gone);
  EXPECT_EQ(look("plain").shipped.shipping, Shipping::differs);
  EXPECT_EQ(look("plain").shipped.package, "odd-1-1.noarch");
}

TEST_F(Packaged, ALinkInPlaceOfAFileIsNotAsPackagedWhateverItLeadsTo) {
  const std::string md5 = digest_of_file(path("plain"), Algorithm::md5).value();
  fs::copy_file(path("plain"), directory_.file("copy"));
  link("plain", directory_.file("copy"));
  EXPECT_EQ(look("plain").shipped.shipping, Shipping::replaced);
  EXPECT_EQ(look("plain").standing, Standing::changed);
  // monit follows the link and finds the content of its baseline.
  EXPECT_EQ(look("plain", md5).standing, Standing::as_baseline);
}

// A link to another packaged file does not give this file its packaged content.
TEST_F(Packaged, ALinkToAnotherPackagedFileBlessesNothing) {
  for (const char* name : {"plain", "loose"}) {
    link(name, "other");
    EXPECT_FALSE(look(name).shipped.counts()) << name;
    EXPECT_EQ(look(name, "5204fe").standing, Standing::changed) << name;
  }
  EXPECT_EQ(look("plain").shipped.shipping, Shipping::replaced);
  EXPECT_EQ(look("loose").shipped.shipping, Shipping::silent);
}

TEST_F(Packaged, APackagedLinkThatLeadsElsewhereIsReplaced) {
  link("link", "other");
  EXPECT_EQ(look("link").shipped.shipping, Shipping::replaced);
  EXPECT_FALSE(look("link").shipped.counts());
}

TEST_F(Packaged, ALinkOfSomebodysIsNoPackagedFile) {
  link("mine", "plain");
  EXPECT_EQ(look("mine").standing, Standing::moved_link);
  EXPECT_EQ(look("mine").shipped.refused, rules::Refused::link);
  EXPECT_EQ(look("mine", "5204fe").standing, Standing::moved_link);
}

TEST_F(Packaged, ALinkThatWasThereBeforeLeadsToAPackagedFile) {
  link("mine", "plain");
  look("mine");
  rules::ContentRecord record;
  record.digests = {{Algorithm::md5, "5204fe"}};
  record.links = facts_.present.links;
  facts_.record = record;
  EXPECT_EQ(rules::judge(facts_, terms_).standing, Standing::as_packaged);
}

TEST_F(Packaged, RootsOwnLinkInAPackagesDirectoryLeadsToAPackagedFile) {
  link("own/mine", "../plain");
  EXPECT_EQ(look("own/mine").standing, Standing::as_packaged);
  link("own/twice", "mine");
  EXPECT_EQ(look("own/twice").standing, Standing::as_packaged);
  ASSERT_EQ(::chown(path("own").c_str(), 1000, 1000), 0);
  EXPECT_EQ(look("own/mine").standing, Standing::moved_link);
}

TEST_F(Packaged, ALinkOnTheWayIsALinkToo) {
  fs::create_directory_symlink(files(), directory_.file("elsewhere"));
  facts_ =
      file_as_packaged("/", directory_.file("elsewhere/plain"), Algorithm::md5, *database_).value();
  EXPECT_EQ(facts_.present.names, std::vector<std::string>{path("plain")});
  EXPECT_EQ(rules::judge(facts_, terms_).standing, Standing::moved_link);
}

TEST_F(Packaged, WhereASignatureIsRequiredAnUnsignedHeaderDoesNotCount) {
  terms_.require_signature = true;
  const rules::FileVerdict verdict = look("plain");
  EXPECT_EQ(verdict.shipped.shipping, Shipping::equal);
  EXPECT_FALSE(verdict.shipped.counts());
  EXPECT_EQ(verdict.standing, Standing::unverified);
  EXPECT_EQ(verdict.reason, path("plain") +
                                " is as odd-1-1.noarch has it, but odd-1-1.noarch is "
                                "not signed by a key that rpm knows");
  const std::string md5 = digest_of_file(path("plain"), Algorithm::md5).value();
  EXPECT_EQ(look("plain", md5).standing, Standing::as_baseline);
}

TEST_F(Packaged, WithItsKeyASignedHeaderCounts) {
  const test::SigningKey key("known");
  const std::string dbpath = directory_.file("signed-rpmdb");
  const std::string rpm = test::copy_of(directory_.file("odd.rpm"), directory_, "signed.rpm");
  key.sign(rpm);
  test::install(dbpath, rpm);
  terms_.require_signature = true;
  database_ = open_package_database({"/", dbpath}).value();
  EXPECT_FALSE(look("plain").shipped.counts());
  EXPECT_EQ(look("plain").shipped.word->signature, "signed");
  key.import_into(dbpath);
  database_ = open_package_database({"/", dbpath}).value();
  EXPECT_TRUE(look("plain").shipped.counts());
  EXPECT_EQ(look("plain").shipped.word->signature, "key");
}

TEST_F(Packaged, AHeaderWithABadSignatureCountsForNobody) {
  const test::SigningKey key("known");
  const std::string dbpath = directory_.file("signed-rpmdb");
  const std::string rpm = test::copy_of(directory_.file("odd.rpm"), directory_, "signed.rpm");
  key.sign(rpm);
  key.import_into(dbpath);
  ASSERT_TRUE(test::spoil_signature(rpm, dbpath));
  test::install(dbpath, rpm);
  database_ = open_package_database({"/", dbpath}).value();
  const rules::FileVerdict verdict = look("plain");
  EXPECT_EQ(verdict.shipped.shipping, Shipping::equal);
  EXPECT_FALSE(verdict.shipped.counts());
  EXPECT_EQ(verdict.shipped.word->signature, "");
  EXPECT_THAT(verdict.reason, testing::HasSubstr("the signature of odd-1-1.noarch is bad: Header"));
}

Reading read_file_at(const std::string& path, rules::Digests& digests, const Enough& enough = {}) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return read_digests(fd.get(), digests, enough);
}

TEST(Reading, TakesAllDigestsFromOneReading) {
  const TemporaryDirectory directory;
  const std::string path = directory.write("file", "text\n");
  rules::Digests digests = {{Algorithm::md5, {}},
                            {Algorithm::sha1, {}},
                            {Algorithm::sha256, {}},
                            {Algorithm::sha512, {}},
                            {Algorithm::called("crc32"), {}}};
  ASSERT_EQ(read_file_at(path, digests), Reading::whole);
  for (const Algorithm known :
       {Algorithm::md5, Algorithm::sha1, Algorithm::sha256, Algorithm::sha512}) {
    EXPECT_EQ(digests[known], digest_of_file(path, known).value()) << known.name();
  }
  EXPECT_EQ(digests[Algorithm::called("crc32")], "");
}

// Any user can make a sparse file of 200 GB; reading such a file must end with the time limit.
TEST(Reading, GivesUpWhenItIsEnough) {
  const TemporaryDirectory directory;
  const std::string path = directory.write("sparse", "");
  fs::resize_file(path, 200'000'000'000);
  rules::Digests digests = {{Algorithm::sha256, {}}};
  int asked = 0;
  EXPECT_EQ(read_file_at(path, digests, [&] { return ++asked > 10; }), Reading::given_up);
  EXPECT_EQ(asked, 11);
  EXPECT_EQ(digests[Algorithm::sha256], "");
}

// Neither gives a digest of what was never read.
TEST(Reading, OfADirectoryOrOfNoDescriptorIsBroken) {
  const TemporaryDirectory directory;
  rules::Digests digests = {{Algorithm::sha256, "before"}};
  EXPECT_EQ(read_file_at(directory.path(), digests), Reading::broken);
  EXPECT_EQ(digests[Algorithm::sha256], "");
  EXPECT_EQ(read_digests(-1, digests), Reading::broken);
}

TEST(Reading, OfAFileThatGrowsMeanwhileIsBroken) {
  const TemporaryDirectory directory;
  const std::string path = directory.write("file", "text\n");
  rules::Digests digests = {{Algorithm::sha256, {}}};
  bool grown = false;
  const auto grow_once = [&] {
    if (!std::exchange(grown, true)) std::ofstream(path, std::ios::app) << "x";
    return false;
  };
  EXPECT_EQ(read_file_at(path, digests, grow_once), Reading::broken);
  EXPECT_EQ(digests[Algorithm::sha256], "");
}

// Somebody may have written it and set its time back.
TEST(Reading, OfAFileWhoseStateChangesMeanwhileIsBroken) {
  const TemporaryDirectory directory;
  const std::string path = directory.write("file", "text\n");
  struct stat first {};
  ASSERT_EQ(::stat(path.c_str(), &first), 0);
  const auto touch_its_state = [&] {
    struct stat now = first;
    while (now.st_ctim.tv_nsec == first.st_ctim.tv_nsec) {
      ::chmod(path.c_str(), 0644);
      ::stat(path.c_str(), &now);
    }
    return false;
  };
  rules::Digests digests = {{Algorithm::sha256, {}}};
  EXPECT_EQ(read_file_at(path, digests, touch_its_state), Reading::broken);
}

// More bytes than 32 bits can count; sparse, so that the file needs no space on disk.
TEST(Reading, AFileOfManyGigabytesNeedsNoMoreMemory) {
  const TemporaryDirectory directory;
  const std::string path = directory.write("big", "begin");
  fs::resize_file(path, (1ULL << 32U) + 5);
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  rules::Digests digests = {{Algorithm::sha1, {}}};
  ASSERT_EQ(read_file_at(path, digests), Reading::whole);
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 4096) << "KiB";
  // From sha1sum(1).
  EXPECT_EQ(digests[Algorithm::sha1], "158add1e7762fa0e8b4cf34f452f890b48e1a9c3");
}

}  // namespace
}  // namespace pkgmap
