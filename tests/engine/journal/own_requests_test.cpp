#include "engine/journal/own_requests.hpp"

#include <gtest/gtest.h>

#include "engine/system/files/state_directory.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

class OwnRequestsOnDisk : public testing::Test {
 protected:
  OwnRequests written(std::size_t stretches) {
    OwnRequests requests{"boot", "/var/log/monit.log", 3, 4, {}, {{"0123456789abcdef", 7}}};
    for (std::size_t i = 0; i < stretches; ++i) {
      const auto at = static_cast<std::int64_t>(10 * i);
      requests.stretches.push_back({at, at + 5});
    }
    EXPECT_TRUE(write_own_requests(store_, requests).ok());
    return read_own_requests(store_).value_or(OwnRequests{});
  }

  test::TemporaryDirectory directory_;
  StateDirectory store_ = StateDirectory::open(directory_.file("state")).value();
};

TEST_F(OwnRequestsOnDisk, AreReadAsTheyWereWritten) {
  const OwnRequests read = written(2);
  EXPECT_EQ(read.boot_id, "boot");
  EXPECT_EQ(read.log, "/var/log/monit.log");
  EXPECT_EQ(read.device, 3U);
  EXPECT_EQ(read.inode, 4U);
  ASSERT_EQ(read.stretches.size(), 2U);
  EXPECT_EQ(read.stretches[1].from, 10);
  EXPECT_EQ(read.stretches[1].to, 15);
  ASSERT_NE(read.find("0123456789abcdef"), nullptr);
  EXPECT_EQ(read.find("0123456789abcdef")->from, 7);
  EXPECT_EQ(read.find("another"), nullptr);
}

// The oldest become one, with what stands between them.
TEST_F(OwnRequestsOnDisk, HaveRoomHoweverManyThereAre) {
  const OwnRequests read = written(1'000);
  ASSERT_FALSE(read.stretches.empty());
  EXPECT_LE(read.stretches.size(), 100U);
  EXPECT_EQ(read.stretches.front().from, 0);
  EXPECT_EQ(read.stretches.back().from, 9'990);
}

// A check that came to the session later listens from a later byte on.
TEST_F(OwnRequestsOnDisk, HaveAListenerForACheckThatCameLater) {
  OwnRequests requests = written(0);
  requests.listeners.push_back({"0123456789abcdef", 90, "Web"});
  requests.listeners.push_back({"fedcba9876543210", 70, "web"});
  ASSERT_TRUE(write_own_requests(store_, requests).ok());
  const OwnRequests read = read_own_requests(store_).value();
  const Listener* session = read.find("0123456789abcdef");
  ASSERT_NE(session, nullptr);
  EXPECT_EQ(session->from, 7);
  EXPECT_EQ(read.from_of(*session, "web"), 90);
  EXPECT_EQ(read.from_of(*session, "other"), 7);
  EXPECT_EQ(read.find("fedcba9876543210"), nullptr) << "only one of its checks listens";
}

TEST_F(OwnRequestsOnDisk, AreNoneIfTheyAreDamaged) {
  EXPECT_FALSE(read_own_requests(store_));
  for (const char* text : {"", "{\"stretches\": [", "[]", "{\"stretches\": 7}"}) {
    ASSERT_TRUE(store_.write("requests", text).ok());
    EXPECT_FALSE(read_own_requests(store_)) << text;
  }
  ASSERT_TRUE(store_.write("requests", std::string(20'000, ' ') + "{\"stretches\": []}").ok());
  EXPECT_FALSE(read_own_requests(store_)) << "longer than this program writes it";
}

TEST_F(OwnRequestsOnDisk, AreGoneIfTheyCannotBeWritten) {
  static_cast<void>(written(1));
  OwnRequests endless;
  endless.log = std::string(20'000, 'x');
  EXPECT_FALSE(write_own_requests(store_, endless).ok());
  EXPECT_FALSE(read_own_requests(store_));
}

}  // namespace
}  // namespace pkgmap
