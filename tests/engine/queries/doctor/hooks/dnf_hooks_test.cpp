// What `doctor` says of the hooks of dnf 4, dnf 5 and yum 3.
#include <filesystem>

#include <gtest/gtest.h>

#include "engine/queries/doctor/hooks/dnf4_hook.hpp"
#include "engine/queries/doctor/hooks/dnf5_hook.hpp"
#include "engine/queries/doctor/hooks/yum3_hook.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

class ManagerHook : public testing::Test {
 protected:
  static void expect(const std::optional<HostFinding>& finding, Health health,
                     const std::string& what) {
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->health, health);
    EXPECT_EQ(finding->what, what);
    EXPECT_EQ(finding->todo.empty(), health == Health::ok);
  }

  test::TemporaryDirectory directory_;
  HostFiles files_;
};

class Dnf4Hook : public ManagerHook {
 protected:
  Dnf4Hook() {
    places_.plugin = directory_.write("monit_pkgmap.py", "");
    places_.settings = directory_.write("monit_pkgmap.conf", "[main]\nenabled=1\n");
    places_.dnf_settings = directory_.write("dnf.conf", "[main]\n#plugins=0\n");
    places_.programs = {directory_.file("dnf-3"), directory_.write("dnf", "")};
  }

  std::optional<HostFinding> examine() { return examine_dnf4_hook(files_, places_); }

  Dnf4Places places_;
};

TEST_F(Dnf4Hook, IsInOrderIfNothingSwitchesItOff) {
  expect(examine(), Health::ok, "dnf 4 calls monit-pkgmap");
  std::filesystem::remove(places_.settings);
  std::filesystem::remove(places_.dnf_settings);
  expect(examine(), Health::ok, "dnf 4 calls monit-pkgmap");
}

TEST_F(Dnf4Hook, HasNoRowWhereItIsNotInstalled) {
  std::filesystem::remove(places_.plugin);
  EXPECT_FALSE(examine());
  places_.plugin.clear();
  EXPECT_FALSE(examine());
}

TEST_F(Dnf4Hook, HasNoRowWhereThereIsNoDnf4) {
  std::filesystem::remove(directory_.file("dnf"));
  EXPECT_FALSE(examine());
  std::filesystem::create_symlink(directory_.write("dnf5", ""), directory_.file("dnf"));
  EXPECT_FALSE(examine());
  directory_.write("dnf-3", "");
  EXPECT_TRUE(examine());
}

TEST_F(Dnf4Hook, IsNamedWithTheFileThatSwitchesItOff) {
  directory_.write("dnf.conf", "[main]\nplugins = False\n");
  expect(examine(), Health::failed, places_.dnf_settings + " switches all plugins off");
  directory_.write("monit_pkgmap.conf", "[main]\nenabled = 0\n");
  expect(examine(), Health::failed, places_.settings + " switches the hook of dnf 4 off");
}

class Dnf5Hook : public ManagerHook {
 protected:
  Dnf5Hook() {
    std::filesystem::create_directory(directory_.file("actions.d"));
    std::filesystem::create_directory(directory_.file("shared"));
    places_.actions = directory_.write("actions.d/zz-monit-pkgmap.actions",
                                       "pre_transaction::::mode=json:/x/monit-pkgmap-dnf5\n");
    places_.files = "/files";
    places_.plugin_settings = directory_.write("actions.conf", "[main]\nenabled = 1\n");
    places_.dnf_settings = directory_.file("dnf.conf");
    places_.shared_actions = directory_.file("shared");
  }

  std::optional<HostFinding> examine(const std::string& version = "5.4.6.0") {
    return examine_dnf5_hook(files_, places_, version);
  }

  Dnf5Places places_;
};

TEST_F(Dnf5Hook, IsInOrderIfTheActionsPluginIsOn) {
  expect(examine(), Health::ok, "dnf 5 calls monit-pkgmap");
  directory_.write("actions.conf", "[main]\nenabled = host-only\n");
  expect(examine(), Health::ok, "dnf 5 calls monit-pkgmap");
}

TEST_F(Dnf5Hook, HasNoRowWhereItIsNotInstalled) {
  std::filesystem::remove(places_.actions);
  EXPECT_FALSE(examine());
  places_.actions.clear();
  EXPECT_FALSE(examine());
}

TEST_F(Dnf5Hook, IsInDoubtWithoutTheActionsPlugin) {
  directory_.write("actions.conf", "[main]\n#enabled = 1\n");
  expect(examine(), Health::warning, "the actions plugin of dnf 5 is not installed");
  std::filesystem::remove(places_.plugin_settings);
  expect(examine(), Health::warning, "the actions plugin of dnf 5 is not installed");
}

