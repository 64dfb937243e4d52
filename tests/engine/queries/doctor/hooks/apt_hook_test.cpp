// What `doctor` says of the hook of apt and dpkg, and of other hooks of apt.
#include "engine/queries/doctor/hooks/apt_hook.hpp"

#include <filesystem>

#include <gtest/gtest.h>

#include "engine/queries/doctor/hooks/apt_settings.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap {
namespace {

using Health = HostFinding::Health;

class AptHook : public testing::Test {
 protected:
  AptHook() {
    program_ = directory_.write("monit-pkgmap-apt", "#!/bin/true\n", 0755);
    places_.program = directory_.write("apt-get", "#!/bin/true\n", 0755);
    places_.settings = directory_.file("apt.conf.d/zz-monit-pkgmap");
    places_.main_settings = directory_.file("apt.conf");
    std::filesystem::create_directory(directory_.file("apt.conf.d"));
    write("zz-monit-pkgmap", ours());
  }

  std::string ours() const {
    return "DPkg::Pre-Install-Pkgs { \"" + program_ + " apt-before || true\"; };\n" +
           "DPkg::Tools::Options::" + program_ + "::Version \"3\";\n" + "DPkg::Post-Invoke { \"" +
           program_ + " apt-after || true\"; };\n";
  }
  void write(const std::string& name, const std::string& text) {
    directory_.write("apt.conf.d/" + name, text);
  }
  std::vector<HostFinding> examine() { return examine_apt_hook(files_, places_); }

  void expect(Health health, const std::string& what) {
    const auto findings = examine();
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].id, "hook-apt");
    EXPECT_EQ(findings[0].health, health);
    EXPECT_EQ(findings[0].what, what);
    EXPECT_EQ(findings[0].todo.empty(), health == Health::ok);
  }

  test::TemporaryDirectory directory_;
  HostFiles files_;
  AptPlaces places_;
  std::string program_;
};

TEST_F(AptHook, IsInOrderIfAptCallsTheProgram) {
  expect(Health::ok, "apt calls monit-pkgmap");
  places_.dpkg_settings = directory_.write("dpkg.cfg", "");
  expect(Health::ok, "apt and dpkg call monit-pkgmap");
}

TEST_F(AptHook, HasNoRowWhereItOrAptIsNotInstalled) {
  std::filesystem::remove(places_.program);
  EXPECT_TRUE(examine().empty());
  places_.program = program_;
  std::filesystem::remove(places_.settings);
  EXPECT_TRUE(examine().empty());
  places_.settings.clear();
  EXPECT_TRUE(examine().empty());
}

TEST_F(AptHook, IsNamedIfTheProgramIsGone) {
  std::filesystem::remove(program_);
  expect(Health::failed, "apt calls " + program_ + ", which cannot be run");
}

TEST_F(AptHook, IsNamedIfItsLinesAreGone) {
  write("zz-monit-pkgmap", "// DPkg::Pre-Install-Pkgs { \"" + program_ + " apt-before\"; };\n");
  expect(Health::failed, places_.settings + " makes apt call nothing");
  write("zz-monit-pkgmap", ours().substr(0, ours().find("DPkg::Post-Invoke")));
  expect(Health::failed, places_.settings + " makes apt call nothing");
}

TEST_F(AptHook, IsNamedIfAptTellsItLess) {
  std::string text = ours();
  write("zz-monit-pkgmap", text.replace(text.find("\"3\""), 3, "\"2\""));
  expect(Health::warning,
         places_.settings + " does not set DPkg::Tools::Options::" + program_ + "::Version to 3");
}

TEST_F(AptHook, MustComeAfterThoseThatRestartDaemons) {
  const std::string other = "DPkg::Post-Invoke { \"/usr/lib/needrestart/apt-pinvoke\"; };\n";
  write("99needrestart", other);
  expect(Health::ok, "apt calls monit-pkgmap");
  write("zzz", "APT::Update::Post-Invoke { \"true\"; };\nDPkg::Pre-Invoke { \"true\"; };\n");
  expect(Health::ok, "apt calls monit-pkgmap");
  const std::string late = " runs after that of monit-pkgmap: the checks are back by then";
  write("zzz", other);
  expect(Health::warning, "the hook of " + directory_.file("apt.conf.d/zzz") + late);
  directory_.write("apt.conf", "dpkg { post-invoke \"true\"; };");
  expect(Health::warning, "the hook of " + places_.main_settings + late);
}

