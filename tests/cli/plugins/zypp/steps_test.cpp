// The words of libzypp, as a real one said them, in ours.
#include "cli/plugins/zypp/steps.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/plugins/zypp/arrivals.hpp"
#include "cli/plugins/zypp/frames.hpp"
#include "cli/plugins/zypp/plugin.hpp"
#include "cli/plugins/zypp/repositories.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::zypp {
namespace {

const char* const kBody =
    R"({"TransactionStepList":[{"type":"+","solvable":{"n":"beta","e":3,"v":"2","r":"1","a":"noarch"}},)"
    R"({"type":"M","solvable":{"n":"kernel","v":"6.1","r":"2","a":"x86_64"}},)"
    R"({"type":"-","stage":"ok","solvable":{"n":"gone","v":"1","r":"1","a":"noarch"}},)"
    R"({"solvable":{"n":"replaced","v":"1","r":"1","a":"noarch"}},)"
    R"({"type":"+","solvable":{"k":"patch","n":"a patch","v":"1","r":"1","a":"noarch"}}]})";

TEST(ZyppSteps, AreThePackagesThatComeAndGo) {
  const auto steps = steps_of(kBody);
  ASSERT_EQ(steps.size(), 3U);
  EXPECT_EQ(steps[0].action, "upgrade");
  EXPECT_EQ(steps[0].epoch, "3");
  EXPECT_EQ(steps[0].file_name(), "beta-2-1.noarch.rpm");
  EXPECT_EQ(steps[1].action, "install");
  EXPECT_EQ(steps[1].epoch, "0");
  EXPECT_EQ(steps[2].action, "remove");
  EXPECT_FALSE(steps[2].incoming());
}

TEST(ZyppSteps, AreNoneInWhatIsNoList) {
  for (const char* body : {"", "garbage", "[]", R"({"TransactionStepList":7})",
                           R"({"TransactionStepList":[7,{},{"type":"+"}]})"}) {
    EXPECT_TRUE(steps_of(body).empty()) << body;
  }
}

TEST(ZyppSteps, BecomeATransactionOfASeries) {
  auto steps = steps_of(kBody);
  steps.resize(1);
  steps[0].rpm = "/var/cache/beta.rpm";
  EXPECT_EQ(transaction_of(steps, 17).dump(-1),
            R"({"schema":1,"manager":"zypp","pid":17,"series":true,"items":[{"action":"upgrade",)"
            R"("name":"beta","epoch":"3","version":"2","release":"1","arch":"noarch",)"
            R"("rpm":"/var/cache/beta.rpm","dbid":null}]})");
}

TEST(ZyppFrames, HaveACommandHeadersAndABody) {
  const Frame frame = frame_of("PLUGINBEGIN\nuserdata:x\ncontent-length:3\n\n{\n}");
  EXPECT_EQ(frame.command, "PLUGINBEGIN");
  EXPECT_EQ(frame.body, "{\n}");
  EXPECT_EQ(frame_of("\n_DISCONNECT\n\n").command, "_DISCONNECT");
  EXPECT_EQ(frame_of("").command, "");
  EXPECT_EQ(frame_of("ALONE").body, "");
}

TEST(ZyppAnswer, ComesBeforeLibzyppGivesThePluginUp) {
  struct Row {
    const char* receive_timeout;
    const char* timeout;
    int milliseconds;
  };
  for (const Row& row : {
           Row{nullptr, nullptr, 25'000},
           Row{nullptr, "60", 55'000},
           Row{nullptr, "10", 5'000},
           Row{nullptr, "6", 3'000},
           Row{nullptr, "1", 500},
           Row{nullptr, "x", 25'000},
           Row{nullptr, "-3", 25'000},
           Row{nullptr, "020", 11'000},
           Row{"20", nullptr, 15'000},
           Row{"20", "60", 15'000},
           Row{"60", "20", 55'000},
           Row{"0", "20", 15'000},
           Row{"", "20", 15'000},
           Row{nullptr, "99999999999999999999", 3'595'000},
       }) {
    EXPECT_EQ(answer_within(row.receive_timeout, row.timeout).count(), row.milliseconds)
        << (row.receive_timeout ? row.receive_timeout : "") << " "
        << (row.timeout ? row.timeout : "");
  }
}

constexpr auto kInTime = hook::Clock::time_point::max();

TEST(ZyppArrivals, CountOnceTheyAreWholeAndOnlyOnce) {
  const test::TemporaryDirectory cache;
  for (const char* folder : {"repo/noarch", "repo/x86_64"}) {
    std::filesystem::create_directories(cache.file(folder));
  }
  Arrivals arrivals(cache.path());
  arrivals.expect(steps_of(kBody));
  EXPECT_TRUE(arrivals.there({}, kInTime).empty());
  const std::string path = cache.write("repo/noarch/beta-2-1.noarch.rpm", "a part");
  EXPECT_TRUE(arrivals.look(kInTime).empty()) << "nobody knows yet whether that is all";
  cache.write("repo/noarch/beta-2-1.noarch.rpm", "a part and more");
  EXPECT_TRUE(arrivals.look(kInTime).empty()) << "it still grows";
  const auto come = arrivals.look(kInTime);
  ASSERT_EQ(come.size(), 1U);
  EXPECT_EQ(come[0].rpm, path);
  EXPECT_TRUE(arrivals.look(kInTime).empty());
  EXPECT_TRUE(arrivals.awaits_any());
  cache.write("repo/x86_64/kernel-6.1-2.x86_64.rpm", "all");
  EXPECT_EQ(arrivals.there({}, kInTime).size(), 1U);
  EXPECT_FALSE(arrivals.awaits_any());
}

TEST(ZyppArrivals, AreThereInALocalRepositoryBeforeTheDownload) {
  const test::TemporaryDirectory cache;
  const test::TemporaryDirectory repository;
  std::filesystem::create_directories(repository.file("noarch"));
  const std::string path = repository.write("noarch/beta-2-1.noarch.rpm", "all");
  Arrivals arrivals(cache.path());
  arrivals.expect(steps_of(kBody));
  const auto there = arrivals.there({repository.path()}, kInTime);
  ASSERT_EQ(there.size(), 1U);
  EXPECT_EQ(there[0].rpm, path);
  EXPECT_TRUE(arrivals.look(kInTime).empty());
}

TEST(ZyppArrivals, AreNotLookedForWhenTheTimeIsOver) {
  const test::TemporaryDirectory cache;
  cache.write("beta-2-1.noarch.rpm", "all");
  Arrivals arrivals(cache.path());
  arrivals.expect(steps_of(kBody));
  EXPECT_TRUE(arrivals.there({cache.path()}, hook::Clock::time_point::min()).empty());
  EXPECT_EQ(arrivals.there({}, kInTime).size(), 1U);
}

TEST(ZyppRepositories, AreThoseOfTheHostItself) {
  using testing::ElementsAre;
  using testing::IsEmpty;
  EXPECT_THAT(directories_in("[a]\nenabled=1\nbaseurl=file:///srv/a/\n"
                             "[b]\nbaseurl = dir:/srv/b\npath=/suse\n"),
              ElementsAre("/srv/a", "/srv/b/suse"));
  for (const char* other :
       {"[a]\nenabled=0\nbaseurl=dir:///srv/a\n", "[a]\nbaseurl=https://example.org/a\n",
        "[a]\nbaseurl=dir:///srv/$releasever\n", "[a]\nbaseurl=dir:///srv/a%20b\n",
        "[a]\nbaseurl=dir:///\n", "[a]\nbaseurl=dir:srv\n", "", "[a]\n", "baseurl"}) {
    EXPECT_THAT(directories_in(other), IsEmpty()) << other;
  }
}

TEST(ZyppRepositories, AreReadFromTheirFiles) {
  const test::TemporaryDirectory directory;
  directory.write("a.repo", "[a]\nbaseurl=dir:///srv/a\n");
  directory.write("b.repo.rpmsave", "[b]\nbaseurl=dir:///srv/b\n");
  directory.write("long.repo", "[c]\nbaseurl=dir:///srv/c\n" + std::string(1 << 20, '#'));
  EXPECT_THAT(local_repositories(directory.path()), testing::ElementsAre("/srv/a"));
  EXPECT_THAT(local_repositories(directory.file("none")), testing::IsEmpty());
}

}  // namespace
}  // namespace pkgmap::zypp
