// The judge on packaged contents: which links and which headers count.
#include <gtest/gtest.h>

#include "rules/judge/way.hpp"
#include "tests/rules/judge/judged_cases.hpp"

namespace pkgmap::rules {
namespace {

using cases::JudgedCase;
using cases::JudgedCases;
using cases::kAnotherContent;
using cases::make_roots;

constexpr auto kBehindLink = [](FileFacts& facts, JudgeTerms& terms) {
  cases::stands(facts, "other");
  cases::owned_by(facts, terms, "link");
};

INSTANTIATE_TEST_SUITE_P(
    Links, JudgedCases,
    ::testing::Values(
        JudgedCase{"one that was not there before", kBehindLink, "moved-link alarm"},
        JudgedCase{"one that was there before",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     facts.record->links = facts.present.links;
                   },
                   "as-packaged new"},
        JudgedCase{"one that led elsewhere before",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     facts.record->links = {{"/opt/app/agent", "/opt/app/agent-1"}};
                   },
                   "moved-link alarm"},
        JudgedCase{"root's, in a package's directory",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     make_roots(facts.present);
                     facts.present.links[0].packaged_around = true;
                   },
                   "as-packaged new"},
        JudgedCase{"root's, in a directory of no package",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     make_roots(facts.present);
                   },
                   "moved-link alarm"},
        JudgedCase{"in a package's directory that another user may write",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     make_roots(facts.present);
                     facts.present.directories.back().mode = 0777;
                     facts.present.links[0].packaged_around = true;
                   },
                   "moved-link alarm"},
        JudgedCase{"root's, in a sticky directory of a package",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     make_roots(facts.present);
                     facts.present.directories.back() = {"/tmp", 0, 01777, 0};
                     facts.present.links[0].packaged_around = true;
                   },
                   "as-packaged new"},
        JudgedCase{"another user's, in a sticky directory of a package",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     make_roots(facts.present);
                     facts.present.directories.back() = {"/tmp", 0, 01777, 1000};
                     facts.present.links[0].packaged_around = true;
                   },
                   "moved-link alarm"},
        JudgedCase{"the package's own, in a directory of its user",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     facts.present.links[0].packaged = true;
                   },
                   "as-packaged new"},
        JudgedCase{"the package's own, and one of somebody's behind it",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     facts.present.links[0].packaged = true;
                     facts.present.links.push_back({"/opt/app/x", "/usr/share/plain/text"});
                   },
                   "moved-link alarm"},
        JudgedCase{"one that was there before, and the package's own behind it",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     facts.record->links = facts.present.links;
                     facts.present.links.push_back({"/usr/share/plain/text", "text-2", true});
                   },
                   "as-packaged new"},
        JudgedCase{"one that was there before, and one of somebody's behind it",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     facts.record->links = facts.present.links;
                     facts.present.links.push_back({"/opt/app/x", "/tmp/x"});
                   },
                   "moved-link alarm"},
        JudgedCase{"to the good content: nothing is blessed",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     kBehindLink(facts, terms);
                     cases::stands(facts, "good");
                   },
                   "as-baseline"},
        JudgedCase{"in place of a packaged file",
                   [](FileFacts& facts, JudgeTerms& terms) {
                     cases::stands(facts, "other");
                     cases::owned_by(facts, terms, "package");
                     facts.packaging.replaced = "app-1-1.noarch";
                   },
                   "changed alarm"}));

TEST(JudgesReason, NamesTheFirstLinkThatDoesNotCount) {
  FileFacts facts = cases::file();
  JudgeTerms terms = cases::terms_of("carry");
  kBehindLink(facts, terms);
  facts.record->links = facts.present.links;
  facts.present.links.push_back({"/opt/app/x", "/tmp/x"});
  EXPECT_EQ(judge(facts, terms).reason,
            "/opt/app/agent is as app-1-1.noarch has it, but /opt/app/x is a link that no package "
            "made; 'monit-pkgmap accept /opt/app/agent' accepts it");
}

// A %ghost file of the transaction's own package, which was good before; policy scriptlets: accept.
constexpr auto kMadeByScriptlet = [](FileFacts& facts, JudgeTerms& terms) {
  kAnotherContent(facts, terms);
  cases::owned_by(facts, terms, "ghost");
  make_roots(facts.present);
  facts.present.uid = 0;
  facts.good_before = true;
  facts.of_session = true;
  terms.scriptlets = OnScriptlets::accept;
};

INSTANTIATE_TEST_SUITE_P(
    Scriptlets, JudgedCases,
    ::testing::Values(JudgedCase{"of the own package", kMadeByScriptlet, "by-scriptlet new"},
                      JudgedCase{"as built in",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kMadeByScriptlet(facts, terms);
                                   terms.scriptlets = OnScriptlets::alarm;
                                 },
                                 "changed alarm"},
                      JudgedCase{"a file of another package",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kMadeByScriptlet(facts, terms);
                                   facts.of_session = false;
                                 },
                                 "changed alarm"},
                      JudgedCase{"a file that was wrong before, or changed later",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kMadeByScriptlet(facts, terms);
                                   facts.good_before = false;
                                 },
                                 "changed alarm"},
                      JudgedCase{"a file that another user can write",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kMadeByScriptlet(facts, terms);
                                   facts.present.mode = 0666;
                                 },
                                 "changed alarm"},
                      JudgedCase{"a program",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kMadeByScriptlet(facts, terms);
                                   cases::owned_by(facts, terms, "another");
                                 },
                                 "changed alarm"},
                      JudgedCase{"a %config file",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kMadeByScriptlet(facts, terms);
                                   cases::owned_by(facts, terms, "another");
                                   facts.packaging.words[0].config = true;
                                 },
                                 "by-scriptlet new"},
                      JudgedCase{"a %verify(not md5) file",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kMadeByScriptlet(facts, terms);
                                   cases::owned_by(facts, terms, "another");
                                   facts.packaging.words[0].binding = false;
                                 },
                                 "by-scriptlet new"},
                      JudgedCase{"behind a link of nobody",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kMadeByScriptlet(facts, terms);
                                   facts.present.links = {{"/opt/app/agent", "/tmp/x"}};
                                 },
                                 "changed alarm"}));

