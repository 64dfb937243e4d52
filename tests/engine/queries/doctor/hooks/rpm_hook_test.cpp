// What `doctor` says of the hooks of rpm and libzypp.
#include "engine/queries/doctor/hooks/rpm_hook.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

class RpmHook : public testing::Test {
 protected:
  RpmHook() {
    places_.macros = directory_.write("macros.transaction_monit_pkgmap", "%x y\n");
    places_.plugin = directory_.write("monit_pkgmap.so", "");
    places_.own_macros = directory_.file("macros.own*");
    program_ = directory_.write("monit-pkgmap", "#!/bin/true\n", 0755);
  }

  std::optional<HostFinding> examine(const std::optional<std::string>& macro) {
    return examine_rpm_hook(files_, places_, macro);
  }

  void expect_failed(const std::optional<std::string>& macro, const std::string& what) {
    const auto finding = examine(macro);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->id, "hook-rpm");
    EXPECT_EQ(finding->health, Health::failed);
    EXPECT_EQ(finding->what, what);
    EXPECT_FALSE(finding->todo.empty());
  }

  test::TemporaryDirectory directory_;
  HostFiles files_;
  RpmPlaces places_;
  std::string program_;
};

TEST_F(RpmHook, IsInOrderIfRpmLoadsItAndTheProgramIsThere) {
  const auto finding = examine(places_.plugin + " " + program_);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->health, Health::ok) << finding->what;
}

TEST_F(RpmHook, HasNoRowWhereItIsNotInstalled) {
  std::filesystem::remove(places_.macros);
  EXPECT_FALSE(examine(""));
  places_.macros.clear();
  EXPECT_FALSE(examine(""));
}

TEST_F(RpmHook, IsNamedIfItsFileIsGone) {
  std::filesystem::remove(places_.plugin);
  expect_failed("", places_.plugin + " is not there, and rpm goes on without it");
}

TEST_F(RpmHook, IsNamedIfRpmCannotLoadIt) {
  expect_failed("", "rpm cannot load " + places_.plugin + ", and goes on without it");
}

TEST_F(RpmHook, IsNamedWithTheFileThatSwitchesItOff) {
  directory_.write("macros.own.other", "%_dbpath /x\n");
  const std::string by =
      directory_.write("macros.own", "# ours\n%__transaction_monit_pkgmap %{nil}\n");
  expect_failed("", by + " switches the plugin of rpm off");
}

TEST_F(RpmHook, IsNamedIfItCallsAProgramThatIsNotThere) {
  expect_failed(places_.plugin + " /no/such/program",
                "the plugin of rpm calls /no/such/program, which cannot be run");
}

TEST_F(RpmHook, IsInDoubtIfRpmDoesNotAnswer) {
  const auto finding = examine(std::nullopt);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->health, Health::warning);
}

class ZyppHook : public RpmHook {
 protected:
  std::optional<HostFinding> examine_link_to(const std::string& target) {
    const std::string link = directory_.file("link");
    std::filesystem::remove(link);
    std::filesystem::create_symlink(target, link);
    return examine_zypp_hook({link, directory_.path()});
  }
};

TEST_F(ZyppHook, IsInOrderIfItLeadsToOurPlugin) {
  const std::string plugin = directory_.write("monit-pkgmap-zypp", "#!/bin/true\n", 0755);
  const auto finding = examine_link_to(plugin);
  ASSERT_TRUE(finding);
  EXPECT_EQ(finding->health, Health::ok) << finding->what;
}

TEST_F(ZyppHook, HasNoRowWhereItIsNotInstalled) {
  EXPECT_FALSE(examine_zypp_hook({directory_.file("link"), directory_.path()}));
  EXPECT_FALSE(examine_zypp_hook({"", directory_.path()}));
}

TEST_F(ZyppHook, HasNoRowWhereThereIsNoLibzypp) {
  EXPECT_FALSE(examine_zypp_hook({program_, directory_.file("zypp")}));
  EXPECT_FALSE(examine_zypp_hook({program_, directory_.write("zypp", "a file")}));
}

TEST_F(ZyppHook, IsNamedIfItLeadsNowhereOrToAnotherProgram) {
  const auto nowhere = examine_link_to(directory_.file("gone"));
  ASSERT_TRUE(nowhere);
  EXPECT_EQ(nowhere->health, Health::failed);
  const auto other = examine_link_to(program_);
  ASSERT_TRUE(other);
  EXPECT_EQ(other->health, Health::failed);
  EXPECT_NE(other->what.find("and not the plugin of monit-pkgmap"), std::string::npos);
}

}  // namespace
}  // namespace pkgmap
