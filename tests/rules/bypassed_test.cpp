// Which changes of the installed packages no hook has announced.
#include "rules/bypassed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::rules {
namespace {

using testing::IsEmpty;

const InstalledPackage kFoo1{"foo", "foo-1-1.noarch", 100};
const InstalledPackage kFoo2{"foo", "foo-2-1.noarch", 200};
const InstalledPackage kFoo3{"foo", "foo-3-1.noarch", 300};
const InstalledPackage kBar{"bar", "bar-1-1.noarch", 100};

std::string changes(const std::vector<InstalledPackage>& before,
                    const std::vector<InstalledPackage>& after) {
  return summary_of(changes_between(before, after));
}

TEST(Changes, AreWhatOneListHasAndTheOtherLacks) {
  EXPECT_EQ(changes({kFoo1, kBar}, {kBar, kFoo1}), "");
  EXPECT_EQ(changes({kBar}, {kBar, kFoo1}), "foo-1-1.noarch installed");
  EXPECT_EQ(changes({kBar, kFoo1}, {kBar}), "foo-1-1.noarch erased");
  EXPECT_EQ(changes({kBar, kFoo1}, {kBar, kFoo2}), "foo-2-1.noarch replaced foo-1-1.noarch");
  EXPECT_EQ(changes({kBar, kFoo2}, {kBar, kFoo1}), "foo-1-1.noarch replaced foo-2-1.noarch");
  EXPECT_EQ(changes({kFoo1}, {kBar}), "bar-1-1.noarch installed, foo-1-1.noarch erased");
}

// As rpm's --replacepkgs does; a clock that was set back makes no difference.
TEST(Changes, TheSameVersionWithAnotherTimeIsInstalledAnew) {
  EXPECT_EQ(changes({{"foo", "foo-1-1.noarch", 100}}, {{"foo", "foo-1-1.noarch", 50}}),
            "foo-1-1.noarch reinstalled");
}

// A kernel: several versions are installed at the same time.
TEST(Changes, OfSeveralVersionsEachHasItsOwn) {
  EXPECT_EQ(changes({kFoo1, kFoo2}, {kFoo1, kFoo2, kFoo3}), "foo-3-1.noarch installed");
  EXPECT_EQ(changes({kFoo1, kFoo2}, {kFoo2, kFoo3}), "foo-3-1.noarch replaced foo-1-1.noarch");
  const InstalledPackage anew{"foo", "foo-2-1.noarch", 400};
  EXPECT_EQ(changes({kFoo1, kFoo2}, {anew, kFoo3}),
            "foo-2-1.noarch reinstalled, foo-3-1.noarch replaced foo-1-1.noarch");
}

TEST(Changes, HaveTheTimeOfTheInstallation) {
  const auto found = changes_between({kBar}, {kFoo2});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].kind, PackageChangeKind::erased);
  EXPECT_EQ(found[0].when, 0);
  EXPECT_EQ(found[1].when, 200);
}

TEST(NotAnnounced, AreTheChangesThatNoHookTold) {
  struct Row {
    const char* what;
    std::vector<InstalledPackage> before;
    std::vector<InstalledPackage> after;
    std::vector<AnnouncedPackage> announced;
    const char* left;
  };
  const AnnouncedPackage foo1{"foo", "foo-1-1.noarch"};
  const AnnouncedPackage foo2{"foo", "foo-2-1.noarch"};
  for (const Row& row :
       {Row{"an upgrade", {kFoo1}, {kFoo2}, {foo2, foo1}, ""},
        {"an upgrade of which only the new side was told", {kFoo1}, {kFoo2}, {foo2}, ""},
        {"an upgrade to another version than the announced one",
         {kFoo1},
         {kFoo3},
         {foo2},
         "foo-3-1.noarch replaced foo-1-1.noarch"},
        {"an erasure", {kFoo1}, {}, {foo1}, ""},
        {"an upgrade, and later an erasure", {kFoo1}, {}, {foo2}, ""},
        {"an erasure of another package", {kFoo1, kBar}, {kFoo1}, {foo1}, "bar-1-1.noarch erased"},
        {"a hook that tells only names", {kFoo1}, {kFoo3}, {{"foo", ""}}, ""},
        {"no hook", {kFoo1}, {}, {}, "foo-1-1.noarch erased"}}) {
    EXPECT_EQ(summary_of(not_announced(changes_between(row.before, row.after), row.announced)),
              row.left)
        << row.what;
  }
}

TEST(LaterChanges, ContinueEarlierOnes) {
  const auto change = [](const std::string& before, const std::string& after) {
    std::vector<InstalledPackage> old;
    std::vector<InstalledPackage> now;
    if (!before.empty()) old.push_back({"foo", before, 1});
    if (!after.empty()) now.push_back({"foo", after, 2});
    return changes_between(old, now);
  };
  EXPECT_EQ(summary_of(joined(change("foo-1", "foo-2"), change("foo-2", "foo-3"))),
            "foo-3 replaced foo-1");
  EXPECT_EQ(summary_of(joined(change("foo-1", "foo-2"), change("foo-2", "foo-1"))),
            "foo-1 reinstalled");
  EXPECT_EQ(summary_of(joined(change("foo-1", "foo-2"), change("foo-2", ""))), "foo-1 erased");
  EXPECT_EQ(summary_of(joined(change("", "foo-1"), change("foo-1", "foo-2"))), "foo-2 installed");
  EXPECT_EQ(summary_of(joined(change("", "foo-1"), change("foo-1", ""))), "");
  EXPECT_EQ(summary_of(joined(change("foo-1", ""), change("", "foo-2"))),
            "foo-1 erased, foo-2 installed");
  EXPECT_EQ(summary_of(joined(change("", "foo-1"), {})), "foo-1 installed");
}

TEST(Summary, NamesFivePackagesAndCountsTheRest) {
  std::vector<PackageChange> many;
  for (int i = 1; i <= 7; ++i) {
    const std::string name = "p" + std::to_string(i);
    many.push_back({PackageChangeKind::erased, name, name + "-1-1.noarch", "", 0, 0});
  }
  EXPECT_EQ(summary_of(many),
            "p1-1-1.noarch erased, p2-1-1.noarch erased, p3-1-1.noarch erased, "
            "p4-1-1.noarch erased, p5-1-1.noarch erased and 2 more");
  EXPECT_THAT(summary_of({}), IsEmpty());
}

TEST(Kinds, HaveNamesInBothDirections) {
  for (const auto kind : {PackageChangeKind::installed, PackageChangeKind::replaced,
                          PackageChangeKind::reinstalled, PackageChangeKind::erased}) {
    EXPECT_EQ(package_change_kind(name_of(kind)), kind);
  }
}

}  // namespace
}  // namespace pkgmap::rules
