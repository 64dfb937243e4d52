// What recover and the shipped check tell of sessions that nobody can resume now: those that cannot
// be read, and those that are overdue. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/session/guard/overdue.hpp"
#include "engine/session/guard/recover.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const char* const kToldChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    "check file settings path @HOST@/etc/settings\n";
constexpr const char* kUnreadableId = "1111111111111111";

void write_unreadable_session(ModelSession& host) {
  host.machine().disk.made = true;
  host.machine().disk.texts[std::string(kUnreadableId) + ".session"].now = "cut off";
}

TEST(SessionThatCannotBeRead, IsNamedByRecover) {
  ModelSession host(kToldChecks);
  write_unreadable_session(host);
  const auto recovered = host.run([&](Host& machine) { return recover(host.settings(), machine); });
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  ASSERT_THAT(*recovered, SizeIs(1));
  EXPECT_EQ(recovered->front().record.manager, kUnreadable);
  ASSERT_FALSE(recovered->front().outcome.ok());
  EXPECT_THAT(recovered->front().outcome.error().message, HasSubstr(kUnreadableId));
  EXPECT_THAT(recovered->front().outcome.error().hint, HasSubstr("'monit summary' shows them"));
}

TEST(SessionThatCannotBeRead, IsNamedByTheShippedCheckBesideAMistake) {
  ModelSession host(kToldChecks);
  write_unreadable_session(host);
  host.write_checks(std::string(kToldChecks) + "check file bin path /opt/bin\n");
  const auto stale =
      host.run([&](Host& machine) { return hand_over_to_guards(host.settings(), machine); });
  ASSERT_TRUE(stale.ok()) << stale.error().message;
  EXPECT_THAT(stale->damaged, SizeIs(1));
  ASSERT_TRUE(stale->mistake);
  EXPECT_THAT(stale->mistake->message, HasSubstr("'bin' is declared twice"));
}

// Of a session of somebody else's package manager a person has said nothing.
TEST(RecoverAll, LeavesASessionWithAPackageManagerAlone) {
  ModelSession host(kToldChecks);
  const std::string id = host.suspend_for(host.manager());
  const auto recovered =
      host.run([&](Host& machine) { return recover_all(host.settings(), machine); });
  ASSERT_TRUE(recovered.ok()) << recovered.error().message;
  EXPECT_THAT(*recovered, IsEmpty());
  EXPECT_TRUE(host.journal().has(id));
  EXPECT_EQ(host.states(), "bin=off settings=off");
}

class OverdueSession : public testing::Test {
 protected:
  OverdueSession() {
    record_ = host_.journal().load(host_.suspend_for(host_.manager())).value();
    record_.lease_ends_usec = 1;
  }
  std::vector<Overdue> overdue() {
    return host_.run(
        [&](Host& machine) { return overdue_sessions(host_.settings(), {record_}, machine); });
  }

  ModelSession host_{kToldChecks};
  SessionRecord record_;
};

TEST_F(OverdueSession, IsToldWithItsChecksThatAreOff) {
  record_.checks.emplace_back().name = "gone";
  const auto found = overdue();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].session, record_.id);
  EXPECT_EQ(found[0].reason, "its lease is over");
  EXPECT_THAT(found[0].checks, ElementsAre("bin", "settings"));
  EXPECT_FALSE(found[0].guard_is_late);
}

// Nobody can tell which of them are on.
TEST_F(OverdueSession, IsToldWithAllOfItsChecksWhileMonitIsSilent) {
  host_.stop_monit();
  const auto found = overdue();
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].checks, ElementsAre("bin", "settings"));
}

TEST_F(OverdueSession, IsNoneOnceItsChecksAreOn) {
  host_.administrator(MonitClient::Verb::monitor, "bin");
  host_.administrator(MonitClient::Verb::monitor, "settings");
  EXPECT_THAT(overdue(), IsEmpty());
}

TEST_F(OverdueSession, IsNoneInTimeOrIfItNeverBegan) {
  record_.lease_ends_usec = 0;
  EXPECT_THAT(overdue(), IsEmpty());
  record_.lease_ends_usec = 1;
  record_.state = SessionState::suspending;
  record_.guard_pid = 0;
  EXPECT_THAT(overdue(), IsEmpty());
}

}  // namespace
}  // namespace pkgmap
