// Tests which substitute checks a control file has that no list names.
#include "rules/plan/unlisted_substitutes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/monitrc/parse.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::rules {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kOurFile = "/monit.d/monit-pkgmap-drift.conf";

const std::string kOriginals =
    "include /monit.d/*\n"
    "check file agent path /opt/agent\n if failed checksum then alert\n"
    "check file \"my agent\" path /opt/agent\n if failed checksum then alert\n"
    "check file plain path /opt/plain\n";

SubstituteCheck unlisted_example(const std::string& name, const std::string& path,
                                 const std::string& digest) {
  SubstituteCheck check;
  check.name = name;
  check.path = path;
  check.digest.value = digest;
  return check;
}

std::vector<SubstituteCheck> found_in(const std::string& text,
                                      const std::vector<SubstituteCheck>& listed = {}) {
  TextFiles reader{{"/monitrc", kOriginals}, {kOurFile, text}};
  return unlisted_substitutes(monitrc::parse_control_file("/monitrc", reader), listed);
}

TEST(UnlistedSubstitutes, AreReadBackAsTheyWereWritten) {
  const std::string sha1(40, 'a');
  const auto found =
      found_in(text_of({unlisted_example("drift_my_agent", "/opt/agent", sha1),
                        unlisted_example("drift_agent_2", "/opt/agent", std::string(64, 'b')),
                        unlisted_example("drift_gone", "/opt/gone", std::string(32, 'c'))}));
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].check, "my agent");
  EXPECT_EQ(found[0].digest.algorithm, Algorithm::sha1);
  EXPECT_EQ(found[0].digest.value, sha1);
  EXPECT_EQ(found[0].path, "/opt/agent");
  EXPECT_EQ(found[0].control_file, "/monitrc");
  EXPECT_TRUE(found[0].monitored);
  EXPECT_EQ(found[1].check, "agent");
  EXPECT_EQ(found[1].digest.algorithm, Algorithm::sha256);
  EXPECT_EQ(found[2].check, "");
  EXPECT_EQ(found[2].digest.algorithm, Algorithm::md5);
}

TEST(UnlistedSubstitutes, WithoutAKnownContentHaveNoDigest) {
  const auto found = found_in(text_of({unlisted_example("drift_agent", "/opt/agent", "")}));
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].digest.value, "");
  EXPECT_EQ(found[0].digest.algorithm, Algorithm::none);
}

TEST(UnlistedSubstitutes, AreNoneThatTheListNames) {
  const auto one = unlisted_example("DRIFT_agent", "/opt/agent", std::string(32, 'c'));
  EXPECT_THAT(
      found_in(text_of({unlisted_example("drift_agent", "/opt/agent", one.digest.value)}), {one}),
      IsEmpty());
}

TEST(UnlistedSubstitutes, AreNoChecksOfAFileThatSomebodyElseWrote) {
  EXPECT_THAT(found_in("check file drift_agent path /opt/agent\n if failed checksum then alert\n"),
              IsEmpty());
}

}  // namespace
}  // namespace pkgmap::rules
