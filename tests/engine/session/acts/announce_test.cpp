// The announcement of a transaction in several state directories: that of the running monit, and
// that of a monit that does not run. On the model.
#include "engine/session/acts/announce.hpp"

#include <memory>
#include <set>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::Contains;
using testing::Key;
using testing::Not;

constexpr const char* kIdleDirectory = "/var/lib/monit-pkgmap/idle";
constexpr const char* kAnnouncements = "announced.jsonl";

// A host with another monit, which does not run. The directories in `closed` cannot be opened.
class HostOfTwoMonits : public model::ModelHost {
 public:
  HostOfTwoMonits(model::Machine& machine, model::Disk& idle, std::set<std::string> closed)
      : ModelHost(machine), idle_(idle), closed_(std::move(closed)) {}

  bool has_state(const Settings& settings) override {
    return is_idle(settings) ? idle_.made : ModelHost::has_state(settings);
  }
  Result<Journal> open_journal(const Settings& settings) override {
    if (closed_.contains(settings.state_directory)) {
      return Error{ErrorCode::failed, "cannot open " + settings.state_directory};
    }
    if (!is_idle(settings)) return ModelHost::open_journal(settings);
    return Journal(std::make_unique<model::ModelStore>(idle_));
  }

 private:
  static bool is_idle(const Settings& settings) {
    return settings.state_directory == kIdleDirectory;
  }

  model::Disk& idle_;
  std::set<std::string> closed_;
};

class AnAnnouncement : public testing::Test {
 protected:
  AnAnnouncement() {
    host_.machine().disk.made = true;
    idle_.made = true;
    host_.settings().idle_state_directories = {kIdleDirectory};
  }

  Done announce(const std::set<std::string>& closed) {
    return host_.run([&](Host&) {
      HostOfTwoMonits both(host_.machine(), idle_, closed);
      return announce_transaction(host_.settings(), ModelSession::transaction(host_.manager()),
                                  nullptr, both);
    });
  }
  const model::Disk::Texts& texts() { return host_.machine().disk.texts; }

  ModelSession host_{"check file bin path @HOST@/sbin/daemon\n"};
  model::Disk idle_{model::Random(1), kIdleDirectory};
};

TEST_F(AnAnnouncement, ReachesTheMonitThatDoesNotRunToo) {
  EXPECT_TRUE(announce({}).ok());
  EXPECT_THAT(texts(), Contains(Key(kAnnouncements)));
  EXPECT_THAT(idle_.texts, Contains(Key(kAnnouncements)));
}

TEST_F(AnAnnouncement, MakesNoDirectoryForAMonitThatHasNone) {
  idle_.made = false;
  EXPECT_TRUE(announce({}).ok());
  EXPECT_THAT(idle_.texts, Not(Contains(Key(kAnnouncements))));
}

TEST_F(AnAnnouncement, ThatTheFirstDirectoryDoesNotTakeReachesTheSecondAndIsNoSuccess) {
  const Done announced = announce({host_.settings().state_directory});
  ASSERT_FALSE(announced.ok());
  EXPECT_EQ(announced.error().message, "cannot open /var/lib/monit-pkgmap");
  EXPECT_THAT(idle_.texts, Contains(Key(kAnnouncements)));
}

TEST_F(AnAnnouncement, ThatTheSecondDirectoryDoesNotTakeIsNoSuccess) {
  const Done announced = announce({kIdleDirectory});
  ASSERT_FALSE(announced.ok());
  EXPECT_EQ(announced.error().message, "cannot open /var/lib/monit-pkgmap/idle");
  EXPECT_THAT(texts(), Contains(Key(kAnnouncements)));
}

TEST_F(AnAnnouncement, ThatNoDirectoryTakesNamesTheFirst) {
  const Done announced = announce({host_.settings().state_directory, kIdleDirectory});
  ASSERT_FALSE(announced.ok());
  EXPECT_EQ(announced.error().message, "cannot open /var/lib/monit-pkgmap");
}

}  // namespace
}  // namespace pkgmap
