// The judge on packaged contents: which links and which headers count.
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace pkgmap::rules
