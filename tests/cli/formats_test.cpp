// Tests that docs/formats.md shows what the program reads and prints, for answers that need a
// session under monit. formats_test.py tests the others.
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "cli/render/acceptance.hpp"
#include "cli/render/comparison.hpp"
#include "cli/render/doctor.hpp"
#include "cli/render/expected_sums.hpp"
#include "cli/render/history.hpp"
#include "cli/render/messages.hpp"
#include "cli/render/recovery.hpp"
#include "cli/render/sessions.hpp"
#include "cli/render/verification.hpp"
#include "cli/screen.hpp"
#include "engine/journal/session_record.hpp"
#include "parsers/json/json.hpp"
#include "parsers/transaction/transaction.hpp"

namespace pkgmap::cli {
namespace {

std::string example(const std::string& name) {
  std::ifstream file(PKGMAP_SOURCE_DIR "/docs/formats.md");
  std::stringstream page;
  page << file.rdbuf();
  const std::string text = page.str();
  const std::string opening = "<!-- example: " + name + " -->\n```json\n";
  const auto begin = text.find(opening);
  if (begin == std::string::npos) return {};
  const auto end = text.find("\n```\n", begin);
  return text.substr(begin + opening.size(), end + 1 - begin - opening.size());
}

// The example in the program's layout, so that equal texts have the same members in the same order.
std::string laid_out(const std::string& name) {
  std::string problem;
  const auto json = Json::parse(example(name), &problem);
  EXPECT_TRUE(json) << name << ": " << problem;
  return json ? json->dump() : "";
}

SessionRecord documented_session() {
  const auto record = session_from_text(example("journal"));
  EXPECT_TRUE(record) << "the journal of the page cannot be read";
  return record ? *record : SessionRecord{};
}

const Json& documented(const Json& json, const char* list, std::size_t number) {
  return json[list].items().at(number);
}

TEST(FormatsTest, TheJournalIsWrittenAsDocumented) {
  EXPECT_EQ(example("journal"), to_text(documented_session()));
}

TEST(FormatsTest, ATransactionIsReadWithEveryMemberThatIsDocumented) {
  std::string problem;
  const auto transaction = parse_transaction(example("transaction"), problem);
  ASSERT_TRUE(transaction) << problem;
  EXPECT_EQ("dnf4", transaction->manager);
  EXPECT_EQ(4711, transaction->pid);
  ASSERT_EQ(2U, transaction->items.size());
  const TransactionItem& incoming = transaction->items[0];
  EXPECT_EQ(ItemAction::upgrade, incoming.action);
  EXPECT_EQ("mysql-server", incoming.package.name);
  EXPECT_EQ("0", incoming.package.epoch);
  EXPECT_EQ("8.0.40", incoming.package.version);
  EXPECT_EQ("1.el9", incoming.package.release);
  EXPECT_EQ("x86_64", incoming.package.arch);
  EXPECT_TRUE(incoming.package_file.ends_with("mysql-server-8.0.40-1.el9.x86_64.rpm"));
  EXPECT_EQ(ItemAction::remove, transaction->items[1].action);
  EXPECT_EQ(3U, transaction->items[1].dbid);
}

TEST(FormatsTest, ATransactionOfAptIsRead) {
  std::string problem;
  const auto transaction = parse_transaction(example("transaction-of-apt"), problem);
  ASSERT_TRUE(transaction) << problem;
  EXPECT_EQ("apt", transaction->manager);
  ASSERT_EQ(1U, transaction->items.size());
  const TransactionItem& item = transaction->items[0];
  EXPECT_TRUE(item.deb);
  EXPECT_EQ("nginx", item.package.name);
  EXPECT_EQ("9+deb12u1", item.package.release);
  EXPECT_TRUE(item.package_file.ends_with("nginx_1%3a1.22.1-9+deb12u1_amd64.deb"));
}

TEST(FormatsTest, ATransactionIsReadWithItsFileLists) {
  std::string problem;
  const auto transaction = parse_transaction(example("transaction-with-files"), problem);
  ASSERT_TRUE(transaction) << problem;
  ASSERT_TRUE(transaction->items.at(0).files);
  const std::vector<FileGroup>& files = *transaction->items[0].files;
  ASSERT_EQ(2U, files.size());
  EXPECT_EQ("/usr/sbin/", files[0].directory);
  EXPECT_EQ(std::vector<std::string>{"mysqld"}, files[0].names);
  EXPECT_FALSE(files[0].directories || files[0].ghosts);
  EXPECT_TRUE(files[1].ghosts);
}

TEST(FormatsTest, SuspendPrintsWhatIsDocumented) {
  const auto page = Json::parse(example("suspend"));
  ASSERT_TRUE(page);
  SuspendOutcome outcome;
  outcome.session = (*page)["session"].string_or("");
  outcome.checks = 4;
  outcome.packages = (*page)["packages"].strings();
  outcome.suspended = {"mysqld", "mysql_bin"};
  EXPECT_EQ(laid_out("suspend"), suspend_json(outcome).dump());
}

TEST(FormatsTest, ResumePrintsWhatIsDocumented) {
  const auto page = Json::parse(example("resume"));
  ASSERT_TRUE(page);
  const Json& baseline = documented(*page, "baselines", 0);
  ResumeOutcome outcome;
  outcome.session = (*page)["session"].string_or("");
  outcome.packages = (*page)["packages"].strings();
  outcome.results.resumed = {{"mysqld"}};
  outcome.results.reloaded = true;
  outcome.seconds = 6;
  outcome.kept = {{"slow_worker", "/usr/libexec/slow/worker is not what its package shipped"}};
  outcome.results.drift = {{"slow_worker", "/usr/libexec/slow/worker"}};
  outcome.results.baselines = {{"mysql_bin", baseline["path"].string_or(""),
                                baseline["before"].string_or(""), baseline["after"].string_or(""),
                                baseline["package"].string_or(""), "key"}};
  EXPECT_EQ(laid_out("resume"), resume_json(outcome).dump());
}

TEST(FormatsTest, StatusPrintsWhatIsDocumented) {
  SessionsView view;
  view.sessions.push_back({documented_session(), true, true, false, {"off", "off"}});
  SessionRecord earlier;
  earlier.id = "0f5c1b7d2e9a4466";
  earlier.control_file = "/etc/monitrc";
  earlier.since = 1'795'230'602;
  earlier.state = SessionState::kept;
  earlier.checks.push_back(
      {"slow_worker", false, {}, {}, "/usr/libexec/slow/worker is not what its package shipped"});
  view.kept.push_back({earlier, false, false, false, {"off"}});
  rules::SubstituteCheck drift;
  drift.name = "drift_sshd_bin";
  drift.check = "sshd_bin";
  drift.path = "/usr/sbin/sshd";
  drift.control_file = "/etc/monitrc";
  drift.digest = {Algorithm::md5, "28f1fdb6a2c5eb9bbb4dcef12b5818ad"};
  drift.since = 1'795'230'602;
  view.substitutes.push_back({drift, "monitored"});
  view.bypassed.packages = {
      {rules::PackageChangeKind::replaced, "tunneld", "tunneld-1.4-1.el9.noarch",
       "tunneld-1.5-1.el9.noarch", 1'795'230'602, 1'795'165'200},
      {rules::PackageChangeKind::erased, "plain", "plain-1-1.el9.noarch", "", 0, 1'795'165'200}};
  view.bypassed.checks = {"tunneld"};
  EXPECT_EQ(laid_out("status"), sessions_json(view).dump());
}

TEST(FormatsTest, RecoverPrintsWhatIsDocumented) {
  Stale stale{{"232947d78e4bfb43"}, {"slow_worker"}, {"/usr/sbin/sshd"}, {}};
  stale.overdue = {
      {"77a0c1f3b2d94e58", {"tunneld"}, "its guard is frozen, or waits for a disk", true}};
  stale.lost = {{4720, "a1b2c3d4e5f60718"}};
  EXPECT_EQ(laid_out("recover"), stale_json(stale).dump());
}

TEST(FormatsTest, HistoryPrintsWhatIsDocumented) {
  const auto page = Json::parse(example("history"));
  ASSERT_TRUE(page);
  const Json& baseline = documented(documented(*page, "sessions", 0), "baselines", 0);
  SessionRecord record = documented_session();
  record.checks = {
      {"slow_worker", false, {}, {}, "/usr/libexec/slow/worker is not what its package shipped"}};
  record.results.resumed = {{"mysqld", 6.5, 0}};
  record.results.reloaded = true;
  record.results.baselines = {{"mysql_bin", baseline["path"].string_or(""),
                               baseline["before"].string_or(""), baseline["after"].string_or(""),
                               baseline["package"].string_or(""), "key"}};
  record.results.drift = {{"slow_worker", "/usr/libexec/slow/worker"}};
  const History history{{history_json(record, record.since + 7)}, {}};
  EXPECT_EQ(laid_out("history"), history_answer(history).dump());
}

TEST(FormatsTest, HistoryPrintsAComparisonAsIsDocumented) {
  const auto plan = Json::parse(
      R"({"made":"2026-11-22T12:20:11Z","plan":{"packages":[{"name":"mysql-server"}],"checks":[)"
      R"({"name":"mysqld","decision":"suspend"},{"name":"users","decision":"keep"},)"
      R"({"name":"mysql_bin","decision":"suspend","predictions":[{"outcome":"fails"}]}]}})");
  const auto session = Json::parse(
      R"({"id":"232947d78e4bfb43","began":"2026-11-22T12:26:53Z","packages":["mysql-server-1-1"],)"
      R"("checks":[{"name":"mysqld","result":"resumed"},{"name":"mysql_bin","result":"resumed"},)"
      R"({"name":"slow_worker","result":"resumed"}]})");
  ASSERT_TRUE(plan && session);
  const Comparison comparison =
      compare(*plan, *session,
              {{"mysqld", rules::Watch::monitored}, {"mysql_bin", rules::Watch::monitored}});
  EXPECT_EQ(laid_out("history-against"), comparison_json(comparison).dump());
}

TEST(FormatsTest, DoctorPrintsWhatIsDocumented) {
  using Health = HostFinding::Health;
  EXPECT_EQ(
      laid_out("doctor"),
      doctor_json(
          {{"guard", Health::ok, "a guard can be started", ""},
           {"hook", Health::failed, "no package manager calls monit-pkgmap",
            "install the hook of dnf 4, dnf 5, yum 3, rpm or zypper, or use 'monit-pkgmap run'"}})
          .dump());
}

TEST(FormatsTest, VerifyPrintsWhatIsDocumented) {
  const auto page = Json::parse(example("verify"));
  ASSERT_TRUE(page);
  constexpr VerifiedFile::Result kResults[] = {VerifiedFile::Result::ok, VerifiedFile::Result::ok,
                                               VerifiedFile::Result::drift};
  Verification verification;
  for (const VerifiedFile::Result result : kResults) {
    const Json& file = documented(*page, "files", verification.files.size());
    verification.files.push_back({file["check"].string_or(""), file["path"].string_or(""), result,
                                  file["baseline"].string_or(""), file["content"].string_or(""),
                                  file["package"].string_or("")});
  }
  verification.files[0].signature = "key";
  verification.files[0].shipped = rules::Shipping::equal;
  verification.files[2].signature = "digest";
  verification.files[2].shipped = rules::Shipping::differs;
  EXPECT_EQ(laid_out("verify"), verification_json(verification).dump());
}

TEST(FormatsTest, AcceptPrintsWhatIsDocumented) {
  const auto page = Json::parse(example("accept"));
  ASSERT_TRUE(page);
  Acceptance acceptance;
  acceptance.files = {{"sshd_bin", "/usr/sbin/sshd", true, false}};
  ResumeOutcome outcome;
  outcome.results.reloaded = true;
  acceptance.outcome = outcome;
  EXPECT_EQ(documented(*page, "files", 0).dump(),
            documented(acceptance_json(acceptance), "files", 0).dump());
}

TEST(FormatsTest, UpdateExpectPrintsWhatIsDocumented) {
  const auto page = Json::parse(example("update-expect"));
  ASSERT_TRUE(page);
  const Json& file = documented(*page, "files", 0);
  const Json& refused = documented(*page, "refused", 0);
  ExpectedSums sums;
  Sources& sources = sums.parsed.sources;
  const auto mysql = sources.add(file["file"].string_or(""), "1\n2\n3\n4\n5\n6\n7\nsum\n");
  const auto slow = sources.add(refused["file"].string_or(""), "1\n2\nsum\n");
  sums.outdated = {{"mysql_bin",
                    "/usr/sbin/mysqld",
                    {mysql, 14, 17},
                    file["before"].string_or(""),
                    file["after"].string_or(""),
                    file["package"].string_or(""),
                    "key"}};
  sums.refused = {{"slow_worker",
                   "/usr/libexec/slow/worker",
                   {slow, 4, 7},
                   refused["expect"].string_or(""),
                   refused["reason"].string_or("")}};
  EXPECT_EQ(laid_out("update-expect"), sums_json(sums, {}).dump());
}

TEST(FormatsTest, AnErrorIsPrintedAsDocumented) {
  const Error error{ErrorCode::usage, "there is no session '0123456789abcdef'",
                    "'monit-pkgmap status' lists those under way"};
  EXPECT_EQ(laid_out("error"),
            error_json(error).set("messages", messages_json(messages_of(error))).dump());
}

}  // namespace
}  // namespace pkgmap::cli
