// What doctor says of drift: it judges as a resume does, and names what cannot be read. On the
// model.
#include "engine/queries/doctor/drift.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;
using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

const char* const kDoctorsChecks =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n";

std::vector<HostFinding> examine(ModelSession& host) {
  return host.run([&](Host& machine) {
    const auto control_file = host.machine().control_file();
    return findings_about_drift(host.settings(), control_file->control_file, machine);
  });
}

auto has_finding(HostFinding::Health health, const std::string& text) {
  return Contains(
      AllOf(Field(&HostFinding::health, health), Field(&HostFinding::what, HasSubstr(text))));
}

// The check is off, and comes back when the session is resumed.
TEST(DoctorsDrift, CountsASuspendedCheckAsOn) {
  ModelSession host(kDoctorsChecks);
  host.settings().policy.drift = rules::OnDrift::refuse;
  host.suspend_for(host.manager());
  host.write("sbin/daemon", "evil\n");
  EXPECT_THAT(examine(host),
              has_finding(HostFinding::Health::failed, "monit cannot be reloaded: "));
}

TEST(DoctorsDrift, OfACheckThatSomebodySwitchedOffForbidsNothing) {
  ModelSession host(kDoctorsChecks);
  host.settings().policy.drift = rules::OnDrift::refuse;
  host.administrator(MonitClient::Verb::unmonitor, "bin");
  host.write("sbin/daemon", "evil\n");
  EXPECT_THAT(examine(host), Not(has_finding(HostFinding::Health::failed, "")));
}

TEST(DoctorsDrift, SaysWhatCannotBeRead) {
  ModelSession host(kDoctorsChecks);
  host.suspend_for(host.manager());
  EXPECT_THAT(examine(host), Not(has_finding(HostFinding::Health::warning, "cannot read")));
  host.machine().disk.unreadable = {"contents"};
  EXPECT_THAT(examine(host), has_finding(HostFinding::Health::warning, "cannot read contents: "));
}

// doctor says so in a row of its own.
TEST(DoctorsDrift, DoesNotRepeatThatMonitIsDown) {
  ModelSession host(kDoctorsChecks);
  const auto before = examine(host).size();
  host.stop_monit();
  EXPECT_EQ(examine(host).size(), before);
}

const char* const kIncludesElsewhere =
    "check file bin path @HOST@/sbin/daemon\n if failed checksum then alert\n"
    "include /etc/elsewhere/*.conf\n";

TEST(DoctorsDrift, WarnsOfADirectoryThatCannotHoldASubstituteCheck) {
  ModelSession host(kIncludesElsewhere);
  EXPECT_THAT(examine(host),
              has_finding(HostFinding::Health::warning,
                          "no substitute check can keep an alarm: /etc/elsewhere: "));
}

TEST(DoctorsDrift, AnotherUserCannotTellWhatRootCanWrite) {
  ModelSession host(kIncludesElsewhere);
  host.machine().root_looks = false;
  EXPECT_THAT(examine(host),
              has_finding(HostFinding::Health::ok, "is kept alive in /etc/elsewhere"));
}

}  // namespace
}  // namespace pkgmap
