#include "cli/render/verification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using Verdict = VerifiedFile::Result;

Verification all_kinds() {
  return {{{"bash", "/bin/bash", Verdict::ok, "aa", "aa", "bash-5-1.x86_64", "key",
            rules::Shipping::equal},
           {"sshd_bin", "/usr/sbin/sshd", Verdict::drift, "aa", "bb", "openssh-9-1.x86_64", "key",
            rules::Shipping::differs},
           {"site", "/srv/site/index.html", Verdict::drift, "aa", "bb", ""},
           {"cron", "/usr/sbin/crond", Verdict::drift, "", "bb", "cronie-1-1.x86_64", "digest",
            rules::Shipping::differs},
           {"php", "/usr/sbin/php-fpm7", Verdict::missing, "", "", ""},
           {"local", "/opt/tool", Verdict::unknown, "", "cc", ""}},
          {"monit does not answer: its baselines are not known"}};
}

TEST(VerificationText, ShowsWhatNeedsAPerson) {
  EXPECT_EQ(verification_text(all_kinds(), {}),
            R"(6 checksummed files: 1 ok, 3 drift, 1 missing, 1 unknown
  drift     sshd_bin          /usr/sbin/sshd
            differs from its baseline in monit and from what openssh-9-1.x86_64
            shipped
            next: 'rpm -V openssh-9-1.x86_64' shows other changes, a reinstall
            brings the file back
  drift     site              /srv/site/index.html
            differs from its baseline in monit
  drift     cron              /usr/sbin/crond
            differs from what cronie-1-1.x86_64 shipped
            next: 'rpm -V cronie-1-1.x86_64' shows other changes, a reinstall
            brings the file back
  missing   php               /usr/sbin/php-fpm7
            does not exist
  unknown   local             /opt/tool
            no baseline is known and no package owns it
)");
}

TEST(VerificationText, NamesTheCommandsOfDpkgForItsPackages) {
  VerifiedFile differs{"bin", "/bin/x", Verdict::drift, "aa", "bb", "mysql-server:amd64=1:8.0-1"};
  differs.shipped = rules::Shipping::differs;
  VerifiedFile refused{"lib", "/lib/x", Verdict::drift, "", "bb", "x:all=2"};
  refused.shipped = rules::Shipping::equal;
  refused.refusal = "/lib/x is as x:all=2 has it, but it is not signed";
  const std::string text = verification_text({{differs, refused}, {}}, {});
  EXPECT_THAT(text, HasSubstr("'monit-pkgmap accept"));
  EXPECT_THAT(text, HasSubstr("next: 'dpkg -V mysql-server' shows other changes, a reinstall"));
  EXPECT_THAT(text, Not(HasSubstr("rpm ")));
}

TEST(VerificationText, SaysWhatElseAPackageMayHaveAgainstAFile) {
  const std::string package = "x-1-1.noarch";
  VerifiedFile link{"link", "/x", Verdict::drift, "aa", "bb", package};
  link.shipped = rules::Shipping::replaced;
  VerifiedFile config{"conf", "/etc/x", Verdict::drift, "aa", "bb", package};
  config.shipped = rules::Shipping::differs;
  config.config = true;
  config.new_version = "/etc/x.rpmnew";
  VerifiedFile unverified{"bin", "/bin/x", Verdict::drift, "", "bb", package};
  unverified.shipped = rules::Shipping::equal;
  unverified.refusal = "/bin/x is as x-1-1.noarch has it, but it is not signed";
  VerifiedFile silent{"log", "/log/x", Verdict::unknown, "", "bb", package};
  silent.shipped = rules::Shipping::silent;
  EXPECT_EQ(verification_text({{link, config, unverified, silent}, {}}, {}),
            R"(4 checksummed files: 3 drift, 1 unknown
  drift     link              /x
            differs from its baseline in monit, and is a link that x-1-1.noarch
            did not ship
            next: 'rpm -V x-1-1.noarch' shows other changes, a reinstall brings
            the file back
  drift     conf              /etc/x
            differs from its baseline in monit, and is a configuration file and
            differs from what x-1-1.noarch shipped
            next: compare it with /etc/x.rpmnew
  drift     bin               /bin/x
            /bin/x is as x-1-1.noarch has it, but it is not signed
            next: 'rpm -qi x-1-1.noarch' shows its signature; 'rpm --import'
            takes a key
  unknown   log               /log/x
            no baseline is known and x-1-1.noarch owns it, but has no digest of
            it
)");
}

TEST(VerificationText, NamesTheAlarmThatIsKeptAlive) {
  VerifiedFile file{"app", "/opt/app.jar", Verdict::drift, "aa", "bb", ""};
  file.substitute = "drift_app";
  EXPECT_EQ(verification_text({{file}, {}}, {}),
            "1 checksummed file: 1 drift\n"
            "  drift     app               /opt/app.jar\n"
            "            differs from its baseline in monit; 'drift_app' keeps the alarm\n"
            "            next: bring the good content back, or 'monit-pkgmap accept\n"
            "            /opt/app.jar'\n");
}

TEST(VerificationText, SaysThatATransactionChangedTheFile) {
  VerifiedFile file{"bundle", "/etc/bundle", Verdict::drift, "aa", "bb", ""};
  file.by_transaction = true;
  EXPECT_EQ(verification_text({{file}, {}}, {}),
            "1 checksummed file: 1 drift\n"
            "  drift     bundle            /etc/bundle\n"
            "            differs from its baseline in monit; it changed during a transaction,\n"
            "            but not as packaged\n");
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
  verification.files[0].shipped = rules::Shipping::differs;
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
   "signature": "key",
   "shipped": "equal",
   "config": false,
   "by_transaction": false,
   "kept_as": null
  },
  {
   "check": "php",
   "path": "/usr/sbin/php-fpm7",
   "result": "missing",
   "baseline": null,
   "content": null,
   "package": null,
   "signature": null,
   "shipped": "unowned",
   "config": false,
   "by_transaction": false,
   "kept_as": null
  },
  {
   "check": "local",
   "path": "/opt/tool",
   "result": "unknown",
   "baseline": null,
   "content": "cc",
   "package": null,
   "signature": null,
   "shipped": "unowned",
   "config": false,
   "by_transaction": false,
   "kept_as": null
  }
 ],
 "notes": [
  "monit does not answer: its baselines are not known"
 ]
})");
}

}  // namespace
}  // namespace pkgmap::cli
