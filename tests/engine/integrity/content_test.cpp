// A file against what monit holds and what its package shipped.
#include "engine/integrity/content.hpp"

#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "engine/packages/digest.hpp"
#include "tests/engine/session/session_host.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using test::SessionHost;

class ContentTest : public testing::Test {
 protected:
  ContentTest()
      : host_("check file bin path @HOST@/sbin/daemon\n"),
        database_(open_package_database({"/", host_.settings().dbpath}).value()),
        path_(host_.path("sbin/daemon")),
        held_{"bin", path_, "md5", digest_of_file(path_, "md5").value(), false} {}

  Content look() { return examine(held_, database_.get()).value(); }

  SessionHost host_;
  std::unique_ptr<PackageDatabase> database_;
  std::string path_;
  HeldBaseline held_;
};

TEST_F(ContentTest, TheBaselineItself) {
  const Content content = look();
  EXPECT_EQ(content.state, ContentState::as_held);
  EXPECT_TRUE(content.packaged);
  EXPECT_EQ(content.package, "hosted-1-1.noarch");
  EXPECT_EQ(content.digest, held_.digest);
}

TEST_F(ContentTest, TheBaselineThoughThePackageShippedAnother) {
  host_.upgrade_to("2");
  host_.write("sbin/daemon", "daemon 1\n");
  const Content content = look();
  EXPECT_EQ(content.state, ContentState::as_held);
  EXPECT_FALSE(content.packaged);
}

TEST_F(ContentTest, WhatThePackageShipped) {
  host_.upgrade_to("2");
  const Content content = look();
  EXPECT_EQ(content.state, ContentState::as_packaged);
  EXPECT_EQ(content.package, "hosted-2-1.noarch");
  EXPECT_EQ(content.digest, digest_of_file(path_, "md5").value());
}

TEST_F(ContentTest, NeitherTheOneNorTheOther) {
  host_.write("sbin/daemon", "evil\n");
  const Content content = look();
  EXPECT_EQ(content.state, ContentState::changed);
  EXPECT_EQ(content.package, "hosted-1-1.noarch");
}

TEST_F(ContentTest, AFileThatIsGone) {
  host_.remove("sbin/daemon");
  EXPECT_EQ(look().state, ContentState::missing);
  EXPECT_EQ(look().digest, "");
}

TEST_F(ContentTest, ALinkIsWhatItLeadsToAsForMonit) {
  host_.write("run/real", "daemon 1\n");
  fs::remove(path_);
  fs::create_symlink(host_.path("run/real"), path_);
  EXPECT_EQ(look().state, ContentState::as_held);
  host_.write("run/real", "evil\n");
  EXPECT_EQ(look().state, ContentState::changed);
}

TEST_F(ContentTest, ALinkToAPackagedFileBelongsToItsPackage) {
  fs::create_symlink(path_, host_.path("run/link"));
  held_.path = host_.path("run/link");
  held_.digest = "5204fe";
  EXPECT_EQ(look().state, ContentState::as_packaged);
}

TEST_F(ContentTest, ADanglingLinkIsAFileThatIsGone) {
  fs::remove(path_);
  fs::create_symlink(host_.path("nowhere"), path_);
  EXPECT_EQ(look().state, ContentState::missing);
}

TEST_F(ContentTest, AFifoOrADirectoryInItsPlaceIsAChangeAndBlocksNobody) {
  fs::remove(path_);
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  EXPECT_EQ(look().state, ContentState::changed);
  fs::remove(path_);
  fs::create_directory(path_);
  EXPECT_EQ(look().state, ContentState::changed);
}

TEST_F(ContentTest, AnAlgorithmThatNobodyKnowsIsAChange) {
  held_.algorithm = "crc32";
  EXPECT_EQ(look().state, ContentState::changed);
}

TEST_F(ContentTest, WithoutABaselineThePackageAnswers) {
  held_.digest.clear();
  EXPECT_EQ(look().state, ContentState::as_packaged);
  host_.write("sbin/daemon", "evil\n");
  EXPECT_EQ(look().state, ContentState::changed);
}

TEST_F(ContentTest, WithoutABaselineAndAPackageNobodyAnswers) {
  host_.write("run/unpackaged", "x\n");
  held_.path = host_.path("run/unpackaged");
  held_.digest.clear();
  EXPECT_EQ(look().state, ContentState::unknown);
}

// Never a digest of half the one and half the other content as if it were one.
TEST_F(ContentTest, AFileThatChangesWhileItIsReadIsNeverTakenForWhole) {
  const std::string big(4U << 20U, 'a');
  host_.write("sbin/daemon", big);
  held_.digest = digest_of_file(path_, "md5").value();
  std::atomic<bool> over{false};
  std::thread writer([&] {
    for (char c = 'b'; !over; c = c == 'z' ? 'b' : static_cast<char>(c + 1)) {
      std::ofstream(path_, std::ios::binary | std::ios::in) << c;
    }
  });
  for (int i = 0; i < 20; ++i) {
    const ContentState state = look().state;
    EXPECT_TRUE(state == ContentState::changed || state == ContentState::as_held);
  }
  over = true;
  writer.join();
  EXPECT_EQ(look().state, ContentState::changed);
}

}  // namespace
}  // namespace pkgmap
