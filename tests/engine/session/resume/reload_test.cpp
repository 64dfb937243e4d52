// The gate before a reload, the reload itself, and the look at monit's pages after it. On the
// model.
#include "engine/session/acts/reload.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model/digests.hpp"
#include "tests/engine/session/model/model_client.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using model::digest_of_text;
using test::ModelSession;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const char* const kReloadChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n if changed checksum then alert\n";

class Gate : public testing::Test {
 protected:
  Gate() {
    held_ = {{"bin", host_.path("sbin/daemon"), "md5", digest_of_text("daemon 1\n", "md5"), false}};
  }
  GateAnswer ask(bool with_packages = true) {
    return host_.run([&](Host& machine) {
      const auto database = machine.packages(host_.settings()).value();
      return ask_gate(machine, held_, with_packages ? database.get() : nullptr).value();
    });
  }

  ModelSession host_{kReloadChecks};
  std::vector<HeldBaseline> held_;
};

TEST_F(Gate, WhatMonitHoldsMayPass) {
  const GateAnswer answer = ask();
  EXPECT_THAT(answer.drift, IsEmpty());
  EXPECT_THAT(answer.changed, IsEmpty());
  ASSERT_THAT(answer.verified, SizeIs(1));
  EXPECT_EQ(answer.verified[0].digest, host_.baseline("bin"));
}

TEST_F(Gate, WhatAPackageShippedMayPass) {
  host_.upgrade_to("2");
  const GateAnswer answer = ask();
  EXPECT_THAT(answer.drift, IsEmpty());
  ASSERT_THAT(answer.changed, SizeIs(1));
  EXPECT_EQ(answer.changed[0].before, held_[0].digest);
  EXPECT_EQ(answer.changed[0].package, "hosted-2-1.noarch");
}

TEST_F(Gate, AnythingElseIsDrift) {
  host_.write("sbin/daemon", "evil\n");
  const GateAnswer answer = ask();
  ASSERT_THAT(answer.drift, SizeIs(1));
  EXPECT_EQ(answer.drift[0].state, ContentState::changed);
  EXPECT_THAT(answer.verified, IsEmpty());
}

TEST_F(Gate, WithoutAPackageDatabaseNobodyAnswersForANewContent) {
  host_.upgrade_to("2");
  EXPECT_THAT(ask(false).drift, SizeIs(1));
}

TEST_F(Gate, AFileThatIsGoneIsDriftUnlessMonitNeverHadOne) {
  host_.remove("sbin/daemon");
  ASSERT_THAT(ask().drift, SizeIs(1));
  EXPECT_EQ(ask().drift[0].state, ContentState::missing);
  held_[0].digest.clear();
  EXPECT_THAT(ask().drift, SizeIs(1));
  held_[0].none = true;
  EXPECT_THAT(ask().drift, IsEmpty());
}

TEST_F(Gate, AnUnknownBaselineOfAnUnpackagedFileIsDrift) {
  host_.write("run/unpackaged", "x");
  held_ = {{"other", host_.path("run/unpackaged"), "md5", "", false}};
  ASSERT_THAT(ask().drift, SizeIs(1));
  EXPECT_EQ(ask().drift[0].state, ContentState::unknown);
}

class ReloadOnTheModel : public testing::Test {
 protected:
  // Calls it with a monit that answers and its daemon.
  template <class Body>
  auto with_monit(Body body) {
    return host_.run([&](Host& machine) {
      model::ModelClient client(host_.machine());
      const auto daemon = machine.daemon(host_.machine().control_file()->control_file, client);
      return body(machine, client, daemon.value_or(MonitDaemon{}));
    });
  }
  Done reload_now(std::uint64_t later = 0) {
    return with_monit([&](Host& machine, MonitClient& client, MonitDaemon daemon) {
      daemon.start_time += later;
      return reload_and_wait(machine, client, daemon);
    });
  }
  std::vector<std::string> unexpected(const std::vector<HeldBaseline>& verified) {
    return with_monit([&](Host& machine, MonitClient& client, const MonitDaemon&) {
      return unexpected_baselines(machine, client, verified);
    });
  }
  // As if the gate had seen this digest of sbin/daemon.
  HeldBaseline held(const std::string& algorithm, const std::string& digest) const {
    return {"bin", host_.path("sbin/daemon"), algorithm, digest, false};
  }

  ModelSession host_{kReloadChecks};
};

// Two readings within one second could not be told apart.
TEST_F(ReloadOnTheModel, EndsWhenMonitHasReadItsControlFileAgain) {
  const auto before = host_.monit().incarnation();
  ASSERT_TRUE(reload_now().ok());
  EXPECT_GT(host_.monit().incarnation(), before);
  ASSERT_TRUE(reload_now().ok());
  EXPECT_GT(host_.monit().incarnation(), before + 1);
}

TEST_F(ReloadOnTheModel, AMonitThatIsSomebodyElseByNowIsNotSignalled) {
  const auto before = host_.monit().incarnation();
  EXPECT_FALSE(reload_now(1).ok());
  EXPECT_EQ(host_.monit().incarnation(), before);
}

TEST_F(ReloadOnTheModel, BaselinesAreUnexpectedThatMonitsPagesShowOtherwise) {
  EXPECT_THAT(unexpected({held("md5", digest_of_text("daemon 1\n", "md5"))}), IsEmpty());
  EXPECT_THAT(unexpected({held("md5", "5204fe")}), ElementsAre("bin"));
}

// The control file asks for another algorithm since the digest was taken.
TEST_F(ReloadOnTheModel, OfABaselineOfAnotherAlgorithmTheFileItselfIsLookedAt) {
  EXPECT_THAT(unexpected({held("sha1", digest_of_text("daemon 1\n", "sha1"))}), IsEmpty());
  EXPECT_THAT(unexpected({held("sha1", "5204fe")}), ElementsAre("bin"));
  host_.write("sbin/daemon", "another\n");
  EXPECT_THAT(unexpected({held("sha1", digest_of_text("another\n", "sha1"))}), ElementsAre("bin"));
}

// The file is as it was verified; what monit holds is not known.
TEST_F(ReloadOnTheModel, BaselinesAreUnexpectedOnPagesThatDoNotAnswer) {
  host_.stop_monit();
  EXPECT_THAT(unexpected({held("md5", digest_of_text("daemon 1\n", "md5")),
                          {"settings", host_.path("etc/settings"), "md5", "", false}}),
              ElementsAre("bin", "settings"));
}

// `if changed checksum` has no digest on its page.
TEST_F(ReloadOnTheModel, WithoutAPageTheFileItselfIsLookedAt) {
  const HeldBaseline settings{"settings", host_.path("etc/settings"), "md5",
                              digest_of_text("settings\n", "md5"), false};
  EXPECT_THAT(unexpected({settings}), IsEmpty());
  host_.write("etc/settings", "another\n");
  EXPECT_THAT(unexpected({settings}), ElementsAre("settings"));
}

}  // namespace
}  // namespace pkgmap
