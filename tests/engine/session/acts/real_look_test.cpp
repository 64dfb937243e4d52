// Which baselines a real monit shows, and what stands at the paths that it compares.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/facts/control_file.hpp"
#include "engine/packages/digest.hpp"
#include "engine/session/acts/acting.hpp"
#include "engine/session/acts/file_look.hpp"
#include "tests/engine/session/session_host.hpp"
#include "tests/support/fake_http.hpp"

namespace pkgmap {
namespace {

using rules::ShownBaseline;
using rules::Watching;
using test::SessionHost;
using testing::IsEmpty;
using Verb = MonitClient::Verb;
using Kind = ShownBaseline::Kind;

const char* const kLookChecks =
    "check file failed path @HOST@/sbin/daemon\n if failed sha1 checksum then alert\n"
    "check file changed path @HOST@/etc/settings\n if changed md5 checksum then alert\n"
    "check file nightly path @HOST@/etc/settings\n if changed checksum then alert\n"
    "  every \"0 3 1 1 *\"\n"
    "check file literal path @HOST@/sbin/daemon\n"
    "  if failed checksum expect 8f7f419955cefa0b33a2ba316cba3659 then alert\n"
    "check file absent path @HOST@/run/absent\n if failed checksum then alert\n"
    "check file \"who?\" path @HOST@/sbin/daemon\n if failed md5 checksum then alert\n"
    "check file none path @HOST@/sbin/daemon\n";

class RealLook : public testing::Test {
 protected:
  RealLook() : host_(kLookChecks), parsed_(load_control_file(host_.settings()).value()) {}

  JudgedFiles look() {
    const status::Status status = host_.client().status().value();
    FileLook look(this_host(), host_.settings());
    const auto database = this_host().packages(host_.settings()).value();
    return look.look(
        {parsed_.control_file, &status, &host_.client(), database.get(), records_, alarms_});
  }
  rules::FileFacts facts(const std::string& check) {
    const JudgedFiles files = look();
    const JudgedFile* file = files.find(check);
    return file ? file->facts : rules::FileFacts{};
  }
  ShownBaseline shown(const std::string& check) { return facts(check).shown; }
  // Waits until monit has looked at the check.
  bool is_seen(const std::string& check) {
    return test::eventually([&] { return shown(check).kind == Kind::shown; });
  }
  // Waits for a look in a later second than the one in which monit read its control file.
  bool is_looked_at_later(const std::string& check) {
    return test::eventually([&] {
      const status::Status status = host_.client().status().value();
      return status.find(check)->collected_usec / 1'000'000 > status.incarnation;
    });
  }
  std::string digest(const std::string& name, const Algorithm& algorithm) const {
    return digest_of_file(host_.path(name), algorithm).value();
  }

