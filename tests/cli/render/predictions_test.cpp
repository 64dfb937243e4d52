// Tests what people read about tests that will fail.
#include "cli/render/predictions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/render/explain.hpp"
#include "tests/cli/render/explanation.hpp"

namespace pkgmap::cli {
namespace {

using pkgmap::test::explained;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kControlFile = R"(check file mysql_bin with path /usr/sbin/mysqld
  if failed permission 755
    for 2 cycles then unmonitor
  if changed timestamp then exec "/bin/mail --password canary admin"
check process mysqld with pidfile /run/mysqld/mysqld.pid
  depends on mysql_bin
check file mysql_conf with path /etc/my.cnf
  if failed checksum expect 0123456789abcdef0123456789abcdef then alert
)";

/// mysql_bin gets another mode. my.cnf has the given fate: it stays, vanishes, or is replaced with
/// an unknown sum.
std::unique_ptr<Explanation> predicted(rules::FileFate fate_of_conf) {
  auto explanation =
      explained(kControlFile, {{"mysql-server", {"/usr/sbin/mysqld", "/etc/my.cnf"}}});
  explanation->predicted.resize(explanation->plan.checks.size());
  const rules::Nevra incoming{"mysql-server", "", "8.0.40", "1", "x86_64"};
  rules::FileState file;
  file.exists = true;
  file.mode = 0100755;
  file.user = file.group = "root";
  rules::FileState tight = file;
  tight.mode = 0100750;
  explanation->predicted[0].update = {
      rules::FileFate::replaced, "/usr/sbin/mysqld", incoming, file, tight, {}, false, {}};
  explanation->predicted[0].dependents = {"mysqld"};
  explanation->predicted[2].update = {fate_of_conf, "/etc/my.cnf",  incoming,
                                      file,         file,           "/etc/my.cnf.rpmnew",
                                      false,        "it is damaged"};
  for (CheckPredictions& check : explanation->predicted) {
    const auto number = static_cast<std::size_t>(&check - explanation->predicted.data());
    check.predictions = rules::predict(explanation->check(number), explanation->parsed.sources,
                                       check.update, {}, {true, false, 0});
  }
  return explanation;
}

TEST(PredictionsText, SaysWhatFailsWhyAndWhatToDo) {
  const auto explanation = predicted(rules::FileFate::stays);
  EXPECT_EQ(failures_clause(*explanation), "; 1 test will FAIL after the update");
  EXPECT_EQ(predictions_text(*explanation, {}),
            R"(  FAIL     mysql_bin       file      /etc/monitrc:2
             if failed permission 755 for 2 cycles then unmonitor
               mysql-server-8.0.40-1.x86_64 ships /usr/sbin/mysqld with mode
               0750 (now 0755)
               effect: after 2 cycles mysql_bin is unmonitored, and mysqld with
               it
             hint: let line 2 expect 0750, or ask the packager
  once     mysql_bin       file      /etc/monitrc:4
             if changed timestamp then exec "/bin/mail --password *** admin"
               /usr/sbin/mysqld is replaced, so its times change
               effect: /bin/mail is executed
  stays    mysql_conf      file      /etc/monitrc:7
             /etc/my.cnf has local changes, and keeps its content; the new
             version is written to /etc/my.cnf.rpmnew
)");
}

TEST(PredictionsText, SaysWhatIsNotKnown) {
  const std::string text = predictions_text(*predicted(rules::FileFate::replaced), {});
  EXPECT_THAT(text, HasSubstr("  may      mysql_conf      file      /etc/monitrc:8\n"));
  EXPECT_THAT(text, HasSubstr("the md5 sum of the new /etc/my.cnf is unknown: it is damaged\n"));
}

TEST(PredictionsText, NamesTheTestThatMonitAdds) {
  const std::string text = predictions_text(*predicted(rules::FileFate::vanishes), {});
  EXPECT_THAT(text,
              HasSubstr("  FAIL     mysql_conf      file      /etc/monitrc:7\n"
                        "             if does not exist then restart (monit adds this test)\n"));
  EXPECT_THAT(text, HasSubstr("effect: mysql_conf is restarted\n"));
}

TEST(PredictionsText, StandsBeforeTheChecks) {
  const auto explanation = predicted(rules::FileFate::stays);
  const std::string text = explain_text(*explanation, {}, {});
  EXPECT_LT(text.find("  FAIL  "), text.find("  suspend  "));
  EXPECT_THAT(text, HasSubstr("1 test will FAIL after the\nupdate."));
}

TEST(PredictionsText, IsEmptyWithoutPredictions) {
  const auto explanation = explained(kControlFile, {});
  EXPECT_EQ(predictions_text(*explanation, {}), "");
  EXPECT_EQ(failures_clause(*explanation), "");
}

TEST(PredictionsJson, CountsThem) {
  const auto explanation = predicted(rules::FileFate::vanishes);
  const Json json = explain_json(*explanation);
  EXPECT_EQ(json["summary"]["predicted_failures"].integer(), 2);
  EXPECT_EQ(json["summary"]["predicted_events"].integer(), 1);
  EXPECT_EQ(json["checks"].items()[0]["predictions"].items()[0]["after_cycles"].integer(), 2);
  EXPECT_THAT(json.dump(), Not(HasSubstr("canary")));
}

}  // namespace
}  // namespace pkgmap::cli
