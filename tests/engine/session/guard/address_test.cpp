// A package changes on disk how monit can be asked; monit goes on as it was. On the model.
#include <gtest/gtest.h>

#include "engine/session/resume/resume.hpp"
#include "tests/engine/session/model_session.hpp"

namespace pkgmap {
namespace {

using test::ModelSession;

const char* const kAddressChecks =
    "check file bin path @HOST@/sbin/daemon\n"
    " if failed checksum then alert\n"
    "check file settings path @HOST@/etc/settings\n";

class WhenAPackageChangesMonitsAddress : public testing::Test {
 protected:
  void suspend() {
    manager_ = host_.start_process("manager");
    id_ = host_.suspend_for(manager_);
    EXPECT_EQ(host_.states(), "bin=off settings=off");
    host_.upgrade_to("2");
  }
  // The hook cannot reach monit, and leaves the session to the guard.
  void expect_that_the_guard_resumes() {
    const auto resumed = host_.resume(id_, true);
    ASSERT_FALSE(resumed.ok());
    EXPECT_EQ(resumed.error().code, ErrorCode::monit);
    EXPECT_TRUE(host_.becomes("bin=on settings=on")) << host_.trace();
    EXPECT_TRUE(host_.eventually([&] { return !host_.journal().has(id_); })) << host_.trace();
    EXPECT_FALSE(host_.alarms("bin")) << host_.trace();
    host_.await_guards();
  }

  ModelSession host_{kAddressChecks};
  int manager_ = 0;
  std::string id_;
};

TEST_F(WhenAPackageChangesMonitsAddress, TheGuardAsksAtTheOldSocketAndAfterAReloadAtTheNewOne) {
  host_.write_httpd(ModelSession::kHttpd);
  host_.reload_monit();
  suspend();
  host_.write_httpd("set httpd unixsocket /run/new.sock allow localhost");
  expect_that_the_guard_resumes();
}

TEST_F(WhenAPackageChangesMonitsAddress, TheGuardKnowsTheOldPassword) {
  host_.write_httpd("set httpd unixsocket /run/monit.sock allow admin:\"old\"");
  host_.reload_monit();
  suspend();
  host_.write_httpd("set httpd unixsocket /run/monit.sock allow admin:\"new\"");
  expect_that_the_guard_resumes();
}

TEST_F(WhenAPackageChangesMonitsAddress, TheGuardNeedsNoAddressInTheNewControlFile) {
  host_.write_httpd(ModelSession::kHttpd);
  host_.reload_monit();
  suspend();
  host_.write_httpd("");
  const auto resumed = host_.resume(id_, true);
  ASSERT_FALSE(resumed.ok());
  EXPECT_TRUE(host_.becomes("bin=off settings=on")) << host_.trace();
}

// The scriptlet of the package has made monit read its control file.
TEST_F(WhenAPackageChangesMonitsAddress, TheHookResumesIfMonitServesTheNewOne) {
  host_.write_httpd(ModelSession::kHttpd);
  host_.reload_monit();
  suspend();
  host_.write_httpd("set httpd unixsocket /run/new.sock allow localhost");
  host_.reload_monit();
  ASSERT_TRUE(host_.resume(id_, true).ok());
  EXPECT_TRUE(host_.becomes("bin=on settings=on")) << host_.trace();
}

}  // namespace
}  // namespace pkgmap
