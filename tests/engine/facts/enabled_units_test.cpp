// Which daemons a root starts at boot: every way to enable one, and what only seems to enable one.
#include "engine/facts/enabled_units.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

constexpr const char* kPackaged = "/usr/lib/systemd/system/";
constexpr const char* kDaemon = "[Service]\nExecStart=/usr/sbin/a\n";

class Enabled : public ::testing::Test {
 protected:
  void file(const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(root() + path).parent_path());
    std::ofstream(root() + path) << text;
  }
  void unit(const std::string& name, const std::string& text = kDaemon) {
    file(kPackaged + name, text);
  }
  void link(const std::string& path, const std::string& target) {
    fs::create_directories(fs::path(root() + path).parent_path());
    fs::create_symlink(target, root() + path);
  }
  /// Makes the link that `systemctl enable` makes.
  void enable(const std::string& name, const std::string& by = "multi-user.target.wants") {
    link("/etc/systemd/system/" + by + "/" + name, kPackaged + name);
  }
  std::string root() const { return temporary_.path(); }
  Names names() const {
    Names list;
    for (const EnabledUnit& unit : enabled_units(root())) list.push_back(unit.name);
    return list;
  }

 private:
  test::TemporaryDirectory temporary_;
};

TEST_F(Enabled, IsWhatATargetOrAnotherUnitPullsIn) {
  for (const char* name : {"a.service", "b.service", "c.service", "d.service", "off.service"}) {
    unit(name);
  }
  enable("a.service");
  enable("b.service", "graphical.target.requires");
  enable("c.service", "a.service.wants");
  enable("d.service", "a.service.upholds");
  EXPECT_EQ(names(), (Names{"a.service", "b.service", "c.service", "d.service"}));
}

TEST_F(Enabled, IsWhatHasAnAlias) {
  unit("gdm.service");
  link("/etc/systemd/system/display-manager.service", std::string(kPackaged) + "gdm.service");
  EXPECT_EQ(names(), Names{"gdm.service"});
}

TEST_F(Enabled, IsWhatASocketATimerOrAPathStarts) {
  unit("a.socket", "[Socket]\nListenStream=1\n");
  unit("a.service");
  unit("b.socket", "[Socket]\nListenStream=2\nService=other.service\n");
  unit("other.service");
  unit("c.timer", "[Timer]\nOnBootSec=1\n");
  unit("c.service");
  unit("d.path", "[Path]\nPathExists=/x\nUnit=other.service\n");
  unit("e.socket", "[Socket]\nListenStream=3\nAccept=yes\n");
  enable("a.socket", "sockets.target.wants");
  enable("b.socket", "sockets.target.wants");
  enable("c.timer", "timers.target.wants");
  enable("d.path");
  enable("e.socket", "sockets.target.wants");
  EXPECT_EQ(names(), (Names{"a.socket", "b.socket", "c.timer", "d.path", "e.socket"}));
}

// systemd's parse_boolean() knows these words.
TEST_F(Enabled, IsASocketThatAcceptsByEachWordForYes) {
  Names expected;
  for (const char* word : {"1", "yes", "Y", "true", "T", "On"}) {
    const std::string name = "s" + std::to_string(expected.size()) + ".socket";
    unit(name, "[Socket]\nListenStream=1\nAccept=" + std::string(word) + "\n");
    enable(name, "sockets.target.wants");
    expected.push_back(name);
  }
  for (const char* word : {"0", "no", "off", "", "yess", "11"}) {
    const std::string name = "n" + std::to_string(names().size()) + std::string(word) + ".socket";
    unit(name, "[Socket]\nListenStream=1\nAccept=" + std::string(word) + "\n");
    enable(name, "sockets.target.wants");
  }
  EXPECT_EQ(names(), expected);
}

TEST_F(Enabled, IsNoDaemonIfItRunsOnceOrStartsNothing) {
  unit("once.service", "[Service]\nType=oneshot\nExecStart=/usr/bin/true\n");
  unit("daily.timer", "[Timer]\nOnCalendar=daily\nUnit=once.service\n");
  unit("gone.socket", "[Socket]\nListenStream=1\n");
  unit("some.target", "[Unit]\n");
  enable("once.service");
  enable("daily.timer", "timers.target.wants");
  enable("gone.socket", "sockets.target.wants");
  enable("some.target");
  link("/etc/systemd/system/default.target", std::string(kPackaged) + "some.target");
  EXPECT_EQ(names(), Names{});
}

TEST_F(Enabled, IsNotWhatIsMaskedOrGone) {
  unit("a.service");
  enable("a.service");
  link("/etc/systemd/system/a.service", "/dev/null");
  enable("removed.service");
  EXPECT_EQ(names(), Names{});
}

// So the administrator takes an entry of a package away (systemd.unit(5)).
TEST_F(Enabled, IsNotWhatAMaskedEntryNames) {
  unit("a.service");
  link("/etc/systemd/system/multi-user.target.wants/a.service", "/dev/null");
  EXPECT_EQ(names(), Names{});
}

TEST_F(Enabled, KnowsAnInstanceByItsTemplate) {
  unit("a@.service");
  link("/etc/systemd/system/multi-user.target.wants/a@x.service",
       std::string(kPackaged) + "a@.service");
  const auto units = enabled_units(root());
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].name, "a@x.service");
  EXPECT_EQ(units[0].fragment, std::string(kPackaged) + "a@.service");
}

TEST_F(Enabled, IsTheAdministratorsUnitWithThePackagedOneAndItsProgramAsOwners) {
  unit("a.service");
  file("/usr/sbin/a", "");
  file("/etc/systemd/system/a.service", kDaemon);
  enable("a.service");
  const auto units = enabled_units(root());
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].paths, (Names{"/etc/systemd/system/a.service",
                                   std::string(kPackaged) + "a.service", "/usr/sbin/a"}));
}

TEST_F(Enabled, IsAScriptOfARunlevelUnlessAUnitStandsForIt) {
  file("/etc/rc.d/init.d/old", "#!/bin/sh\n");
  file("/etc/rc.d/init.d/new", "#!/bin/sh\n");
  file("/etc/rc.d/init.d/stopped", "#!/bin/sh\n");
  link("/etc/init.d", "rc.d/init.d");
  unit("new.service");
  link("/etc/rc.d/rc3.d/S55old", "../init.d/old");
  link("/etc/rc.d/rc5.d/S55old", "../init.d/old");
  link("/etc/rc.d/rc3.d/S56new", "../init.d/new");
  link("/etc/rc.d/rc3.d/K10stopped", "../init.d/stopped");
  const auto units = enabled_units(root());
  ASSERT_EQ(units.size(), 1U);
  EXPECT_EQ(units[0].name, "/etc/init.d/old");
  EXPECT_EQ(units[0].fragment, "/etc/rc.d/init.d/old");
}

TEST_F(Enabled, IsNothingOnAHostWithoutUnits) {
  EXPECT_EQ(names(), Names{});
}

}  // namespace
}  // namespace pkgmap
