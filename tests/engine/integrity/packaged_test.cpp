// Files against the header of a package with one of each kind, installed by the real rpm.
#include <sys/resource.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/integrity/content.hpp"
#include "engine/integrity/reading.hpp"
#include "engine/packages/digest.hpp"
#include "tests/engine/packages/signing.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using test::TemporaryDirectory;

const char* const kSpec =
    "Name: odd\nVersion: 1\nRelease: 1\nSummary: One of each kind\nLicense: MIT\n"
    "BuildArch: noarch\n%description\n%{summary}.\n%install\n"
    "mkdir -p %{buildroot}@DIR@\ncd %{buildroot}@DIR@\n"
    "echo plain > plain\necho other > other\necho loose > loose\necho conf > conf\n"
    ": > ghost\nln -s plain link\n"
    "%files\n@DIR@/plain\n@DIR@/other\n@DIR@/link\n%ghost @DIR@/ghost\n"
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
  /// Without a baseline, unless `held` is its md5.
  Content look(const std::string& name, const std::string& held = "") const {
    return examine({name, path(name), "md5", held, false}, database_.get()).value();
  }
  void link(const std::string& name, const std::string& to) const {
    fs::remove(path(name));
    fs::create_symlink(to, path(name));
  }

  TemporaryDirectory directory_;
  std::unique_ptr<PackageDatabase> database_;
};

TEST_F(Packaged, WhatRpmInstalledIsEqual) {
  for (const char* name : {"plain", "other", "loose", "conf", "link"}) {
    EXPECT_EQ(look(name).shipped, Shipped::equal) << name;
    EXPECT_TRUE(look(name).packaged) << name;
    EXPECT_EQ(look(name).state, ContentState::as_packaged) << name;
    EXPECT_EQ(look(name).package, "odd-1-1.noarch") << name;
    EXPECT_EQ(look(name).signature, Signature::digest) << name;
  }
  EXPECT_TRUE(look("conf").config);
  EXPECT_FALSE(look("plain").config);
}

TEST_F(Packaged, AnotherContentDiffers) {
  write("plain", "changed\n");
  EXPECT_EQ(look("plain").shipped, Shipped::differs);
  EXPECT_EQ(look("plain").state, ContentState::changed);
}

TEST_F(Packaged, AnEditedConfigurationDiffersAndIsNamedAsOne) {
  write("conf", "mine\n");
  EXPECT_EQ(look("conf").shipped, Shipped::differs);
  EXPECT_TRUE(look("conf").config);
}

TEST_F(Packaged, WhatIsNotVerifiedIsNeverDriftBecauseOfItsPackage) {
  write("loose", "changed\n");
  EXPECT_EQ(look("loose").shipped, Shipped::silent);
  EXPECT_EQ(look("loose").state, ContentState::unknown);
  EXPECT_EQ(look("loose").package, "odd-1-1.noarch");
  // The baseline may contradict it all the same.
  EXPECT_EQ(look("loose", "5204fe").state, ContentState::changed);
}

TEST_F(Packaged, AGhostSaysNothing) {
  EXPECT_EQ(look("ghost").state, ContentState::missing);
  EXPECT_EQ(look("ghost").shipped, Shipped::silent);
  write("ghost", "log\n");
  EXPECT_EQ(look("ghost").state, ContentState::unknown);
}

TEST_F(Packaged, AFileThatIsGoneHasItsOwner) {
  fs::remove(path("plain"));
  EXPECT_EQ(look("plain").state, ContentState::missing);
  EXPECT_EQ(look("plain").shipped, Shipped::differs);
  EXPECT_EQ(look("plain").package, "odd-1-1.noarch");
}

TEST_F(Packaged, ALinkInPlaceOfAFileIsNotAsPackagedWhateverItLeadsTo) {
  const std::string md5 = digest_of_file(path("plain"), "md5").value();
  fs::copy_file(path("plain"), directory_.file("copy"));
  link("plain", directory_.file("copy"));
  EXPECT_EQ(look("plain").shipped, Shipped::replaced);
  EXPECT_EQ(look("plain").state, ContentState::changed);
  // monit follows it, and finds what it holds.
  EXPECT_EQ(look("plain", md5).state, ContentState::as_held);
}

