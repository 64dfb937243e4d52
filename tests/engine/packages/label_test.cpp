// Labels of packages, as texts.
#include "engine/packages/label.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const rules::Nevra kMysql{"mysql-server", "1", "8.0.36", "1.el9", "x86_64"};

TEST(Label, AnythingWithAWildcardIsAGlob) {
  EXPECT_TRUE(is_glob("mysql*") && is_glob("a?c") && is_glob("[ab]"));
  EXPECT_FALSE(is_glob("gtk+-3.0~rc1"));
}

TEST(Label, NamesEveryNameItMayBeginWith) {
  EXPECT_THAT(names_in_label("mysql"), ElementsAre("mysql"));
  EXPECT_THAT(names_in_label("a-b-c"), ElementsAre("a-b-c", "a-b", "a"));
  EXPECT_THAT(names_in_label("mysql-server-8.0-1.el9.x86_64"),
              ElementsAre("mysql-server-8.0-1.el9.x86_64", "mysql-server-8.0", "mysql-server",
                          "mysql-server-8.0-1.el9"));
  EXPECT_THAT(names_in_label("1:a-2-3"),
              ElementsAre("1:a-2-3", "1:a-2", "1:a", "a-2-3", "a-2", "a"));
  EXPECT_THAT(names_in_label(""), IsEmpty());
  EXPECT_THAT(names_in_label("-"), ElementsAre("-"));
}

TEST(Label, FitsInTheOrderOfRpm) {
  const char* rows[] = {
      "mysql-server",
      "mysql-server-8.0.36",
      "mysql-server-8.0.36-1.el9",
      "mysql-server.x86_64",
      "mysql-server-8.0.36.x86_64",
      "mysql-server-8.0.36-1.el9.x86_64",
      "1:mysql-server-8.0.36-1.el9.x86_64",
  };
  int rank = 0;
  for (const char* label : rows) EXPECT_EQ(label_rank(label, kMysql), ++rank) << label;
}

TEST(Label, ComparesAnEpochThatIsGiven) {
  EXPECT_NE(label_rank("mysql-server-1:8.0.36-1.el9", kMysql), 0);
  EXPECT_NE(label_rank("mysql-server-01:8.0.36", kMysql), 0);
  EXPECT_EQ(label_rank("mysql-server-0:8.0.36-1.el9", kMysql), 0);
  EXPECT_EQ(label_rank("2:mysql-server-8.0.36-1.el9", kMysql), 0);
  EXPECT_NE(label_rank("bash-0:5", {"bash", "", "5", "1", "noarch"}), 0);
}

TEST(Label, FitsNothingElse) {
  for (const char* label :
       {"", "mysql", "mysql-serve", "mysql-server-", "mysql-server.", "mysql-server-8.0",
        "mysql-server-8.0.36-", "mysql-server-8.0.36-1", "mysql-server-8.0.36-1.el9.",
        "mysql-server-8.0.36-1.el9.noarch", "mysql-server.x86_64.x86_64", "x1:mysql-server"}) {
    EXPECT_EQ(label_rank(label, kMysql), 0) << label;
  }
}

TEST(Label, APackageWithoutAnArchitectureNeedsNone) {
  EXPECT_EQ(label_rank("key.", {"key", "", "1", "2", ""}), 0);
  EXPECT_NE(label_rank("key-1-2", {"key", "", "1", "2", ""}), 0);
}

}  // namespace
}  // namespace pkgmap
