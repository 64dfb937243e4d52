// The options of dpkg, and the real dpkg as the judge of where they lead.
#include "cli/plugins/apt/dpkg_options.hpp"

#include <unistd.h>

#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/packages/command.hpp"

namespace pkgmap::apt {

void PrintTo(const DpkgOption& option, std::ostream* out) {
  *out << option.name << " with '" << option.value << "'";
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(WordsOfDpkg, AreOptionsUntilTheFirstOperand) {
  const DpkgWords words =
      split_words({"-iE", "--root", "/mnt", "--log=a=b", "--no-act", "a.deb", "--root=/"});
  EXPECT_THAT(words.options,
              ElementsAre(DpkgOption{"-i", ""}, DpkgOption{"-E", ""}, DpkgOption{"--root", "/mnt"},
                          DpkgOption{"--log", "a=b"}, DpkgOption{"--no-act", ""}));
  EXPECT_THAT(words.operands, ElementsAre("a.deb", "--root=/"));
}

TEST(WordsOfDpkg, MayBeAValueThatLooksLikeAnOption) {
  EXPECT_THAT(split_words({"--log", "--root=/mnt", "-D", "-i", "-D10i"}).options,
              ElementsAre(DpkgOption{"--log", "--root=/mnt"}, DpkgOption{"-D", "-i"},
                          DpkgOption{"-D", "10i"}));
}

TEST(WordsOfDpkg, MayEndAnywhere) {
  EXPECT_THAT(split_words({}).options, IsEmpty());
  EXPECT_THAT(split_words({"--root"}).options, ElementsAre(DpkgOption{"--root", ""}));
  EXPECT_THAT(split_words({"-D"}).options, ElementsAre(DpkgOption{"-D", ""}));
  EXPECT_THAT(split_words({"--", "-i"}).operands, ElementsAre("-i"));
  EXPECT_THAT(split_words({"-", "-i"}).operands, ElementsAre("-", "-i"));
}

struct Row {
  std::vector<std::string> words;
  DpkgVariables variables{};
  bool elsewhere = true;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = {
      {{}, {}, false},
      {{"--root=/mnt"}},
      {{"--root", "/mnt"}},
      {{"--instdir=/mnt"}},
      {{"--instdir", "/mnt"}},
      {{"--admindir=/mnt"}},
      {{"--admindir", "/mnt"}},
      {{"--log", "/dev/null", "--root", "/mnt"}},
      {{"--root=/"}, {}, false},
      {{"--root", "//"}, {}, false},
      {{"--root=/./"}, {}, false},
      {{"--root="}, {}, false},
      {{"--instdir=/"}, {}, false},
      {{"--admindir=/var/lib/dpkg/"}, {}, false},
      {{"--admindir", "//var/lib/./dpkg"}, {}, false},
      {{"--admindir="}},
      {{"--root=mnt"}},
      {{"--root=/mnt", "--root=/"}, {}, false},
      {{"--root=/", "--root", "/mnt"}},
      {{"--root=/mnt", "--instdir=/"}},
      {{"--instdir=/mnt", "--root=/"}, {}, false},
      {{"--root=/mnt", "--admindir=/var/lib/dpkg"}},
      {{"--admindir=/mnt", "--root=/"}, {}, false},
      {{"--root=/mnt", "--instdir=/", "--admindir=/var/lib/dpkg"}, {}, false},
      {{}, {"/", ""}, false},
      {{}, {"/mnt", ""}},
      {{}, {"", "/mnt"}},
      {{}, {"/", "//var/lib/dpkg"}, false},
      {{"--root=/"}, {"/mnt", "/mnt/var/lib/dpkg"}, false},
      {{"--instdir=/"}, {"/mnt", ""}},
      {{"--admindir=/var/lib/dpkg"}, {"", "/mnt"}, false},
      {{"--admindir=/var/lib/dpkg"}, {"/mnt", ""}},
  };
  return kRows;
}

TEST(OptionsOfDpkg, SayWhetherAnotherSystemChanges) {
  for (const Row& row : rows()) {
    EXPECT_EQ(leads_elsewhere(split_words(row.words).options, row.variables), row.elsewhere)
        << testing::PrintToString(row.words) << ' ' << row.variables.root << ' '
        << row.variables.database;
  }
}

TEST(OptionsOfDpkg, SayWhetherNothingChanges) {
  for (const char* word : {"--no-act", "--dry-run", "--simulate"}) {
    EXPECT_TRUE(leads_elsewhere({{word, ""}, {"--root", "/"}}, {})) << word;
  }
}

// What `dpkg --debug=1` says: "D000001: root=/mnt admindir=/mnt/var/lib/dpkg".
std::optional<DpkgVariables> places_of_real_dpkg(const Row& row) {
  std::vector<std::string> command = {"env", "-u", "DPKG_ROOT", "-u", "DPKG_ADMINDIR"};
  if (!row.variables.root.empty()) command.push_back("DPKG_ROOT=" + row.variables.root);
  if (!row.variables.database.empty()) command.push_back("DPKG_ADMINDIR=" + row.variables.database);
  command.insert(command.end(), {"dpkg", "--debug=1", "--no-act", "--log=/dev/null"});
  command.insert(command.end(), row.words.begin(), row.words.end());
  command.insert(command.end(), {"--configure", "--pending"});
  const std::string said = run_command(command).err;
  const std::size_t root = said.find("root=");
  const std::size_t database = said.find(" admindir=", root);
  if (root == std::string::npos || database == std::string::npos) return std::nullopt;
  const std::size_t begin = database + std::string(" admindir=").size();
  return DpkgVariables{said.substr(root + 5, database - root - 5),
                       said.substr(begin, said.find('\n', begin) - begin)};
}

bool is_one_file(const std::string& left, const std::string& right) {
  return run_command({"test", left, "-ef", right}).status == 0;
}

TEST(OptionsOfDpkg, LeadWhereTheRealDpkgGoes) {
  if (::access("/usr/bin/dpkg", X_OK) != 0 || ::access("/var/lib/dpkg/status", R_OK) != 0) {
    GTEST_SKIP() << "needs a host that dpkg has installed";
  }
  for (const Row& row : rows()) {
    const auto places = places_of_real_dpkg(row);
    ASSERT_TRUE(places) << testing::PrintToString(row.words);
    const bool is_here = (places->root.empty() || is_one_file(places->root, "/")) &&
                         is_one_file(places->database, "/var/lib/dpkg");
    EXPECT_EQ(is_here, !row.elsewhere)
        << testing::PrintToString(row.words) << " leads to root '" << places->root
        << "' and database '" << places->database << "'";
  }
}

}  // namespace
}  // namespace pkgmap::apt
