// What counts as somebody who resumes dead sessions, and what only resembles it.
#include "engine/queries/doctor/recovery.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/monitrc/parse.hpp"
#include "tests/support/temporary_directory.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using Health = HostFinding::Health;

constexpr const char* kUnit = "/usr/lib/systemd/system/monit-pkgmap-recover.service";
constexpr const char* kEnabled =
    "/etc/systemd/system/multi-user.target.wants/monit-pkgmap-recover.service";
constexpr const char* kByDistribution =
    "/usr/lib/systemd/system/multi-user.target.wants/monit-pkgmap-recover.service";

class Recovery : public testing::Test {
 protected:
  Recovery() { settings_.root = root_.path(); }

  void file(const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(root_.path() + path).parent_path());
    root_.write(path.substr(1), text);
  }
  void unit() { file(kUnit, "[Service]\nType=oneshot\nExecStart=/usr/bin/monit-pkgmap recover\n"); }
  void link(const std::string& path, const std::string& target) {
    fs::create_directories(fs::path(root_.path() + path).parent_path());
    fs::create_symlink(target, root_.path() + path);
  }
  void check(const std::string& command) {
    const std::string text =
        "check program a with path " + command + " if status != 0 then alert\n";
    TextFiles files{{"/etc/monitrc", text}};
    const auto parsed = monitrc::parse_control_file("/etc/monitrc", files, {"/", "vm"});
    ASSERT_TRUE(parsed.ok()) << command;
    seen_.control_file = parsed.control_file;
  }
  Health health() const { return finding_about_recovery(settings_, seen_).health; }

  test::TemporaryDirectory root_;
  Settings settings_;
  SeenControlFile seen_;
};

TEST_F(Recovery, IsAnEnabledUnit) {
  EXPECT_EQ(health(), Health::warning);
  unit();
  EXPECT_EQ(health(), Health::warning);
  link(kEnabled, kUnit);
  EXPECT_EQ(health(), Health::ok);
}

TEST_F(Recovery, IsAUnitThatTheDistributionEnables) {
  unit();
  link(kByDistribution, "../monit-pkgmap-recover.service");
  EXPECT_EQ(health(), Health::ok);
  // systemd ignores a link if another of the same name, nearer to the administrator, is masked.
  link(kEnabled, "/dev/null");
  EXPECT_EQ(health(), Health::warning);
}

TEST_F(Recovery, IsAUnitThatAnotherOneRequires) {
  unit();
  link("/etc/systemd/system/monit.service.requires/monit-pkgmap-recover.service", kUnit);
  EXPECT_EQ(health(), Health::ok);
}

TEST_F(Recovery, IsNoMaskedUnit) {
  unit();
  link(kEnabled, kUnit);
  link("/etc/systemd/system/monit-pkgmap-recover.service", "/dev/null");
  EXPECT_EQ(health(), Health::warning);
  fs::remove(root_.path() + "/etc/systemd/system/monit-pkgmap-recover.service");
  file("/etc/systemd/system/monit-pkgmap-recover.service", "");
  EXPECT_EQ(health(), Health::warning);
}

TEST_F(Recovery, IsNoLinkToAUnitThatIsGone) {
  link(kEnabled, kUnit);
  EXPECT_EQ(health(), Health::warning);
}

TEST_F(Recovery, IsACheckThatRunsRecover) {
  for (const char* command :
       {"\"/usr/bin/monit-pkgmap recover --if-stale\"", "\"/opt/bin/monit-pkgmap -q recover\"",
        "\"/bin/sh -c 'test ! -x /usr/bin/monit-pkgmap || exec /usr/bin/monit-pkgmap recover "
        "--if-stale'\"",
        "\"/usr/bin/timeout 60 /usr/bin/monit-pkgmap recover --if-stale\""}) {
    check(command);
    EXPECT_EQ(health(), Health::ok) << command;
  }
}

TEST_F(Recovery, IsNoCheckThatOnlyHasTheWord) {
  for (const char* command :
       {"\"/usr/bin/true check-recovery-lag\"", "\"/usr/bin/true recover\"",
        "\"/usr/bin/monit-pkgmap status\"", "\"/usr/bin/monit-pkgmap explain recovery-tools\"",
        "\"/usr/bin/monit-pkgmap-recover x\"", "\"/bin/sh -c 'echo monit-pkgmap recover'\""}) {
    check(command);
    EXPECT_EQ(health(), Health::warning) << command;
  }
}

}  // namespace
}  // namespace pkgmap
