// Headers of .rpm files: whole ones are read as rpm(8) reads them, damaged ones give an error.
#include <sys/stat.h>

#include <filesystem>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/packages/command.hpp"
#include "tests/engine/packages/fixture_database.hpp"

namespace pkgmap {
namespace {

using testing::HasSubstr;
using Lines = std::vector<std::string>;

Lines described(const PackageDatabase::PackageFile& package) {
  Lines lines = {package.package.nevra.text()};
  for (const FileEntry& file : package.files) {
    lines.push_back(file.path + " " + std::to_string(file.mode) + " " + std::to_string(file.size) +
                    " " + file.user + " " + file.group + " " + file.link_target + " " +
                    file.digest.value);
  }
  return lines;
}

class PackageFile : public testing::Test {
 protected:
  std::string message(const std::string& path) {
    const auto package = database_->read_package_file(path);
    if (package) return "";
    EXPECT_EQ(package.error().code, ErrorCode::failed);
    return package.error().message;
  }
  std::string temporary(const std::string& name) const { return temporary_.path() + "/" + name; }

  TemporaryDirectory temporary_;
  DatabaseCopy copy_;
  std::unique_ptr<PackageDatabase> database_ = copy_.open();
};

TEST_F(PackageFile, AgreesWithRpmAboutEveryPackage) {
  const std::string format =
      "%{NAME}-%|EPOCH?{%{EPOCHNUM}:}|%{VERSION}-%{RELEASE}.%{ARCH}\n"
      "[%{FILENAMES} %{FILEMODES} %{LONGFILESIZES} %{FILEUSERNAME} %{FILEGROUPNAME} "
      "%{FILELINKTOS} %{FILEDIGESTS}\n]";
  for (const std::string& path : all_package_files()) {
    const auto package = database_->read_package_file(path);
    ASSERT_TRUE(package) << path << ": " << package.error().message;
    EXPECT_EQ(package->package.instance, 0U);
    Lines expected =
        lines_of(run_command({"rpm", "--nosignature", "-qp", "--qf", format, path}).out);
    expected.at(0) = without_zero_epoch(expected.at(0));
    // For a package without files, rpm prints "(none)" for each field.
    if (package->files.empty()) expected.resize(1);
    EXPECT_EQ(described(*package), expected) << path;
  }
}

TEST_F(PackageFile, KnowsConfigurationGhostsAndTheEpoch) {
  const auto alpha = database_->read_package_file(fixture_package("alpha-1.0-1.noarch"));
  ASSERT_TRUE(alpha);
  for (const FileEntry& file : alpha->files) {
    EXPECT_EQ(file.config, file.path.starts_with("/etc/alpha/")) << file.path;
    EXPECT_EQ(file.noreplace, file.path == "/etc/alpha/alpha.conf") << file.path;
    EXPECT_EQ(file.ghost, file.path.ends_with(".pid")) << file.path;
  }
  const auto beta = database_->read_package_file(fixture_package("beta-3:1.5-2.el9.noarch"));
  ASSERT_TRUE(beta);
  EXPECT_EQ(beta->package.nevra.epoch, "3");
}

TEST_F(PackageFile, ReadsOnlyTheBaseNamesThatAreWanted) {
  const FileFilter wanted{{"alphad"}, {}};
  const auto alpha = database_->read_package_file(fixture_package("alpha-1.0-1.noarch"), &wanted);
  ASSERT_TRUE(alpha);
  ASSERT_EQ(alpha->files.size(), 1U);
  EXPECT_EQ(alpha->files.front().path, "/usr/sbin/alphad");
}

TEST_F(PackageFile, WhatIsNoPackageIsRefused) {
  write_file(temporary("text"),
             "no package, but longer than the 96 bytes of a lead" + std::string(200, '.'));
  write_file(temporary("empty"), "");
  ASSERT_EQ(::mkfifo(temporary("fifo").c_str(), 0600), 0);
  EXPECT_EQ(message(temporary("text")), temporary("text") + " is not an rpm package");
  EXPECT_EQ(message(temporary("empty")), temporary("empty") + " is not an rpm package");
  EXPECT_EQ(message(temporary("fifo")),
            temporary("fifo") + " is not an rpm package: it is not a regular file");
  EXPECT_EQ(message("/"), "/ is not an rpm package: it is not a regular file");
  EXPECT_EQ(message("/dev/zero"), "/dev/zero is not an rpm package: it is not a regular file");
  EXPECT_EQ(message(temporary("none")),
            "cannot open " + temporary("none") + ": No such file or directory");
}

TEST_F(PackageFile, ATruncatedHeaderIsDamaged) {
  const std::string whole = contents(fixture_package("alpha-1.0-1.noarch"));
  for (const std::size_t size : {96U, 97U, 200U, 1000U, 3000U}) {
    write_file(temporary("cut"), whole.substr(0, size));
    EXPECT_THAT(message(temporary("cut")), HasSubstr(temporary("cut") + " is damaged")) << size;
  }
}

TEST_F(PackageFile, ThePayloadIsNotRead) {
  const std::string path = fixture_package("alpha-1.0-1.noarch");
  const auto whole = database_->read_package_file(path);
  const std::string bytes = contents(path);
  write_file(temporary("cut"), bytes.substr(0, bytes.size() - 20));
  const auto cut = database_->read_package_file(temporary("cut"));
  ASSERT_TRUE(cut) << cut.error().message;
  EXPECT_EQ(described(*cut), described(*whole));
}

TEST_F(PackageFile, DamagedBytesAreAnErrorOrChangeNothing) {
  std::mt19937 random(4714);
  int refused = 0;
  for (const std::string& path : all_package_files()) {
    const auto whole = database_->read_package_file(path);
    ASSERT_TRUE(whole) << path;
    const std::string bytes = contents(path);
    for (int round = 0; round < 60; ++round) {
      std::string damaged = bytes;
      const std::size_t flips = 1 + random() % 8;
      for (std::size_t i = 0; i < flips; ++i) {
        // The headers are near the beginning, after the lead of 96 bytes, which nobody reads.
        const std::size_t at = 96 + random() % std::min<std::size_t>(damaged.size() - 96, 4096);
        damaged[at] = static_cast<char>(random());
      }
      if (round % 5 == 0) damaged.resize(random() % damaged.size());
      write_file(temporary("damaged"), damaged);
      const auto package = database_->read_package_file(temporary("damaged"));
      if (!package) ++refused;
      // Before 2004 no digest covers the header alone.
      const bool verified = path.find("centos-release-as") == std::string::npos;
      if (package && verified) {
        EXPECT_EQ(described(*package), described(*whole)) << path;
      }
    }
  }
  EXPECT_GT(refused, 100);
}

TEST_F(PackageFile, NothingIsCreatedBesideAPackage) {
  std::filesystem::copy_file(fixture_package("beta-3:1.5-2.el9.noarch"), temporary("beta.rpm"));
  EXPECT_EQ(message(temporary("beta.rpm")), "");
  EXPECT_THAT(entries_of(temporary_.path()), testing::ElementsAre("beta.rpm"));
}

}  // namespace
}  // namespace pkgmap
