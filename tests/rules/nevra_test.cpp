// Tests how a NEVRA is written and compared.
#include "rules/nevra.hpp"

#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

TEST(Nevra, AnEpochOfZeroIsNotWritten) {
  EXPECT_EQ((Nevra{"bash", "0", "5.2", "1.el9", "x86_64"}.text()), "bash-5.2-1.el9.x86_64");
  EXPECT_EQ((Nevra{"bash", "", "5.2", "1.el9", "x86_64"}.text()), "bash-5.2-1.el9.x86_64");
}

TEST(Nevra, AnotherEpochStandsBeforeTheVersion) {
  EXPECT_EQ((Nevra{"bind", "32", "9.16", "1", "noarch"}.text()), "bind-32:9.16-1.noarch");
}

TEST(Nevra, NoEpochEqualsEpochZero) {
  EXPECT_EQ((Nevra{"a", "", "1", "1", "noarch"}), (Nevra{"a", "0", "1", "1", "noarch"}));
}

TEST(Nevra, APackageOfDpkgIsWrittenAsAptGetTakesIt) {
  struct Row {
    const char* version;
    const char* epoch;
    const char* upstream;
    const char* revision;
  };
  for (const Row& row :
       {Row{"1:10.11.6-0+deb12u1", "1", "10.11.6", "0+deb12u1"}, Row{"2.36", "", "2.36", ""},
        Row{"1-2-3", "", "1-2", "3"}, Row{"1:2:3-4", "1", "2:3", "4"}, Row{"", "", "", ""}}) {
    const Nevra package = debian_package("maria", row.version, "amd64");
    EXPECT_EQ(package.epoch, row.epoch) << row.version;
    EXPECT_EQ(package.version, row.upstream) << row.version;
    EXPECT_EQ(package.release, row.revision) << row.version;
    EXPECT_EQ(package.evr(), row.version);
    EXPECT_EQ(package.text(), std::string("maria:amd64") + (*row.version ? "=" : "") + row.version);
  }
  EXPECT_EQ(debian_package("maria", "0:1-1", "").text(), "maria=1-1");
}

TEST(Nevra, OfAnotherVersionReleaseOrArchitectureIsAnother) {
  const Nevra package{"a", "", "1", "1", "noarch"};
  EXPECT_NE(package, (Nevra{"b", "", "1", "1", "noarch"}));
  EXPECT_NE(package, (Nevra{"a", "1", "1", "1", "noarch"}));
  EXPECT_NE(package, (Nevra{"a", "", "2", "1", "noarch"}));
  EXPECT_NE(package, (Nevra{"a", "", "1", "2", "noarch"}));
  EXPECT_NE(package, (Nevra{"a", "", "1", "1", "x86_64"}));
}

// Keys of rpm have no architecture: gpg-pubkey-fd431d51-4ae0493b.
TEST(Nevra, MayHaveNoArchitecture) {
  const Nevra key{"gpg-pubkey", "", "fd431d51", "4ae0493b", ""};
  EXPECT_EQ(key.text(), "gpg-pubkey-fd431d51-4ae0493b");
  EXPECT_EQ(name_in(key.text()), "gpg-pubkey");
}

TEST(Nevra, TheNameInATextThatIsNoneIsTheText) {
  for (const char* text : {"", "bash", "-", "-1", "bash-1"}) EXPECT_EQ(name_in(text), text);
}

TEST(Nevra, ItsTextSaysTheNameAndTheSystem) {
  for (const Nevra& package : {Nevra{"mysql-server", "", "8.0.36", "1.el9", "x86_64"},
                               Nevra{"bind", "32", "9.16", "1", "noarch"},
                               debian_package("mysql-server", "1:8.0-1", "amd64"),
                               debian_package("nginx", "1.22.1-9+deb12u1", "amd64"),
                               debian_package("native", "2.36", "all")}) {
    EXPECT_EQ(name_in(package.text()), package.name) << package.text();
    EXPECT_EQ(system_in(package.text()), package.system) << package.text();
  }
  EXPECT_EQ(name_in("bash"), "bash");
  EXPECT_EQ(name_in(""), "");
}

}  // namespace
}  // namespace pkgmap::rules