TEST_F(AptHook, NamesTheFilesWhoseHooksStopMonit) {
  struct Row {
    const char* line;
    bool named;
  };
  for (const Row& row : {
           Row{"DPkg::Pre-Invoke { \"systemctl stop monit || true\"; };", true},
           Row{"DPkg::Post-Invoke { \"/usr/bin/monit monitor all\"; };", true},
           Row{"DPkg { Pre-Invoke { \"[ -x /usr/bin/monit ] && monit quit\"; }; };", true},
           Row{"DPkg::Post-Invoke { \"/usr/bin/monit-pkgmap status\"; };", false},
           Row{"DPkg::Post-Invoke { \"start-monitoring.sh\"; };", false},
           Row{"DPkg::Post-Invoke { \"logger monit\"; };", false},
           Row{"APT::Update::Post-Invoke { \"service monit restart\"; };", false},
           Row{"// DPkg::Pre-Invoke { \"service monit stop\"; };", false},
       }) {
    write("50own", row.line);
    const auto findings = examine();
    ASSERT_EQ(findings.size(), row.named ? 2U : 1U) << row.line;
    EXPECT_EQ(findings[0].health, Health::ok);
    if (!row.named) continue;
    EXPECT_EQ(findings[1].health, Health::warning);
    EXPECT_EQ(findings[1].what, directory_.file("apt.conf.d/50own") +
                                    " makes apt stop or start monit, or its checks, by itself");
  }
}

// The rows are those of `apt-config dump` with apt 2.6.
TEST_F(AptHook, LooksOnlyAtTheFilesThatAptReads) {
  struct Row {
    const char* name;
    bool read;
  };
  for (const Row& row :
       {Row{"zzz", true}, Row{"zzz.conf", true}, Row{"zzz_a-b.1.conf", true}, Row{"zzz:a", true},
        Row{"zzz.bak", false}, Row{"zzz.dpkg-old", false}, Row{"zzz~", false}, Row{".zzz", false},
        Row{".zzz.conf", false}, Row{"zzz.", false}, Row{"zzz,a.conf", false},
        Row{"zzz.CONF", false}, Row{"zzz.conf.dpkg-old", false}, Row{"zzz.conf~", false}}) {
    write(row.name, "DPkg::Post-Invoke { \"service monit restart\"; };\n");
    const auto findings = examine();
    EXPECT_EQ(findings.size(), row.read ? 2U : 1U) << row.name;
    EXPECT_EQ(findings[0].health, row.read ? Health::warning : Health::ok) << row.name;
    std::filesystem::remove(directory_.file("apt.conf.d/" + std::string(row.name)));
  }
}

TEST(AptSettings, AreReadAsAptReadsThem) {
  std::string all;
  for (const AptSetting& setting : apt_settings("// a comment\n"
                                                "# another { \"x\"; };\n"
                                                "/* a { \"long\" }; one */\n"
                                                "A::b \"one // two\";\n"
                                                "A { c \"3\"; D { \"4\"; \"5;}\"; }; };\n"
                                                "E::F:: \"6\";\n"
                                                "g yes;\n"
                                                "open { \"7\"")) {
    all += setting.name + "=" + setting.value + "\n";
  }
  EXPECT_EQ(all, "A::b=one // two\nA::c=3\nA::D=4\nA::D=5;}\nE::F=6\ng=yes\nopen=7\n");
}

TEST(AptSettings, AcceptEveryText) {
  for (const char* text : {"", "\"", "{", "}}}}", "/*", "/", ";;", "a {{ b", "a \"b"}) {
    EXPECT_LE(apt_settings(text).size(), 2U) << text;
  }
}

}  // namespace
}  // namespace pkgmap
