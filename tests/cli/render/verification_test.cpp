#include "cli/render/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;

using Verdict = VerifiedFile::Result;

Verification all_kinds() {
  return {{{"bash", "/bin/bash", Verdict::ok, "aa", "aa", "bash-5-1.x86_64"},
           {"sshd_bin", "/usr/sbin/sshd", Verdict::drift, "aa", "bb", "openssh-9-1.x86_64"},
           {"site", "/srv/site/index.html", Verdict::drift, "aa", "bb", ""},
           {"cron", "/usr/sbin/crond", Verdict::drift, "", "bb", "cronie-1-1.x86_64"},
           {"php", "/usr/sbin/php-fpm7", Verdict::missing, "", "", ""},
           {"local", "/opt/tool", Verdict::unknown, "", "cc", ""}},
          {"monit does not answer: its baselines are not known"}};
}

TEST(VerificationText, ShowsWhatNeedsAPerson) {
  EXPECT_EQ(verification_text(all_kinds(), {}),
            R"(6 checksummed files: 1 ok, 3 drift, 1 missing, 1 unknown
  drift     sshd_bin          /usr/sbin/sshd
            is neither what monit compares it with nor what openssh-9-1.x86_64
            shipped
  drift     site              /srv/site/index.html
            is not what monit compares it with
  drift     cron              /usr/sbin/crond
            is not what cronie-1-1.x86_64 shipped
  missing   php               /usr/sbin/php-fpm7
            does not exist
  unknown   local             /opt/tool
            no baseline is known and no package owns it
)");
}

TEST(VerificationText, OfFilesThatAreFineIsOneLine) {
  Verification verification = all_kinds();
  verification.files.resize(1);
  EXPECT_EQ(verification_text(verification, {}), "1 checksummed file: 1 ok\n");
}

TEST(VerificationText, OfNoFilesSaysSo) {
  EXPECT_EQ(verification_text({}, {}), "0 checksummed files\n");
}

TEST(VerificationText, ColoursDriftAlone) {
  const std::string text = verification_text(all_kinds(), {true});
  EXPECT_THAT(text, HasSubstr("\x1b[31mdrift   \x1b[0m  sshd_bin"));
  EXPECT_THAT(text, HasSubstr("  missing   php "));
}

TEST(VerificationText, APathCannotForgeALine) {
  Verification verification;
  verification.files = {{"a\nb", "/x\x1b[31m\n1 ok", Verdict::drift, "aa", "bb", "p\nq"}};
  const std::string text = verification_text(verification, {});
  EXPECT_EQ(text, printable_lines(text));
  EXPECT_THAT(text, HasSubstr("a?b"));
  EXPECT_THAT(text, HasSubstr("/x?[31m?1 ok\n"));
  EXPECT_THAT(text, HasSubstr("what p?q shipped"));
}

TEST(VerificationJson, HasTheNamesOfTheFormat) {
  Verification verification = all_kinds();
  verification.files.erase(verification.files.begin() + 1, verification.files.end() - 2);
  EXPECT_EQ(verification_json(verification).dump(1), R"({
 "schema": 1,
 "files": [
  {
   "check": "bash",
   "path": "/bin/bash",
   "result": "ok",
   "baseline": "aa",
   "content": "aa",
   "package": "bash-5-1.x86_64",
   "signature": null
  },
  {
   "check": "php",
   "path": "/usr/sbin/php-fpm7",
   "result": "missing",
   "baseline": null,
   "content": null,
   "package": null,
   "signature": null
  },
  {
   "check": "local",
   "path": "/opt/tool",
   "result": "unknown",
   "baseline": null,
   "content": "cc",
   "package": null,
   "signature": null
  }
 ],
 "notes": [
  "monit does not answer: its baselines are not known"
 ]
})");
}

}  // namespace
}  // namespace pkgmap::cli
