// What verdicts mean for a reload, for what is reported, and for the content records. Values in,
// values out.
#include "engine/session/acts/gate.hpp"

#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using rules::AlarmFate;
using rules::Digests;
using rules::RecordFate;
using rules::Standing;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kGateControlFile = "/etc/monitrc";
constexpr std::int64_t kGateIncarnation = 1000;
constexpr std::int64_t kGateNow = 2'000'000'000;

Digests gate_sum(const std::string& content) {
  return {{Algorithm::md5, "5" + content}, {Algorithm::sha256, "256" + content}};
}

// A file as the judge finds it: `content` stands there, and monit holds `shown`.
JudgedFile gate_file(const std::string& check, const std::string& content,
                     const std::string& shown) {
  JudgedFile file;
  file.facts.check = check;
  file.facts.path = "/opt/" + check;
  file.facts.present.kind = rules::PresentFile::Kind::content;
  file.facts.present.digests = gate_sum(content);
  file.facts.present.identity = {1, 2, 3, 4};
  file.facts.shown = {rules::ShownBaseline::Kind::shown, {{Algorithm::md5, "5" + shown}}};
  file.verdict = rules::judge(file.facts, {});
  return file;
}

JudgedFiles gate_files(std::vector<JudgedFile> files) {
  JudgedFiles judged;
  judged.files = std::move(files);
  judged.terms.incarnation = kGateIncarnation;
  return judged;
}

class RecordsOfTheGate : public testing::Test {
 protected:
  void keep(JudgedFile file, const Agreed& agreed = {}) {
    const auto* known = records_.find(kGateControlFile, file.facts.check, file.facts.path);
    if (known) file.facts.record = *known;
    file.verdict = rules::judge(file.facts, terms_);
    keep_records(gate_files({std::move(file)}), kGateControlFile, kGateNow, agreed, records_);
  }
  const rules::ContentRecord* record(const std::string& check = "agent") const {
    return records_.find(kGateControlFile, check);
  }

  rules::JudgeTerms terms_{rules::OnDrift::carry, true, false, kGateIncarnation};
  ContentRecords records_;
};

TEST_F(RecordsOfTheGate, HaveWhatMonitAndWeAgreeUpon) {
  keep(gate_file("agent", "good", "good"));
  ASSERT_NE(record(), nullptr);
  EXPECT_EQ(record()->digests, gate_sum("good"));
  EXPECT_EQ(record()->identity.inode, 2U);
  EXPECT_EQ(record()->incarnation, kGateIncarnation);
  EXPECT_EQ(record()->when, kGateNow);
}

TEST_F(RecordsOfTheGate, HaveWhatMonitHoldsWhenAnotherContentIsThereAtFirst) {
  keep(gate_file("agent", "evil", "good"));
  EXPECT_EQ(record()->digests, (Digests{{Algorithm::md5, "5good"}}));
  EXPECT_FALSE(record()->identity.known());
}

TEST_F(RecordsOfTheGate, StayWhatTheyWereWhateverMonitWasMadeToTake) {
  keep(gate_file("agent", "good", "good"));
  keep(gate_file("agent", "evil", "evil"));
  EXPECT_EQ(record()->digests, gate_sum("good"));
}

TEST_F(RecordsOfTheGate, TakeWhatAPackageShippedOnceMonitHoldsIt) {
  keep(gate_file("agent", "good", "good"));
  JudgedFile shipped = gate_file("agent", "new", "good");
  shipped.facts.packaging.owner = "app-2-1.noarch";
  shipped.facts.packaging.words = {{"app-2-1.noarch", {Algorithm::sha256, "256new"}}};
  keep(shipped);
  EXPECT_EQ(record()->digests, gate_sum("good"));
  shipped.facts.shown.digests = {{Algorithm::md5, "5new"}};
  keep(shipped);
  EXPECT_EQ(record()->digests, gate_sum("new"));
}

// No good content is known; the record only says that this program has looked, so that it does not
// look again for that.
TEST_F(RecordsOfTheGate, KnowThatAFileWasLookedAt) {
  JudgedFile gone = gate_file("agent", "x", "x");
  gone.facts.present = {};
  gone.facts.shown = {rules::ShownBaseline::Kind::never, {}};
  gone.verdict = rules::judge(gone.facts, terms_);
  keep(gone);
  ASSERT_NE(record(), nullptr);
  EXPECT_FALSE(rules::is_known(record()->digests));
  EXPECT_EQ(record()->incarnation, kGateIncarnation);
}