TEST_F(Dnf5Hook, IsNamedWithTheFileThatSwitchesItOff) {
  directory_.write("dnf.conf", "[main]\nplugins=0\n");
  expect(examine(), Health::failed, places_.dnf_settings + " switches all plugins off");
  for (const char* off : {"0", "no", "installroot-only"}) {
    directory_.write("actions.conf", "[main]\nenabled = " + std::string(off) + "\n");
    expect(examine(), Health::failed,
           places_.plugin_settings + " switches the actions plugin of dnf 5 off");
  }
}

TEST_F(Dnf5Hook, IsNamedIfItsFileIsForAnotherVersion) {
  expect(examine("5.2.6.1"), Health::failed,
         "dnf 5 5.2.6.1 cannot read " + places_.actions + ", and then does nothing at all");
  directory_.write("actions.d/zz-monit-pkgmap.actions",
                   "pre_transaction::::/x/monit-pkgmap-dnf5\n");
  expect(examine("5.2.6.1"), Health::ok, "dnf 5 calls monit-pkgmap");
  expect(examine("5.2.6.2"), Health::warning,
         "dnf 5 5.2.6.2 starts a process for each package, as " + places_.actions +
             " is for older versions");
}

TEST_F(Dnf5Hook, IsNamedIfItsFileHasAnotherContent) {
  directory_.write("actions.d/zz-monit-pkgmap.actions", "#pre_transaction:monit-pkgmap-dnf5\n");
  expect(examine(), Health::failed, places_.actions + " does not call monit-pkgmap");
}

TEST_F(Dnf5Hook, IsInDoubtIfAnotherActionComesAfterIt) {
  const std::string later =
      directory_.write("shared/zzz.actions", "post_transaction::::/x/restart\n");
  expect(examine(), Health::warning,
         "what " + later + " does after a transaction comes after the checks are back");
}

class Yum3Hook : public ManagerHook {
 protected:
  Yum3Hook() {
    places_.plugins = directory_.file("plugins");
    places_.settings = directory_.file("settings");
    std::filesystem::create_directory(places_.plugins);
    std::filesystem::create_directory(places_.settings);
    install("monit_pkgmap", "[main]\nenabled=1\n");
    places_.yum_settings = directory_.write("yum.conf", "[main]\nplugins=1\n");
    places_.program = directory_.write("yummain.py", "");
  }

  void install(const std::string& name, const std::string& settings) {
    directory_.write("plugins/" + name + ".py",
                     "try:\n    from monit_pkgmap_hook import Abort, Hook\n");
    directory_.write("settings/" + name + ".conf", settings);
  }

  std::optional<HostFinding> examine() { return examine_yum3_hook(files_, places_); }

  Yum3Places places_;
};

TEST_F(Yum3Hook, IsInOrderIfYumAndItsOwnSettingsLoadIt) {
  expect(examine(), Health::ok, "yum 3 calls monit-pkgmap");
}

TEST_F(Yum3Hook, MayHaveTheNameOfAnotherPlugin) {
  std::filesystem::remove(places_.plugins + "/monit_pkgmap.py");
  EXPECT_FALSE(examine());
  install("monit", "[main]\nenabled = 1\n");
  expect(examine(), Health::ok, "yum 3 calls monit-pkgmap");
}

TEST_F(Yum3Hook, HasNoRowWhereItOrYum3IsNotInstalled) {
  std::filesystem::remove(places_.program);
  EXPECT_FALSE(examine());
  directory_.write("yummain.py", "");
  EXPECT_TRUE(examine());
  directory_.write("plugins/monit_pkgmap.py", "import yum\n");
  EXPECT_FALSE(examine());
  places_.plugins.clear();
  EXPECT_FALSE(examine());
}

TEST_F(Yum3Hook, IsNamedIfNoFileSwitchesItOn) {
  const std::string settings = places_.settings + "/monit_pkgmap.conf";
  for (const char* off : {"[main]\nenabled = 0\n", "[main]\n", "enabled=1\n"}) {
    install("monit_pkgmap", off);
    expect(examine(), Health::failed, settings + " does not switch the hook of yum 3 on");
  }
  std::filesystem::remove(settings);
  expect(examine(), Health::failed, settings + " does not switch the hook of yum 3 on");
}

TEST_F(Yum3Hook, IsNamedIfYumLoadsNoPlugins) {
  for (const char* off : {"[main]\nplugins=0\n", "[main]\n#plugins=1\n"}) {
    directory_.write("yum.conf", off);
    expect(examine(), Health::failed, places_.yum_settings + " does not let yum 3 load plugins");
  }
}

}  // namespace
}  // namespace pkgmap
