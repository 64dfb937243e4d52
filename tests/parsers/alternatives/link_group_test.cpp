// Administrative files of update-alternatives(1) and chkconfig's alternatives(8).
#include "parsers/alternatives/link_group.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::alternatives {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr const char* kOfDpkg =
    "auto\n/usr/bin/pager\npager.1.gz\n/usr/share/man/man1/pager.1.gz\n\n"
    "/bin/more\n50\n\n/usr/bin/less\n-77\n/usr/share/man/man1/less.1.gz\n\n";
constexpr const char* kOfChkconfig =
    "manual\n/usr/bin/java\n\n/usr/lib/jvm/8/bin/java\n@java-8@1800352\n"
    "/usr/lib/jvm/11/bin/java\n1100 service\n";

TEST(LinkGroup, OfDpkgHasLinksAndCandidates) {
  const auto group = read_link_group("pager", kOfDpkg);
  ASSERT_TRUE(group);
  EXPECT_TRUE(group->automatic);
  ASSERT_THAT(group->links, SizeIs(2));
  EXPECT_EQ(group->links[0].name, "pager");
  EXPECT_EQ(group->links[0].path, "/usr/bin/pager");
  EXPECT_EQ(group->links[1].name, "pager.1.gz");
  ASSERT_THAT(group->candidates, SizeIs(2));
  EXPECT_THAT(group->candidates[0].paths, ElementsAre("/bin/more", ""));
  EXPECT_EQ(group->candidates[0].priority, 50);
  EXPECT_THAT(group->candidates[1].paths,
              ElementsAre("/usr/bin/less", "/usr/share/man/man1/less.1.gz"));
  EXPECT_EQ(group->candidates[1].priority, -77);
}

TEST(LinkGroup, OfChkconfigHasFamiliesAndServices) {
  const auto group = read_link_group("java", kOfChkconfig);
  ASSERT_TRUE(group);
  EXPECT_FALSE(group->automatic);
  ASSERT_THAT(group->candidates, SizeIs(2));
  EXPECT_EQ(group->candidates[0].family, "java-8");
  EXPECT_EQ(group->candidates[0].priority, 1800352);
  EXPECT_EQ(group->candidates[1].family, "");
  EXPECT_EQ(group->candidates[1].priority, 1100);
}

TEST(LinkGroup, DamagedTextsAreRefused) {
  for (const char* text : {
           "",
           "auto\n",
           "auto\n/a\n",
           "auto\n/a\n\n",
           "other\n/a\n\n/b\n1\n\n",
           "auto\na\n\n/b\n1\n\n",
           "auto\n/a\n\nb\n1\n\n",
           "auto\n/a\n\n/b\nx\n\n",
           "auto\n/a\n\n/b\n1x\n\n",
           "auto\n/a\n\n/b\n@@1\n\n",
           "auto\n/a\n\n/b\n@f1\n\n",
           "auto\n/a\n\n/b\n99999999999999999999\n\n",
           "auto\n/a\n/s\n/s\n\n/b\n1\n/c\n\n",
           "auto\n/a\ns\n/s\n\n/b\n1\n",
           "auto\n/a\ns\n/s\n\n/b\n1\nc\n\n",
           "auto\n/a\n\n/b\n1\n\nx\n",
           "auto\n/a\n\n/b\n1\n/c\n2",
           "auto\n/a\n\n/b\n1\n\n ",
       }) {
    EXPECT_FALSE(read_link_group("a", text)) << text;
  }
  EXPECT_FALSE(read_link_group("a/b", kOfDpkg));
  EXPECT_FALSE(read_link_group("", kOfDpkg));
  EXPECT_FALSE(read_link_group("a", std::string_view("auto\n/a\n\n/b\0c\n1\n\n", 18)));
}

TEST(LinkGroup, EveryCutOfAFileOfDpkgIsRefusedOrHasWholeCandidates) {
  const std::string_view text = kOfDpkg;
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto group = read_link_group("pager", text.substr(0, size));
    if (!group) continue;
    for (const Candidate& candidate : group->candidates) EXPECT_THAT(candidate.paths, SizeIs(2));
  }
}

}  // namespace
}  // namespace pkgmap::alternatives