// monit holds a content that its page would show.
TEST_F(RecordsOfTheGate, TakeNoContentOfACheckThatIsOffWhileItsPageCannotBeRequested) {
  JudgedFile off = gate_file("agent", "evil", "good");
  off.facts.watching = rules::Watching::off;
  off.facts.present.identity.ctime = (kGateIncarnation + 1) * 1'000'000'000;
  const rules::ShownBaseline shown = std::exchange(off.facts.shown, {});
  keep(off);
  EXPECT_FALSE(rules::is_known(record()->digests));
  off.facts.shown = shown;
  keep(off);
  EXPECT_EQ(record()->digests, (Digests{{Algorithm::md5, "5good"}}));
  EXPECT_EQ(record()->noted, gate_sum("evil"));
}

// Such a baseline is shown nowhere while the check is off.
TEST_F(RecordsOfTheGate, TakeTheFirstContentOfAChangedTestThatIsOff) {
  JudgedFile off = gate_file("agent", "first", "first");
  off.facts.watching = rules::Watching::off;
  off.facts.goes_on = true;
  off.facts.present.identity.ctime = (kGateIncarnation + 1) * 1'000'000'000;
  off.facts.shown = {};
  keep(off);
  EXPECT_EQ(record()->digests, gate_sum("first"));
}

TEST_F(RecordsOfTheGate, NoteWhatIsToBeToldLater) {
  keep(gate_file("agent", "good", "good"));
  JudgedFile off = gate_file("agent", "evil", "good");
  off.facts.watching = rules::Watching::off;
  keep(off);
  EXPECT_EQ(record()->digests, gate_sum("good"));
  EXPECT_EQ(record()->noted, gate_sum("evil"));
  keep(gate_file("agent", "good", "good"));
  EXPECT_FALSE(rules::is_known(record()->noted));
}

// The link leads to the same content now, and could lead elsewhere later.
TEST_F(RecordsOfTheGate, NeverTakeALinkThatDoesNotCount) {
  keep(gate_file("agent", "good", "good"));
  JudgedFile linked = gate_file("agent", "good", "good");
  linked.facts.present.links = {{"/opt/agent", "/tmp/x"}};
  keep(linked);
  EXPECT_THAT(record()->links, IsEmpty());
}

TEST_F(RecordsOfTheGate, TakeTheLinksThatAreThereAtFirst) {
  JudgedFile linked = gate_file("agent", "good", "good");
  linked.facts.present.links = {{"/opt/agent", "/opt/agent-1"}};
  keep(linked);
  EXPECT_THAT(record()->links, SizeIs(1));
}

TEST_F(RecordsOfTheGate, OfAMonitThatCannotBeAskedTakeWhatIsUnchangedSinceItBegan) {
  JudgedFile file = gate_file("agent", "good", "good");
  file.facts.shown = {};
  file.verdict = rules::judge(file.facts, terms_);
  const std::int64_t changed = file.facts.present.identity.ctime / 1'000'000'000;
  keep(file, Agreed::unasked(changed));
  EXPECT_EQ(record(), nullptr);
  keep(file, Agreed::unasked(changed + 1));
  ASSERT_NE(record(), nullptr);
  EXPECT_EQ(record()->digests, gate_sum("good"));
}

TEST_F(RecordsOfTheGate, OfAMonitThatHasYetToReadTakeWhatIsThere) {
  JudgedFile file = gate_file("agent", "good", "good");
  file.facts.shown = {};
  file.verdict = rules::judge(file.facts, terms_);
  keep(file, Agreed::unasked({}));
  EXPECT_EQ(record()->digests, gate_sum("good"));
}

// monit compares the earlier path until it reads its control file.
TEST_F(RecordsOfTheGate, OfAPathThatMovedStayUntilMonitHasReadIt) {
  keep(gate_file("agent", "good", "good"));
  JudgedFile moved = gate_file("agent", "good", "good");
  moved.facts.path = "/srv/agent";
  moved.facts.shown = {rules::ShownBaseline::Kind::never, {}};
  moved.verdict = rules::judge(moved.facts, terms_);
  keep_records(gate_files({moved}), kGateControlFile, kGateNow, Agreed{}, records_);
  EXPECT_EQ(record()->path, "/opt/agent");
}

// A substitute check has the alarm about the earlier path.
TEST_F(RecordsOfTheGate, OfACheckWithAnotherPathAreNotThoseOfItsAlarm) {
  JudgedFile moved = gate_file("agent", "new", "new");
  moved.facts.path = "/srv/agent";
  moved.facts.shown = {};
  JudgedFile alarm = gate_file("agent", "good", "good");
  alarm.own_check = false;
  alarm.facts.alarm = gate_sum("good");
  alarm.facts.shown = {rules::ShownBaseline::Kind::never, {}};
  for (JudgedFile* file : {&moved, &alarm}) file->verdict = rules::judge(file->facts, terms_);
  keep_records(gate_files({moved, alarm}), kGateControlFile, kGateNow, Agreed::unasked({}),
               records_);
  ASSERT_NE(record(), nullptr);
  EXPECT_EQ(record()->path, "/srv/agent");
  EXPECT_EQ(record()->digests, gate_sum("new"));
}

