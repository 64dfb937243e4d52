// Tests what the reader makes of policy files, and the whole text of its diagnostics.
//
// To add a mistake, append a row.
#include "rules/policy/policy_reader.hpp"

#include <gtest/gtest.h>

#include "rules/policy/policy_defaults.hpp"

namespace pkgmap::rules {
namespace {

using std::chrono::seconds;

struct Read {
  explicit Read(const std::vector<std::string>& texts) {
    PolicyReader reader(sources, diagnostics);
    std::uint32_t number = 0;
    for (const std::string& text : texts) {
      reader.read(sources.add(std::string(1, static_cast<char>('a' + number++)) + ".yaml", text));
    }
    policy = reader.finish();
  }

  std::string said() const {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) text += render(diagnostic, sources);
    return text;
  }

  Sources sources;
  std::vector<Diagnostic> diagnostics;
  Policy policy;
};

TEST(PolicyReader, NothingAtAllIsThePolicyThatIsBuiltIn) {
  const Read read({"", "# only a comment\n", "version: 1\ndefaults:\nrules:\n"});
  EXPECT_EQ(read.said(), "");
  EXPECT_EQ(read.policy.threshold, Strength::likely);
  EXPECT_EQ(read.policy.wait, seconds(20));
  EXPECT_EQ(read.policy.drift, OnDrift::carry);
  EXPECT_EQ(read.policy.unknown_peer, OnUnknownPeer::refuse);
  EXPECT_TRUE(read.policy.rules.empty());
}

TEST(PolicyDefaults, AreUnchangedByAWordThatTheirKeyRefuses) {
  for (const PolicyDefault& key : policy_defaults()) {
    const std::vector<std::string_view> durations{key.name == "lease" ? "2h" : "10s"};
    for (const std::string_view word : key.words.empty() ? durations : key.words) {
      Policy policy;
      EXPECT_TRUE(key.set(word, policy)) << key.name << ": " << word;
      const std::string before = key.get(policy);
      EXPECT_FALSE(key.set("maybe", policy)) << key.name;
      EXPECT_EQ(key.get(policy), before) << key.name;
    }
  }
}

TEST(PolicyReader, EveryDefaultCanBeSaid) {
  const Read read(
      {"version: 1\n"
       "defaults:\n"
       "  evidence: strong\n"
       "  wait: 10s\n"
       "  settle: 1m\n"
       "  lease: 4h\n"
       "  drift: refuse\n"
       "  require_signature: yes\n"
       "  removed: resume\n"
       "  unreachable: stop-monit\n"
       "  unread: reload\n"
       "  unknown_peer: trust\n"
       "  on_error: abort\n"});
  EXPECT_EQ(read.said(), "");
  EXPECT_EQ(read.policy.threshold, Strength::strong);
  EXPECT_EQ(read.policy.wait, seconds(10));
  EXPECT_EQ(read.policy.settle, seconds(60));
  EXPECT_EQ(read.policy.lease, seconds(14'400));
  EXPECT_EQ(read.policy.drift, OnDrift::refuse);
  EXPECT_TRUE(read.policy.require_signature);
  EXPECT_EQ(read.policy.removed, OnRemoved::resume);
  EXPECT_EQ(read.policy.unreachable, OnUnreachable::stop_monit);
  EXPECT_EQ(read.policy.unread, OnUnread::reload);
  EXPECT_EQ(read.policy.unknown_peer, OnUnknownPeer::trust);
  EXPECT_EQ(read.policy.on_error, OnError::abort);
}

TEST(PolicyReader, RulesStayInTheOrderOfTheFiles) {
  const Read read(
      {"version: 1\n"
       "rules:\n"
       "  - name: galera follows the server\n"
       "    packages: ['mariadb-server(-galera)?']\n"
       "    checks: ['galera_.*', wsrep]\n"
       "    decision: suspend\n",
       "version: 1\n"
       "rules:\n"
       "  - checks: .*_FS\n"
       "    decision: keep\n"});
  ASSERT_EQ(read.said(), "");
  ASSERT_EQ(read.policy.rules.size(), 2U);
  const PolicyRule& first = read.policy.rules[0];
  EXPECT_EQ(first.title(), "the rule 'galera follows the server'");
  EXPECT_EQ(first.place(), "a.yaml:3");
  EXPECT_EQ(first.verdict, RuleVerdict::suspend);
  EXPECT_TRUE(first.speaks_of_package("mariadb-server"));
  EXPECT_FALSE(first.speaks_of_package("mariadb-server-utils"));
  EXPECT_TRUE(first.speaks_of_check("Galera_1"));
  EXPECT_TRUE(first.speaks_of_check("wsrep"));
  const PolicyRule& second = read.policy.rules[1];
  EXPECT_EQ(second.title(), "the rule of b.yaml:3");
  EXPECT_TRUE(second.speaks_of_check("root_fs"));
  EXPECT_TRUE(second.speaks_of_package("anything"));
}

TEST(PolicyReader, TwoFilesMaySayTheSame) {
  const std::string text = "version: 1\ndefaults: {wait: 10s}\n";
  EXPECT_EQ(Read({text, text}).said(), "");
}

struct Mistake {
  const char* name;
  const char* text;
  const char* message;
};

constexpr Mistake kMistakes[] = {
    {"NoVersion", "rules: []\n",
     "a.yaml:1:1: error: a policy file needs a version\n"
     "rules: []\n"
     "^\n"
     "  hint: write 'version: 1'\n"},
    {"ALaterVersion", "version: 2\n",
     "a.yaml:1:10: error: unknown version '2'\n"
     "version: 2\n"
     "         ^\n"
     "  hint: this program reads version 1\n"},
    {"NotAMapping", "- version: 1\n",
     "a.yaml:1:1: error: a policy must be a mapping, not a list\n"
     "- version: 1\n"
     "^\n"},
    {"AnUnknownKey", "version: 1\nrule: []\n",
     "a.yaml:2:1: error: unknown key 'rule' of a policy\n"
     "rule: []\n"
     "^~~~\n"
     "  hint: did you mean 'rules'?\n"},
    {"AnUnknownDefault", "version: 1\ndefaults:\n  lese: 2h\n",
     "a.yaml:3:3: error: unknown key 'lese' of 'defaults'\n"
     "  lese: 2h\n"
     "  ^~~~\n"
     "  hint: did you mean 'lease'?\n"},
    {"AnUnknownKeyOfARule", "version: 1\nrules:\n  - check: ['a']\n    decision: keep\n",
     "a.yaml:3:5: error: unknown key 'check' of a rule\n"
     "  - check: ['a']\n"
     "    ^~~~~\n"
     "  hint: did you mean 'checks'?\n"},
    {"AWordThatIsNoValue", "version: 1\ndefaults:\n  evidence: liekly\n",
     "a.yaml:3:13: error: 'liekly' is not a value of 'evidence'\n"
     "  evidence: liekly\n"
     "            ^~~~~~\n"
     "  hint: did you mean 'likely'?\n"},
    {"ADurationWithoutUnit", "version: 1\ndefaults:\n  wait: 20\n",
     "a.yaml:3:9: error: '20' is not a value of 'wait'\n"
     "  wait: 20\n"
     "        ^~\n"
     "  hint: allowed: from 1s to 30s, with one of s, m, h, d\n"},
    {"ADurationThatIsTooLong", "version: 1\ndefaults:\n  wait: 1h\n",
     "a.yaml:3:9: error: '1h' is not a value of 'wait'\n"
     "  wait: 1h\n"
     "        ^~\n"
     "  hint: allowed: from 1s to 30s, with one of s, m, h, d\n"},
    {"ABadPattern", "version: 1\nrules:\n  - checks: ['ok', 'disk[_fs']\n    decision: keep\n",
     "a.yaml:3:25: error: bad pattern: missing ]\n"
     "  - checks: ['ok', 'disk[_fs']\n"
     "                        ^~~~\n"},
    {"APatternThatTakesTooMuchMemory",
     "version: 1\nrules:\n  - checks: ['(\\pL{500}){2}']\n    decision: keep\n",
     "a.yaml:3:14: error: bad pattern: pattern too large - compile failed\n"
     "  - checks: ['(\\pL{500}){2}']\n"
     "             ^~~~~~~~~~~~~~~\n"},
    {"AGlob", "version: 1\nrules:\n  - checks: ['*_fs']\n    decision: keep\n",
     "a.yaml:3:15: error: bad pattern: no argument for repetition operator\n"
     "  - checks: ['*_fs']\n"
     "              ^\n"
     "  hint: patterns are regular expressions: '.*' matches anything\n"},
    {"AnUnknownDecision", "version: 1\nrules:\n  - checks: a\n    decision: suspended\n",
     "a.yaml:4:15: error: 'suspended' is not a decision\n"
     "    decision: suspended\n"
     "              ^~~~~~~~~\n"
     "  hint: did you mean 'suspend'?\n"},
    {"NoDecision", "version: 1\nrules:\n  - checks: a\n",
     "a.yaml:3:5: error: this rule has no decision\n"
     "  - checks: a\n"
     "    ^~~~~~\n"
     "  hint: add 'decision: suspend' or 'decision: keep'\n"},
    {"ARuleAboutEverything", "version: 1\nrules:\n  - decision: keep\n",
     "a.yaml:3:5: error: this rule matches every check and every package\n"
     "  - decision: keep\n"
     "    ^~~~~~~~\n"
     "  hint: add packages: ['...'] or checks: ['...']\n"},
    {"SuspendForNoPackage", "version: 1\nrules:\n  - checks: web\n    decision: suspend\n",
     "a.yaml:3:5: error: a rule that suspends must say for which packages\n"
     "  - checks: web\n"
     "    ^~~~~~\n"
     "  hint: packages: ['.*'] means all of them\n"},
    {"NoPatterns", "version: 1\nrules:\n  - checks: []\n    decision: keep\n",
     "a.yaml:3:13: error: 'checks' is an empty list, so this rule never matches\n"
     "  - checks: []\n"
     "            ^\n"
     "  hint: remove the key to match everything\n"},
    {"TwoRulesOfOneName",
     "version: 1\nrules:\n  - {name: x, checks: a, decision: keep}\n"
     "  - {name: x, checks: b, decision: keep}\n",
     "a.yaml:4:12: error: another rule is called 'x'\n"
     "  - {name: x, checks: b, decision: keep}\n"
     "           ^\n"
     "  hint: see a.yaml:3\n"},
    {"ARuleThatContradictsAnEarlierOne",
     "version: 1\nrules:\n  - {name: all, checks: '.*', decision: keep}\n"
     "  - {packages: p, checks: web, decision: suspend}\n",
     "a.yaml:4:6: error: this rule never decides: the rule 'all' decides before it, and otherwise\n"
     "  - {packages: p, checks: web, decision: suspend}\n"
     "     ^~~~~~~~\n"
     "  hint: see a.yaml:3\n"},
    {"ARuleThatAnEarlierOneMakesNeedless",
     "version: 1\nrules:\n  - {checks: [a, b], decision: keep}\n  - {checks: a, decision: keep}\n",
     "a.yaml:4:6: warning: this rule never decides: the rule of a.yaml:3 decides before it\n"
     "  - {checks: a, decision: keep}\n"
     "     ^~~~~~\n"
     "  hint: see a.yaml:3\n"},
    {"AcceptedDriftWithSignatures",
     "version: 1\ndefaults:\n  drift: accept\n  require_signature: yes\n",
     "a.yaml:3:10: error: 'drift: accept' accepts content that no package shipped\n"
     "  drift: accept\n"
     "         ^~~~~~\n"
     "  hint: 'require_signature: yes' (a.yaml:4) contradicts it\n"},
    {"DefaultsThatAreAList", "version: 1\ndefaults: [wait]\n",
     "a.yaml:2:11: error: 'defaults' must be a mapping, not a list\n"
     "defaults: [wait]\n"
     "          ^\n"},
    {"ADefaultThatIsAList", "version: 1\ndefaults: {wait: [1s]}\n",
     "a.yaml:2:18: error: 'wait' must be a word, not a list\n"
     "defaults: {wait: [1s]}\n"
     "                 ^\n"},
    {"RulesThatAreAMapping", "version: 1\nrules: {checks: a}\n",
     "a.yaml:2:8: error: 'rules' must be a list, not a mapping\n"
     "rules: {checks: a}\n"
     "       ^\n"},
    {"ARuleThatIsAWord", "version: 1\nrules: [keep]\n",
     "a.yaml:2:9: error: a rule must be a mapping, not a word\n"
     "rules: [keep]\n"
     "        ^~~~\n"},
    {"ARuleThatIsEmpty", "version: 1\nrules: [{}]\n",
     "a.yaml:2:9: error: this rule has no decision\n"
     "rules: [{}]\n"
     "        ^\n"
     "  hint: add 'decision: suspend' or 'decision: keep'\n"},
    {"ANameThatIsAList", "version: 1\nrules: [{name: [x], checks: a, decision: keep}]\n",
     "a.yaml:2:16: error: the name of a rule must be a word, not a list\n"
     "rules: [{name: [x], checks: a, decision: keep}]\n"
     "               ^\n"},
    {"PatternsThatAreAMapping", "version: 1\nrules: [{checks: {a: b}, decision: keep}]\n",
     "a.yaml:2:18: error: 'checks' must be a list, not a mapping\n"
     "rules: [{checks: {a: b}, decision: keep}]\n"
     "                 ^\n"},
    {"APatternThatIsAList", "version: 1\nrules: [{checks: [[a]], decision: keep}]\n",
     "a.yaml:2:19: error: a pattern must be a word, not a list\n"
     "rules: [{checks: [[a]], decision: keep}]\n"
     "                  ^\n"},
    {"ADecisionThatIsAList", "version: 1\nrules: [{checks: a, decision: [keep]}]\n",
     "a.yaml:2:31: error: 'decision' must be a word, not a list\n"
     "rules: [{checks: a, decision: [keep]}]\n"
     "                              ^\n"},
    {"ADecisionThatResemblesNone", "version: 1\nrules: [{checks: a, decision: perhaps}]\n",
     "a.yaml:2:31: error: 'perhaps' is not a decision\n"
     "rules: [{checks: a, decision: perhaps}]\n"
     "                              ^~~~~~~\n"
     "  hint: write suspend or keep\n"},
    {"SuspendForNoCheck", "version: 1\nrules: [{packages: a, decision: suspend}]\n",
     "a.yaml:2:10: error: a rule that suspends must say for which checks\n"
     "rules: [{packages: a, decision: suspend}]\n"
     "         ^~~~~~~~\n"
     "  hint: checks: ['.*'] means all of them\n"},
    {"ADurationThatIsTooShort", "version: 1\ndefaults: {lease: 59s}\n",
     "a.yaml:2:19: error: '59s' is not a value of 'lease'\n"
     "defaults: {lease: 59s}\n"
     "                  ^~~\n"
     "  hint: allowed: from 1m to 30d, with one of s, m, h, d\n"},
    {"ALeaseThatIsTooShort", "version: 1\ndefaults:\n  settle: 10m\n  lease: 5m\n",
     "a.yaml:4:10: error: a lease of 5m would end before processes settle\n"
     "  lease: 5m\n"
     "         ^~\n"
     "  hint: 'settle' is 10m\n"},
};

TEST(PolicyReader, MistakesAreShownAtTheirPlaceWithTheNearestRightWord) {
  for (const Mistake& row : kMistakes) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(Read({row.text}).said(), row.message);
  }
}

TEST(PolicyReader, ALongWordIsCutInItsMessage) {
  const std::string word(100, 'x');
  const std::string said = Read({"version: " + word + "\n"}).said();
  EXPECT_NE(said.find("unknown version '" + word.substr(0, 60) + "...'\n"), std::string::npos)
      << said;
}

TEST(PolicyReader, YesAndNoHaveTwoWordsEach) {
  for (const char* word : {"yes", "true", "no", "false"}) {
    const Read read({std::string("version: 1\ndefaults: {require_signature: ") + word + "}\n"});
    EXPECT_EQ(read.said(), "");
    EXPECT_EQ(read.policy.require_signature, word[0] == 'y' || word[0] == 't') << word;
  }
  const Read read({"version: 1\ndefaults: {require_signature: perhaps}\n"});
  EXPECT_NE(read.said().find("'perhaps' is not a value of 'require_signature'"), std::string::npos);
}

TEST(PolicyReader, FilesThatContradictEachOtherAreAMistakeOfTheLaterOne) {
  const Read read({"version: 1\ndefaults: {wait: 10s}\n", "version: 1\ndefaults: {wait: 20s}\n"});
  EXPECT_EQ(read.said(),
            "b.yaml:2:18: error: 'wait' is '20s' here, but another file says '10s'\n"
            "defaults: {wait: 20s}\n"
            "                 ^~~\n"
            "  hint: see a.yaml:2\n");
}

TEST(PolicyReader, OneMistakeNeitherHidesTheNextNorWhatIsRight) {
  const Read read({"version: 1\ndefaults: {wait: x, on_error: abort}\nrules: [{checks: '['}]\n"});
  EXPECT_EQ(read.diagnostics.size(), 3U) << read.said();
  EXPECT_EQ(read.policy.on_error, OnError::abort);
}

TEST(PolicyReader, MistakesAreCountedNoFurtherThanAnybodyReads) {
  std::string text = "version: 1\nrules:\n";
  for (int i = 0; i < 200; ++i) text += "  - {x: 1}\n";
  EXPECT_LE(Read({text}).diagnostics.size(), 51U);
}

TEST(PolicyReader, PatternsAreBounded) {
  std::string text = "version: 1\nrules:\n  - decision: keep\n    checks:\n";
  for (int i = 0; i < 1001; ++i) text += "    - c" + std::to_string(i) + "\n";
  EXPECT_NE(Read({text}).said().find("more than 1000 patterns"), std::string::npos);
}

}  // namespace
}  // namespace pkgmap::rules
