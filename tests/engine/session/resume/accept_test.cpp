// An administrator accepts the present content of a path. On the model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/journal/substitutes.hpp"
#include "tests/engine/session/resume/substitute_fixture.hpp"

namespace pkgmap {
namespace {

using test::kAlert;
using test::kKept;
using test::kUnmonitor;
using test::ModelSession;
using test::Substitute;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class AcceptDrift : public Substitute {};

TEST_F(AcceptDrift, AnAlarmWhoseFirstCheckIsGoneCanBeAccepted) {
  start();
  put("somebody else's\n");
  upgrade();
  host_->write_checks(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "include /etc/monit.d/*.conf\n");
  accepted(kKept);
  EXPECT_EQ(managed_text(), "");
  EXPECT_EQ(host_->states(), "bin=on");
}

TEST_F(AcceptDrift, AnAlarmAboutAFileThatWentWithItsPackageCanBeAccepted) {
  start();
  alarm_about_the_binary_and_erase_it();
  ASSERT_EQ(host_->states(), "bin=off other=on drift_bin=off");
  accepted(ModelSession::path("sbin/daemon"));
  EXPECT_EQ(managed_text(), "");
  EXPECT_EQ(host_->states(), "bin=off other=on");
}

// Counts the files that are read.
class CountingHost : public model::ModelHost {
 public:
  using ModelHost::ModelHost;
  rules::PresentFile present_file(const std::string& path, const std::set<Algorithm>& algorithms,
                                  const Enough& enough) override {
    if (!algorithms.empty()) read.push_back(path);
    return ModelHost::present_file(path, algorithms, enough);
  }

  std::vector<std::string> read;
};

TEST_F(AcceptDrift, ReadsNoFileThatTheRecordHasAsItIs) {
  start();
  host_->pass(std::chrono::seconds(5));
  resumed(host_->suspend_without_guard());
  put("somebody else's\n");
  std::vector<std::string> read;
  host_->run([&](Host&) {
    CountingHost counting(host_->machine());
    EXPECT_TRUE(accept(host_->settings(), {kKept}, counting).ok());
    read = counting.read;
  });
  EXPECT_THAT(read, Contains(kKept));
  EXPECT_THAT(read, Not(Contains(ModelSession::path("sbin/daemon"))));
}

// Without acceptance every later reload would be refused.
TEST_F(AcceptDrift, WhereTheIncludeIsGoneAcceptingEndsTheAlarm) {
  start();
  put("somebody else's\n");
  upgrade();
  host_->write_checks(
      "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
      "check file other path @DIR@/kept\n if failed checksum then alert\n");
  const Acceptance acceptance = accepted(kKept);
  ASSERT_TRUE(acceptance.outcome.has_value());
  EXPECT_TRUE(acceptance.outcome->results.reloaded) << acceptance.outcome->not_reloaded;
  const Journal journal = host_->journal();
  EXPECT_THAT(read_substitutes(journal.store()).value(), IsEmpty());
}

TEST_F(AcceptDrift, WhatAnAdministratorAcceptsIsTheNewBaseline) {
  start();
  put("somebody else's\n");
  upgrade();
  EXPECT_THAT(accepted(kKept).files, SizeIs(1));
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("other"));
  EXPECT_EQ(managed_text(), "");
}

TEST_F(AcceptDrift, WhatIsAcceptedNeedsNoAlarmThatIsKeptAlive) {
  start();
  put("somebody else's\n");
  ASSERT_TRUE(host_->alarms("other"));
  accepted(kKept);
  EXPECT_TRUE(silent("other"));
  EXPECT_EQ(managed_text(), "");
}

// As after an upgrade without a hook.
TEST_F(AcceptDrift, ACheckThatSwitchedItselfOffOverWhatItsPackageShippedIsRecovered) {
  start(kAlert, kUnmonitor);
  host_->upgrade_to("2");
  ASSERT_TRUE(goes_off("bin"));
  const Acceptance acceptance = accepted(host_->path("sbin/daemon"));
  ASSERT_THAT(acceptance.files, SizeIs(1));
  EXPECT_TRUE(acceptance.files[0].switched_on);
  EXPECT_FALSE(acceptance.files[0].drifted);
  EXPECT_EQ(host_->states(), "bin=on other=on");
  EXPECT_TRUE(silent("bin"));
}

// monit's cascade switched them off, and nobody else would bring them back.
TEST_F(AcceptDrift, WhatMonitTookAlongComesBackWithTheCheck) {
  start(kAlert, std::string(kUnmonitor) +
                    "check file mid path @DIR@/mid\n depends on bin\n"
                    "check file last path @DIR@/last\n depends on mid\n"
                    "check file away path @DIR@/away\n depends on mid\n");
  for (const char* file : {"/etc/mid", "/etc/last", "/etc/away"}) host_->machine().put(file, "x");
  host_->administrator(MonitClient::Verb::unmonitor, "away");
  host_->pass(std::chrono::minutes(10));
  ASSERT_EQ(host_->states(), "bin=on mid=on last=on away=off other=on");
  host_->upgrade_to("2");
  ASSERT_TRUE(goes_off("last"));
  const Acceptance acceptance = accepted(host_->path("sbin/daemon"));
  ASSERT_THAT(acceptance.files, SizeIs(1));
  EXPECT_THAT(acceptance.files[0].dependents, ElementsAre("mid", "last"));
  EXPECT_EQ(host_->states(), "bin=on mid=on last=on away=off other=on");
}

TEST_F(AcceptDrift, ACheckThatSomebodySwitchedOffIsNotRecovered) {
  start(kAlert, kUnmonitor);
  host_->administrator(MonitClient::Verb::unmonitor, "bin");
  host_->upgrade_to("2");
  accepted(host_->path("sbin/daemon"));
  EXPECT_EQ(host_->states(), "bin=off other=on");
}

TEST_F(AcceptDrift, NothingIsAcceptedThatNoCheckCompares) {
  start();
  const auto acceptance = accept_now("/etc/hostname");
  ASSERT_FALSE(acceptance.ok());
  EXPECT_EQ(acceptance.error().code, ErrorCode::usage);
}

TEST_F(AcceptDrift, WhoNamesACheckIsToldItsPath) {
  start();
  const auto acceptance = accept_now("/root/other");
  ASSERT_FALSE(acceptance.ok());
  EXPECT_EQ(acceptance.error().hint, "the path of the check 'other' is /etc/kept");
}

TEST_F(AcceptDrift, AcceptingWhatIsAsItShouldBeDoesNothing) {
  start();
  const Acceptance acceptance = accepted(kKept);
  EXPECT_THAT(acceptance.untouched, ElementsAre(kKept));
  EXPECT_FALSE(acceptance.outcome.has_value());
}

TEST_F(AcceptDrift, AcceptingResumesWhatWaitedForIt) {
  start();
  host_->settings().policy.drift = rules::OnDrift::refuse;
  put("somebody else's\n");
  ASSERT_FALSE(upgrade().results.reloaded);
  ASSERT_EQ(host_->states(), "bin=off other=on");
  const Acceptance acceptance = accepted(kKept);
  ASSERT_TRUE(acceptance.outcome.has_value());
  EXPECT_THAT(names_of(acceptance.outcome->results.resumed), ElementsAre("bin"));
  EXPECT_EQ(host_->states(), "bin=on other=on");
}

}  // namespace
}  // namespace pkgmap