  SessionHost host_;
  monitrc::Parsed parsed_;
  ContentRecords records_;
  std::vector<rules::SubstituteCheck> alarms_;
};

TEST_F(RealLook, IsAtThoseThatAReloadWouldTakeAnew) {
  EXPECT_EQ(look().files.size(), 5U);
}

TEST_F(RealLook, ThePageShowsTheBaselineOfAFailedTest) {
  EXPECT_EQ(shown("failed").digests,
            (rules::Digests{{Algorithm::sha1, digest("sbin/daemon", Algorithm::sha1)}}));
}

TEST_F(RealLook, ThePageShowsItWhileTheCheckIsUnmonitoredAndTheFileAnother) {
  const std::string before = digest("sbin/daemon", Algorithm::sha1);
  host_.administrator(Verb::unmonitor, "failed");
  host_.write("sbin/daemon", "another\n");
  EXPECT_EQ(shown("failed").digests, (rules::Digests{{Algorithm::sha1, before}}));
  EXPECT_EQ(facts("failed").watching, Watching::off);
}

TEST_F(RealLook, TheStatusShowsTheOneOfAChangedTest) {
  ASSERT_TRUE(is_seen("changed"));
  EXPECT_EQ(shown("changed").digests,
            (rules::Digests{{Algorithm::md5, digest("etc/settings", Algorithm::md5)}}));
  EXPECT_EQ(facts("changed").watching, Watching::on);
}

TEST_F(RealLook, OfAChangedTestThatIsUnmonitoredItIsHidden) {
  ASSERT_TRUE(is_looked_at_later("changed"));
  host_.administrator(Verb::unmonitor, "changed");
  EXPECT_EQ(shown("changed").kind, Kind::hidden);
}

// The administrator has written `if failed` in place of `if changed`, and monit has not read it.
TEST_F(RealLook, OfAFailedTestThatWasAChangedOneItIsHiddenIfMonitHasCompared) {
  ASSERT_TRUE(is_seen("changed"));
  host_.administrator(Verb::unmonitor, "changed");
  for (monitrc::Check& check : parsed_.control_file.checks) {
    if (check.name == "changed") check.tests.back().trigger = monitrc::Trigger::failed;
  }
  EXPECT_EQ(shown("changed").kind, Kind::never);
  rules::ContentRecord record;
  record.control_file = parsed_.control_file.path;
  record.check = "changed";
  record.path = host_.path("etc/settings");
  record.digests = {{Algorithm::md5, digest("etc/settings", Algorithm::md5)}};
  record.incarnation = host_.client().status().value().incarnation;
  records_.put(record);
  EXPECT_EQ(shown("changed").kind, Kind::hidden);
}

TEST_F(RealLook, ANightlyChangedTestHasNoneYet) {
  EXPECT_EQ(shown("nightly").kind, Kind::never);
  EXPECT_EQ(facts("nightly").watching, Watching::waiting);
}

TEST_F(RealLook, MonitHasNoneOfAFileThatWasNotThere) {
  EXPECT_EQ(shown("absent").kind, Kind::never);
}

// monit has no page for such a name.
TEST_F(RealLook, TheStatusShowsTheOneOfANameWithAQuestionMark) {
  ASSERT_TRUE(is_seen("who?"));
  EXPECT_EQ(shown("who?").digests,
            (rules::Digests{{Algorithm::md5, digest("sbin/daemon", Algorithm::md5)}}));
  host_.write("sbin/daemon", "another\n");
  ASSERT_TRUE(test::eventually([&] { return shown("who?").kind == Kind::hidden; }));
}

TEST_F(RealLook, OfAPathThatMovedMonitHasNoneYet) {
  rules::ContentRecord record;
  record.control_file = parsed_.control_file.path;
  record.check = "failed";
  record.path = "/somewhere/else";
  record.incarnation = host_.client().status()->incarnation;
  records_.put(record);
  EXPECT_EQ(shown("failed").kind, Kind::never);
}

TEST_F(RealLook, OfACheckThatMonitHasNotReadItHasNone) {
  parsed_.control_file.checks[0].name = "new";
  EXPECT_EQ(shown("new").kind, Kind::never);
}

TEST_F(RealLook, SaysWhatPackagesSayOfWhatIsNotGood) {
  ASSERT_TRUE(is_seen("changed"));
  EXPECT_THAT(facts("failed").packaging.words, IsEmpty());
  host_.upgrade_to("2");
  EXPECT_EQ(facts("failed").packaging.words.at(0).package, "hosted-2-1.noarch");
  EXPECT_EQ(look().find("failed")->verdict.standing, rules::Standing::as_packaged);
}

// A time-out for every check would delay the transaction for minutes.
TEST(LookAtAMonitThatStopsAnswering, AsksForNoPageEndlessly) {
  test::FakeHttp fake([](const auto& connection, const std::string&) { connection.hang(); });
  const auto client = connect_monit(fake.model(), {.timeout = std::chrono::milliseconds(500),
                                                   .identify = test::as_monit()})
                          .value();
  monitrc::ControlFile control_file;
  status::Status status;
  for (int i = 0; i < 100; ++i) {
    monitrc::Check check;
    check.type = monitrc::CheckType::file;
    check.name = "check" + std::to_string(i);
    check.path = "/nonexistent";
    monitrc::Test test;
    test.kind = monitrc::TestKind::checksum;
    check.tests.push_back(test);
    control_file.checks.push_back(check);
    status.services.emplace_back().name = check.name;
  }
  const ContentRecords records;
  const std::vector<rules::SubstituteCheck> alarms;
  const Settings settings;
  FileLook look(this_host(), settings);
  const auto began = std::chrono::steady_clock::now();
  const JudgedFiles files =
      look.look({control_file, &status, client.get(), nullptr, records, alarms});
  EXPECT_EQ(files.files.size(), 100U);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20));
}

}  // namespace
}  // namespace pkgmap