// The content of another packaged file is not that of this one.
TEST_F(Packaged, ALinkToAnotherPackagedFileBlessesNothing) {
  for (const char* name : {"plain", "loose"}) {
    link(name, "other");
    EXPECT_FALSE(look(name).packaged) << name;
    EXPECT_EQ(look(name, "5204fe").state, ContentState::changed) << name;
  }
  EXPECT_EQ(look("plain").shipped, Shipped::replaced);
  EXPECT_EQ(look("loose").shipped, Shipped::silent);
}

TEST_F(Packaged, APackagedLinkThatLeadsElsewhereIsReplaced) {
  link("link", "other");
  EXPECT_EQ(look("link").shipped, Shipped::replaced);
  EXPECT_FALSE(look("link").packaged);
}

TEST_F(Packaged, TheAdministratorsOwnLinkLeadsToAPackagedFile) {
  link("mine", "plain");
  EXPECT_EQ(look("mine").shipped, Shipped::equal);
  link("twice", "mine");
  EXPECT_EQ(look("twice").shipped, Shipped::equal);
}

TEST_F(Packaged, WhereASignatureIsRequiredAnUnsignedHeaderDoesNotCount) {
  database_ = open_package_database({"/", directory_.file("rpmdb"), true}).value();
  const Content content = look("plain");
  EXPECT_EQ(content.shipped, Shipped::equal);
  EXPECT_FALSE(content.packaged);
  EXPECT_EQ(content.state, ContentState::changed);
  EXPECT_EQ(content.refusal, path("plain") +
                                 " is as odd-1-1.noarch has it, but odd-1-1.noarch is "
                                 "not signed by a key that rpm knows");
  const std::string md5 = digest_of_file(path("plain"), "md5").value();
  EXPECT_EQ(look("plain", md5).state, ContentState::as_held);
}

TEST_F(Packaged, WithItsKeyASignedHeaderCounts) {
  const test::SigningKey key("known");
  const std::string dbpath = directory_.file("signed-rpmdb");
  const std::string rpm = test::copy_of(directory_.file("odd.rpm"), directory_, "signed.rpm");
  key.sign(rpm);
  test::install(dbpath, rpm);
  database_ = open_package_database({"/", dbpath, true}).value();
  EXPECT_FALSE(look("plain").packaged);
  EXPECT_EQ(look("plain").signature, Signature::signed_unknown_key);
  key.import_into(dbpath);
  database_ = open_package_database({"/", dbpath, true}).value();
  EXPECT_TRUE(look("plain").packaged);
  EXPECT_EQ(look("plain").signature, Signature::key);
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
  const Content content = look("plain");
  EXPECT_EQ(content.shipped, Shipped::equal);
  EXPECT_FALSE(content.packaged);
  EXPECT_FALSE(content.signature);
  EXPECT_THAT(content.refusal,
              testing::HasSubstr("the signature of odd-1-1.noarch is bad: Header"));
}

TEST(Reading, TakesAllDigestsFromOneReading) {
  const TemporaryDirectory directory;
  const std::string path = directory.write("file", "text\n");
  Digests digests = {{"md5", {}}, {"sha1", {}}, {"sha256", {}}, {"sha512", {}}, {"crc32", {}}};
  ASSERT_TRUE(read_digests(RootDirectory("/"), path, digests));
  for (const char* known : {"md5", "sha1", "sha256", "sha512"}) {
    EXPECT_EQ(digests[known], digest_of_file(path, known).value()) << known;
  }
  EXPECT_EQ(digests["crc32"], "");
}

TEST(Reading, FollowsNoLinkInTheLastPlace) {
  const TemporaryDirectory directory;
  directory.write("file", "text\n");
  fs::create_symlink("file", directory.file("link"));
  Digests digests = {{"md5", {}}};
  EXPECT_FALSE(read_digests(RootDirectory("/"), directory.file("link"), digests));
}

// Beyond what 32 bits count; sparse, so that only the reading costs.
TEST(Reading, AFileOfManyGigabytesNeedsNoMoreMemory) {
  const TemporaryDirectory directory;
  const std::string path = directory.write("big", "begin");
  fs::resize_file(path, (1ULL << 32U) + 5);
  rusage before{};
  getrusage(RUSAGE_SELF, &before);
  Digests digests = {{"sha1", {}}};
  ASSERT_TRUE(read_digests(RootDirectory("/"), path, digests));
  rusage after{};
  getrusage(RUSAGE_SELF, &after);
  EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 4096) << "KiB";
  // As sha1sum(1) says.
  EXPECT_EQ(digests["sha1"], "158add1e7762fa0e8b4cf34f452f890b48e1a9c3");
}

}  // namespace
}  // namespace pkgmap