TEST(ContentOfATransaction, IsKnownUntilTheFileChanges) {
  PresentFile file = cases::file().present;
  make_roots(file);
  file.uid = 0;
  file.mode = 0644;
  file.identity = {1, 2, 3, 4'000};
  ContentRecord record;
  EXPECT_FALSE(changed_in_a_transaction(file, record));
  record.made = file.identity;
  EXPECT_TRUE(changed_in_a_transaction(file, record));
  file.identity.ctime += 1;
  EXPECT_FALSE(changed_in_a_transaction(file, record));
  file.identity = record.made;
  file.uid = 1000;  // Such a user could write without a trace.
  EXPECT_FALSE(changed_in_a_transaction(file, record));
}

TEST(JudgesReason, SaysThatAnEarlierTransactionChangedTheFile) {
  FileFacts facts = cases::file();
  JudgeTerms terms = cases::terms_of("carry");
  kMadeByScriptlet(facts, terms);
  terms.scriptlets = OnScriptlets::alarm;
  facts.good_before = false;
  facts.present.identity = {1, 2, 3, 4'000};
  facts.record->made = facts.present.identity;
  const FileVerdict verdict = judge(facts, terms);
  EXPECT_FALSE(verdict.by_transaction);
  EXPECT_EQ(verdict.reason,
            "monit would accept /opt/app/agent, which changed during a transaction, and no "
            "package ships its content");
}

TEST(JudgesReason, SaysThatTheTransactionChangedTheFile) {
  FileFacts facts = cases::file();
  JudgeTerms terms = cases::terms_of("carry");
  kMadeByScriptlet(facts, terms);
  terms.scriptlets = OnScriptlets::alarm;
  const FileVerdict verdict = judge(facts, terms);
  EXPECT_TRUE(verdict.by_transaction);
  EXPECT_EQ(verdict.reason,
            "monit would accept /opt/app/agent, which changed during this transaction, and no "
            "package ships its content");
}

// Of two headers with this content, the one that a known key has signed; else the first.
TEST(Shipped, NamesTheHeaderThatASignatureProves) {
  struct Row {
    bool first_proved;
    bool second_proved;
    const char* package;
  };
  for (const Row& row :
       {Row{false, false, "app-1-1.noarch"}, Row{true, false, "app-1-1.noarch"},
        Row{false, true, "another-1-1.noarch"}, Row{true, true, "app-1-1.noarch"}}) {
    FileFacts facts = cases::file();
    JudgeTerms terms;
    kAnotherContent(facts, terms);
    cases::owned_by(facts, terms, "package");
    facts.packaging.words.push_back(facts.packaging.words[0]);
    facts.packaging.words[0].proved = row.first_proved;
    facts.packaging.words[1].proved = row.second_proved;
    facts.packaging.words[1].package = "another-1-1.noarch";
    const FileVerdict verdict = judge(facts, terms);
    ASSERT_TRUE(verdict.shipped.word);
    EXPECT_EQ(verdict.shipped.word->package, row.package) << row.first_proved << row.second_proved;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Headers, JudgedCases,
    ::testing::Values(JudgedCase{"a bad signature never counts",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kAnotherContent(facts, terms);
                                   cases::owned_by(facts, terms, "package");
                                   facts.packaging.words[0].bad_signature = "its signature is bad";
                                 },
                                 "unverified alarm"},
                      JudgedCase{"not signed, where nobody asks for it",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kAnotherContent(facts, terms);
                                   cases::owned_by(facts, terms, "package");
                                   facts.packaging.words[0].proved = false;
                                 },
                                 "as-packaged new"},
                      JudgedCase{"of two with this content, the one that counts",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   kAnotherContent(facts, terms);
                                   cases::owned_by(facts, terms, "unverified");
                                   facts.packaging.words.push_back(facts.packaging.words[0]);
                                   facts.packaging.words[1].proved = true;
                                 },
                                 "as-packaged new"},
                      JudgedCase{"a content that is not verified may be another one",
                                 [](FileFacts& facts, JudgeTerms& terms) {
                                   cases::owned_by(facts, terms, "another");
                                   facts.packaging.words[0].binding = false;
                                   facts.record.reset();
                                   cases::shows(facts, "hidden");
                                 },
                                 "unknown alarm"}));

TEST(UnchangedSince, ALinkThatIsNewerThanTheFileIsAChange) {
  PresentFile file;
  make_roots(file);
  file.identity = {1, 2, 3, 100'000'000'000};
  EXPECT_TRUE(unchanged_since(file, 101));
  EXPECT_FALSE(unchanged_since(file, 100));
  file.newest_link = 150'000'000'000;
  EXPECT_FALSE(unchanged_since(file, 150));
  EXPECT_TRUE(unchanged_since(file, 151));
  // The record knows the file itself, whatever leads to it.
  ContentRecord record;
  record.identity = file.identity;
  record.when = 102'000'000;
  EXPECT_TRUE(is_recorded(file, record));
}

}  // namespace
}  // namespace pkgmap::rules
