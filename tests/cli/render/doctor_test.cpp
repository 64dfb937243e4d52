#include "cli/render/doctor.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using Health = HostFinding::Health;

std::vector<HostFinding> findings() {
  return {{"monit", Health::ok, "monit 5.33.0 answers and allows actions", ""},
          {"recovery", Health::warning, "nobody resumes what a power failure leaves suspended",
           "systemctl enable monit-pkgmap-recover.service"},
          {"hook", Health::failed, "no package manager calls monit-pkgmap",
           "set httpd unixsocket /run/monit.sock\n  allow localhost"}};
}

TEST(DoctorText, IsALineAQuestionWithWhatToDo) {
  EXPECT_EQ(doctor_text(findings(), {}),
            "ok    monit 5.33.0 answers and allows actions\n"
            "!     nobody resumes what a power failure leaves suspended\n"
            "      -> systemctl enable monit-pkgmap-recover.service\n"
            "FAIL  no package manager calls monit-pkgmap\n"
            "      -> set httpd unixsocket /run/monit.sock\n"
            "           allow localhost\n");
}

TEST(DoctorText, ColoursWhatIsWrong) {
  Style style;
  style.color = true;
  const std::string text = doctor_text(findings(), style);
  EXPECT_THAT(text, HasSubstr(style.danger("FAIL  ")));
  EXPECT_THAT(text, HasSubstr(style.warning("!     ")));
  EXPECT_THAT(text, HasSubstr("ok    monit"));
}

TEST(DoctorText, KeepsWithinEightyColumns) {
  const std::vector<HostFinding> one = {
      {"monit", Health::failed,
       std::string(40, 'a') + " " + std::string(40, 'b') + " " + std::string(40, 'c'), ""}};
  std::istringstream lines(doctor_text(one, {}));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 80U) << line;
}

TEST(DoctorJson, HasNullWhereThereIsNothingToDo) {
  const Json json = doctor_json(findings());
  ASSERT_EQ(json["findings"].items().size(), 3U);
  EXPECT_EQ(
      json["findings"].items()[0].dump(-1),
      R"({"id":"monit","result":"ok","what":"monit 5.33.0 answers and allows actions","todo":null})");
  EXPECT_EQ(json["findings"].items()[1]["result"].string_or(""), "warning");
  EXPECT_EQ(json["findings"].items()[2]["result"].string_or(""), "failed");
}

}  // namespace
}  // namespace pkgmap::cli
