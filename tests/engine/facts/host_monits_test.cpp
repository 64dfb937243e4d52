// The monits of this host and their state directories. Other tests run monits at the same time.
#include "engine/facts/host_monits.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/facts/state_directories.hpp"
#include "engine/system/files/state_directory.hpp"
#include "tests/support/real_monit.hpp"

namespace pkgmap {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Beside the monits of other tests.
constexpr MonitSearch kAmongMany{std::chrono::seconds(60), 100'000};

class HostMonitsTest : public testing::Test {
 protected:
  HostMonitsTest() { settings_.state_directory = directory_.file("state"); }

  // Null if there is no such monit.
  static const FurtherMonit* with(const HostMonits& monits, const std::string& control_file) {
    const auto found =
        std::find_if(monits.further.begin(), monits.further.end(),
                     [&](const FurtherMonit& monit) { return monit.control_file == control_file; });
    return found == monits.further.end() ? nullptr : &*found;
  }

  test::TemporaryDirectory directory_;
  Settings settings_;
};

TEST_F(HostMonitsTest, HaveAStateDirectoryForEachControlFile) {
  const test::RealMonit monit({});
  const std::string control_file = fs::canonical(monit.control_file());
  const HostMonits found = find_host_monits(settings_, kAmongMany);
  const FurtherMonit* const further = with(found, control_file);
  ASSERT_NE(further, nullptr);
  EXPECT_TRUE(further->runs);
  EXPECT_EQ(further->state_directory, state_directory_of(settings_, monit.control_file()));
  EXPECT_TRUE(further->state_directory.starts_with(settings_.state_directory + "/monits/"));
  EXPECT_FALSE(fs::exists(settings_.state_directory));
}

TEST_F(HostMonitsTest, AreRememberedByTheNamesOfTheirStateDirectories) {
  for (const std::string control_file :
       {"/opt/a-b/mon itrc", "/.monitrc", "/opt/50%/x.y_z", "/opt/\xc3\xa9/monitrc"}) {
    const std::string path = state_directory_of(settings_, control_file);
    const std::string name = path.substr(path.rfind('/') + 1);
    EXPECT_EQ(path, settings_.state_directory + "/monits/" + name);
    EXPECT_NE(name.front(), '.');
    ASSERT_TRUE(StateDirectory::open(path).ok());
    const HostMonits found = find_host_monits(settings_);
    const FurtherMonit* const further = with(found, control_file);
    ASSERT_NE(further, nullptr) << name;
    EXPECT_FALSE(further->runs);
    EXPECT_EQ(further->state_directory, path);
  }
  EXPECT_EQ(fs::status(settings_.state_directory).permissions(), fs::perms::owner_all);
}

TEST_F(HostMonitsTest, AreNoneIfOneIsNamedOrInAnotherRoot) {
  const test::RealMonit monit({});
  Settings named = settings_;
  named.monitrc = "/etc/monitrc";
  EXPECT_THAT(find_host_monits(named).further, IsEmpty());
  Settings elsewhere = settings_;
  elsewhere.root = directory_.path();
  EXPECT_THAT(find_host_monits(elsewhere).further, IsEmpty());
}

// Somebody who could write there would choose control files for us.
TEST_F(HostMonitsTest, ComeFromNoStateDirectoryThatOthersCanWrite) {
  ASSERT_TRUE(StateDirectory::open(state_directory_of(settings_, "/opt/x/monitrc")).ok());
  EXPECT_EQ(state_directories_below(settings_.state_directory).size(), 1U);
  fs::permissions(settings_.state_directory, fs::perms::all);
  EXPECT_THAT(state_directories_below(settings_.state_directory), IsEmpty());
}

TEST_F(HostMonitsTest, ThatAreNotLookedAfterAreNamed) {
  HostMonits monits;
  monits.running.foreign.push_back({{}, "it runs as another user"});
  monits.running.foreign.back().process.pid = 7;
  monits.running.foreign.back().process.executable = "/tmp/monit";
  monits.running.more_foreign = 992;
  monits.running.more_ours = 1;
  monits.running.is_late = true;
  const auto unserved = unserved_monits(monits);
  std::vector<std::string> said;
  for (const UnservedMonit& monit : unserved) said.push_back(monit.about);
  EXPECT_THAT(said, ElementsAre("process 7 (/tmp/monit): it runs as another user",
                                "992 more monits", "1 more monit of root",
                                "monits of root that could not be examined in time"));
  EXPECT_EQ(std::count_if(unserved.begin(), unserved.end(), std::mem_fn(&UnservedMonit::is_missed)),
            2);
}

// As in a service with PrivateTmp=.
TEST_F(HostMonitsTest, OfWhichTheFirstHasItsOwnMountsAreNamedWithoutIt) {
  HostMonits monits;
  monits.first = "/etc/monitrc";
  monits.running.foreign.push_back({{}, "it has a mount namespace of its own", "/etc/monitrc"});
  EXPECT_THAT(unserved_monits(monits), SizeIs(0));
  monits.running.foreign.front().confined_control_file = "/opt/panel/monitrc";
  EXPECT_THAT(unserved_monits(monits), SizeIs(1));
}

// Then the other one may be that of a container.
TEST_F(HostMonitsTest, AreNamedIfTheyRunBesideTheFirstWithAControlFileOfTheSameName) {
  HostMonits monits;
  monits.first = "/etc/monitrc";
  monits.running.ours.emplace_back().control_file = "/etc/monitrc";
  monits.running.foreign.push_back({{}, "it has a mount namespace of its own", "/etc/monitrc"});
  EXPECT_THAT(unserved_monits(monits), SizeIs(1));
}

}  // namespace
}  // namespace pkgmap