TEST(GateBeforeAReload, TellsWhatBecomesABaseline) {
  JudgedFile file = gate_file("agent", "new", "old");
  file.facts.packaging.owner = "app-2-1.noarch";
  file.facts.packaging.words = {{"app-2-1.noarch", {Algorithm::sha256, "256new"}}};
  file.facts.packaging.words[0].signature = "key";
  file.verdict = rules::judge(file.facts, {});
  const auto taken = new_baselines_in(gate_files({file, gate_file("same", "x", "x")}));
  ASSERT_THAT(taken, SizeIs(1));
  EXPECT_EQ(taken[0].before, "5old");
  EXPECT_EQ(taken[0].after, "5new");
  EXPECT_EQ(taken[0].package, "app-2-1.noarch");
  EXPECT_EQ(taken[0].signature, "key");
}

// Drift that monit itself reports is named only when a reload is about to come.
TEST(GateBeforeAReload, NamesDriftOfWhichMonitDoesNotTell) {
  JudgedFile blessed = gate_file("blessed", "evil", "evil");
  blessed.facts.record.emplace();
  blessed.facts.record->digests = gate_sum("good");
  blessed.verdict = rules::judge(blessed.facts, {});
  const JudgedFiles files = gate_files({gate_file("alarming", "evil", "good"), blessed});
  EXPECT_THAT(drift_in(files, true), ElementsAre(testing::Field(&Drift::check, "blessed")));
  EXPECT_THAT(drift_in(files, false), SizeIs(2));
  EXPECT_TRUE(is_reload_due(files));
}

// By another algorithm than monit's if there is no other; a person can still look it up.
TEST(GateBeforeAReload, TellsTheDigestThatIsKnown) {
  JudgedFile file = gate_file("agent", "new", "old");
  file.verdict.new_baseline = true;
  file.facts.shown.digests = {{Algorithm::sha1, "1old"}};
  file.verdict.content = {{Algorithm::md5, ""}, {Algorithm::sha256, "256new"}};
  EXPECT_EQ(new_baselines_in(gate_files({file})).at(0).after, "256new");
  file.verdict.content = {{Algorithm::md5, ""}};
  const auto taken = new_baselines_in(gate_files({file}));
  EXPECT_TRUE(taken.empty() || taken[0].after.empty());
}

TEST(GateBeforeAReload, NeedsABaselineForWhateverMonitWouldAlarmAbout) {
  JudgedFile file = gate_file("agent", "good", "good");
  file.verdict.new_baseline = file.verdict.due = file.verdict.drift = false;
  for (const Standing standing : {Standing::changed, Standing::moved_link, Standing::unverified,
                                  Standing::unreadable, Standing::too_large, Standing::races}) {
    file.verdict.standing = standing;
    EXPECT_TRUE(needs_baseline(file));
  }
  for (const Standing standing : {Standing::as_baseline, Standing::alarmed, Standing::gone}) {
    file.verdict.standing = standing;
    file.verdict.due = false;
    EXPECT_FALSE(needs_baseline(file));
    file.verdict.due = true;
    EXPECT_TRUE(needs_baseline(file));
  }
  file.verdict.due = false;
  file.verdict.standing = Standing::alarmed;
  file.verdict.drift = true;
  EXPECT_TRUE(needs_baseline(file));
}

struct Raced {
  const char* what;
  const char* shown;    // By monit afterwards; empty: it shows no digest.
  const char* present;  // In the file afterwards.
  bool raced;
};

TEST(GateAfterAReload, FindsWhatWasReplacedInBetween) {
  const Raced kRaced[] = {
      {"monit took what was looked at", "good", "good", false},
      {"monit took it, and the file is another by now", "good", "evil", false},
      {"monit took another", "evil", "good", true},
      {"monit shows nothing, and the file is what it was", "", "good", false},
      {"monit shows nothing, and the file is another", "", "evil", true},
  };
  const JudgedFiles before = gate_files({gate_file("agent", "good", "good")});
  for (const Raced& one : kRaced) {
    JudgedFile after = gate_file("agent", one.present, one.shown);
    if (std::string(one.shown).empty()) after.facts.shown = {};
    const auto raced = raced_between(before, gate_files({after}));
    EXPECT_EQ(!raced.empty(), one.raced) << one.what;
  }
}

// The alarm ends, and monit compares another path under this name.
TEST(GateAfterAReload, AnAlarmAboutAnEarlierPathDoesNotRace) {
  JudgedFile alarm = gate_file("agent", "good", "good");
  alarm.own_check = false;
  const JudgedFile now = gate_file("agent", "new", "new");
  EXPECT_THAT(raced_between(gate_files({alarm}), gate_files({now})), IsEmpty());
}

}  // namespace
}  // namespace pkgmap
