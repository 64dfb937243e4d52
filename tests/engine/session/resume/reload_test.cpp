// The reload itself. On the model.
#include "engine/session/acts/reload.hpp"

#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model/model_client.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::IsEmpty;

const char* const kReloadChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n if changed checksum then alert\n";

class ReloadOnTheModel : public testing::Test {
 protected:
  // Calls `body` with a monit that answers, and its daemon.
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

  ModelSession host_{kReloadChecks};
};

// Two readings within one second would have the same incarnation.
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

// monit forgets the size that the check had when it reads its control file before it has looked.
TEST(ReloadOfASession, WaitsForTheLookAtAnotherReferenceFirst) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file grown path @HOST@/etc/settings\n if changed size then alert\n");
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  model::Usec looked = 0;
  host.machine().set_disturber([&](std::string_view step) -> Done {
    if (step == "monit.reload") looked = host.monit().find("grown")->collected;
    return done();
  });
  const model::Usec before = host.monit().find("grown")->collected;
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->results.reloaded);
  EXPECT_GT(looked, before);
}

// The first phase reads for five seconds, so that the other checks come back soon.
TEST(ReloadOfASession, HasTimeToReadALargeFileOnceNoOtherCheckWaits) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n");
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  host.machine().reading_takes = 12 * model::kSecond;
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->results.reloaded) << outcome->not_reloaded;
  EXPECT_THAT(outcome->kept, IsEmpty());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

// A scriptlet writes a file once more after the resume has read every file, and long after that
// look the gate has to read this file again.
TEST(ReloadOfASession, HasTimeToReadAFileAgainThatChangesDuringALongWait) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file settings path @HOST@/etc/settings\n if failed checksum then alert\n");
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  bool written = false;
  host.machine().syntax_takes = 30 * model::kSecond;
  host.machine().set_disturber([&](std::string_view step) -> Done {
    if (step == "monit.check-syntax" && !std::exchange(written, true)) {
      host.write("etc/settings", "settings\n");
    }
    return done();
  });
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(written);
  EXPECT_TRUE(outcome->results.reloaded) << outcome->not_reloaded;
  EXPECT_THAT(outcome->kept, IsEmpty());
  EXPECT_THAT(outcome->results.drift, IsEmpty());
  EXPECT_EQ(host.states(), "bin=on settings=on");
}

// monit makes no test of `beside`, since `base` fails, and so has no baseline of it. Only of a
// prerequisite that somebody switched off it is known that monit compares all the same.
TEST(ReloadOfASession, IsNoNewBaselineOfACheckThatHasNone) {
  ModelSession host(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file base path @HOST@/run/absent\n"
      "check file beside path /opt/beside\n if changed checksum then alert\n depends on base\n");
  model::ModelPackage second;
  second.name = "second";
  second.files = {{"/opt/beside", "first\n"}};
  host.machine().packages.push_back(second);
  host.machine().put("/opt/beside", "first\n");
  const std::string id = host.suspend_without_guard();
  host.upgrade_to("2");
  host.machine().package("second")->files = {{"/opt/beside", "second\n"}};
  host.machine().put("/opt/beside", "second\n");
  const auto outcome = host.resume(id);
  ASSERT_TRUE(outcome.ok()) << outcome.error().message;
  EXPECT_TRUE(outcome->results.reloaded);
  ASSERT_EQ(outcome->results.baselines.size(), 1U);
  EXPECT_EQ(outcome->results.baselines[0].check, "bin");
}

}  // namespace
}  // namespace pkgmap
