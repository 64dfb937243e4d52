// What an excerpt shows of a line. To add a case, append a row: the text, and what is shown of it.
#include <string>

#include <gtest/gtest.h>

#include "parsers/source/source_text.hpp"
#include "tests/parsers/source/masked.hpp"

namespace pkgmap {
namespace {

using test::masked;

struct MaskRow {
  const char* name;
  const char* text;
  const char* shown;
};

constexpr MaskRow kMaskRows[] = {
    {"AllowUserAndPassword", "allow admin:geheim", "allow ***"},
    {"AllowWithoutColon", "allow admin geheim", "allow ***"},
    {"AllowInCapitals", "ALLOW admin:geheim", "ALLOW ***"},
    {"AllowWithAQuotedPassword", "allow admin:\"ge heim\" read-only", "allow ***"},
    {"AllowOnTheLineBefore", "allow\n  admin:geheim\n", "allow\n  ***\n"},
    {"AllowWithAContinuation", "allow \\\n admin:geheim\n", "allow \\\n ***\n"},
    {"AllowWithThePasswordOnTheNextLine", "allow admin:\n  geheim\nset x", "allow ***\nset x"},
    {"AllowWithTheColonOnTheNextLine", "allow admin\n  : geheim\nset x", "allow ***\nset x"},
    {"AllowWithAnOpenQuote", "allow admin:\"ge\nheim\"\nset x", "allow ***\nset x"},
    {"AllowWithACommentBetween", "allow\n # who\n admin:geheim\nset x", "allow\n ***\n ***\nset x"},
    {"PasswordWithACommentBetween", "password # old: geheim\n  \"geheim\" x",
     "password ***\n  *** x"},
    {"ATextThatIsSent", "send \"AUTH geheim\\r\\n\" expect \"OK\"", "send *** expect \"OK\""},
    {"AllowOfTls", "selfsigned: allow\nnext", "selfsigned: allow\nnext"},
    {"AFileNameWithPassword", "path /x/check-password-expiry.sh a",
     "path /x/check-password-expiry.sh a"},
    {"ThePathOfHostsAllow", "path /etc/hosts.allow\nif x", "path /etc/hosts.allow\nif x"},
    {"ANameWithAllow", "check file hosts_allow path /x", "check file hosts_allow path /x"},
    {"AllowAtTheEndOfAComment", "# what we allow\nset httpd", "# what we allow\nset httpd"},
    {"AllowInAComment", "# allow admin:geheim\nset httpd", "# allow ***\nset httpd"},
    {"UserInfoOfAUrl", "if failed url https://me:geheim@example.com/x then alert",
     "if failed url https://***@example.com/x then alert"},
    {"UserInfoWithAnAtSign", "url http://me:ge@heim@example.com/", "url http://***@example.com/"},
    {"AUrlWithoutUserInfo", "url http://example.com:80/", "url http://example.com:80/"},
    {"UserInfoWithoutItsEnd", "url http://me:geheim then", "url http://*** then"},
    {"UserInfoWithoutItsEndBeforeAPath", "url http://me:geheim/x", "url http://***/x"},
    {"AUrlOfAnIpV6Address", "url http://[::1]:80/", "url http://[::1]:80/"},
    {"AUrlInASentence", "see http://example.com:80, then", "see http://example.com:80, then"},
    {"AMailAddress", "alert me@example.com", "alert me@example.com"},
    {"UserInfoWithoutAScheme", "set mailserver me:geheim@mail.example.com",
     "set mailserver ***@mail.example.com"},
    {"MMonit", "set mmonit https://me:geheim@example.com/collector", "set mmonit ***"},
    {"MMonitThatIsBroken", "set mmonit https:/me:ge heim", "set mmonit ***"},
    {"PasswordInQuotes", "username \"me\" password \"ge heim\" using tls",
     "username *** password *** using tls"},
    {"PasswordInSingleQuotes", "password 'ge \"heim' then alert", "password *** then alert"},
    {"PasswordWithoutQuotes", "password geheim then alert", "password ***"},
    {"PasswordWithEqualsSign", "password = \"geheim\" x", "password = *** x"},
    {"PasswordOnTheNextLine", "password\n  \"geheim\" x", "password\n  *** x"},
    {"PasswordOnTheNextLineBehindAName", "username me password\n  \"geheim\"\nset x",
     "username ***\n  ***\nset x"},
    {"PasswordOnTheNextLineBehindABackslash", "username me password = \\\n  geheim\nset x",
     "username ***\n  ***\nset x"},
    {"AllowAtTheEndOfTheLineBefore", "allow localhost allow \\\n admin:geheim\nset x",
     "allow ***\n ***\nset x"},
    {"MMonitAtTheEndOfTheLineBefore", "password me set mmonit\n  https://geheim/\nset x",
     "password ***\n  ***\nset x"},
    {"ANameAtTheEndOfALine", "username me password token\nset x", "username ***\nset x"},
    {"ANameThatIsALine", "password secret\nset x", "password ***\nset x"},
    {"ANameBehindAColon", "allow me : password\nset x", "allow ***\nset x"},
    {"CredentialsAtTheEndOfALine", "set mmonit http://h/ register without credentials\nset x",
     "set mmonit ***\nset x"},
    {"PasswordOverTwoLines", "password \"ge\nheim\" x", "password *** x"},
    {"PasswordThatIsNeverClosed", "password \"geheim\nnext", "password ***\nnext"},
    {"PasswordOfACommand", "start \"/bin/x --password=geheim -v\"",
     "start \"/bin/x --password=*** -v\""},
    {"PasswordOfACommandInTheNextWord", "start \"/bin/x --password geheim\" x",
     "start \"/bin/x --password ***\" x"},
    {"VariableOfACommand", "exec \"/usr/bin/env DBPASS=geheim /bin/x\"",
     "exec \"/usr/bin/env DBPASS=*** /bin/x\""},
    {"MysqlOfAService", "check process mysql pidfile /x\nstart program \"/bin/mkdir -p/x\"",
     "check process mysql pidfile /x\nstart program \"/bin/mkdir -p/x\""},
    {"AUserInfoThatSaysPassword", "url http://user:password@a:80/?x then",
     "url http://***@a:80/?x then"},
    {"AUserCalledMmonit", "stop \"/x/mmonit stop\" as uid \"mmonit\" and gid \"mmonit\"",
     "stop \"/x/mmonit stop\" as uid \"mmonit\" and gid \"mmonit\""},
    {"QueryOfAUrl", "url \"http://h/x?key=geheim&a=b\" x", "url \"http://h/x?key=***&a=b\" x"},
    {"ACheckNamedToken", "check process token with pidfile /x",
     "check process token with pidfile /x"},
    {"ACheckNamedSecretAgent", "check process secret-agent matching \"send_relay.py\"",
     "check process secret-agent matching \"send_relay.py\""},
    {"APatternLikeAHeader", "check process a matching \"auth: worker\"",
     "check process a matching \"auth: worker\""},
    {"APatternLikeAKeyword", "if match \"password\" then alert",
     "if match \"password\" then alert"},
    {"AContentLikeAKeyword", "if content = \"password\" then alert",
     "if content = \"password\" then alert"},
    {"AUnitNamedTokenAuth", "stop \"/bin/systemctl stop token-auth && x\"",
     "stop \"/bin/systemctl stop token-auth && x\""},
    {"APasswordInAComment", "# Password: geheim\nset x", "# Password: ***\nset x"},
    {"RadiusSecret", "protocol radius secret geheim then alert", "protocol radius secret ***"},
    {"APathWithSecret", "path /etc/secret/x", "path /etc/secret/x"},
    {"HttpHeaders", "http headers [Authorization: Basic Z2Vo, Host: a] then",
     "http headers [***] then"},
    {"AllowMisspelt", "set httpd port 2812 alow admin:geheim", "set httpd port 2812 alow ***"},
    {"AllowWithALetterTooMany", "allows \"admin\":'geheim'", "allows ***"},
    {"AllowWithLettersSwapped", "  allwo admin:geheim", "  allwo ***"},
    {"MMonitMisspelt", "set mmonitt https:/me:ge heim", "set mmonitt ***"},
    {"ACheckCalledMonit", "check process monit with pidfile /x",
     "check process monit with pidfile /x"},
    {"PasswordMisspelt", "set mailsever mx usrnam \"me\" pasword geheim",
     "set mailsever mx usrnam *** pasword ***"},
    {"PasswordInGerman", "passwort 'geheim' x", "passwort *** x"},
    {"PasswordCutShort", "pass \"geheim\" pwd \"geheim\"", "pass *** pwd ***"},
    {"RadiusSecretMisspelt", "radius secrt \"geheim\" then", "radius secrt *** then"},
    {"HttpHeadersMisspelt", "headrs [Cookie: geheim] x", "headrs [***] x"},
    {"PasswordOfAServerCalledLikeAKeyword",
     "set mailserver status username 'me' password 'ge heim' x",
     "set mailserver status username *** password *** x"},
    {"ACheckOfThePasswdFile", "check file passwd with path /etc/passwd",
     "check file passwd with path /etc/passwd"},
    {"AHeaderWithTheOtherQuote", "exec \"curl -H \\\"X-Auth-Token: it's geheim\\\" h\"",
     "exec \"curl -H \\\"X-Auth-Token: ***\" h\""},
    {"AHeaderInSingleQuotes", "exec \"curl -H 'X-Auth-Token: ab\\\"geheim' h\"",
     "exec \"curl -H 'X-Auth-Token: ***' h\""},
    {"MembersWithABlankBeforeTheColon", "exec '/bin/x {\"a\" : 1, \"password\" : \"geheim\"}' x",
     "exec '/bin/x {\"a\" : 1, \"password\" : ***' x"},
    {"ASemicolonInACommand", "exec \"mysql -e a; -pgeheim\" x", "exec \"mysql -e a; -p***\" x"},
    {"AKeywordInAnArgument", "exec \"mysql -e 'check program' -pgeheim\"",
     "exec \"mysql -e 'check program' -p***\""},
    {"TheNextCommandOfAControlFile",
     "start program = \"/bin/mysql x\"\nstop program = \"mkdir -p/x\"",
     "start program = \"/bin/mysql x\"\nstop program = \"mkdir -p/x\""},
    {"TheNextActionOfAControlFile", "protocol mysql then exec \"/bin/mkdir -p/x\"",
     "protocol mysql then exec \"/bin/mkdir -p/x\""},
    // Names that people choose, and words that only look like a keyword.
    {"ACheckNamedPassword", "check process password with pidfile /x",
     "check process password with pidfile /x"},
    {"ACheckNamedAllow", "check process allow matching \"x\"",
     "check process allow matching \"x\""},
    {"ACheckWithoutItsType", "check token with pidfile /x", "check token with pidfile /x"},
    {"NamesInAList", "depends on a, token , secret\nnext", "depends on a, token , secret\nnext"},
    {"AUserAndAGroup", "as uid token and gid secret\nnext", "as uid token and gid secret\nnext"},
    {"AGroupBehindAnEqualsSign", "group = token\nnext", "group = token\nnext"},
    {"AnAddress", "check host a with address secret\nnext",
     "check host a with address secret\nnext"},
    {"AContent", "if content = \"token\" then exec \"/x\"",
     "if content = \"token\" then exec \"/x\""},
    {"TheLastWordOfACommand", "start = \"/x/renew token\"\nstop = \"/x/ask password\"\nnext",
     "start = \"/x/renew token\"\nstop = \"/x/ask password\"\nnext"},
    {"TheLastWordOfAnInnerText", "exec \"sh -c '/x/renew token' && y\" x",
     "exec \"sh -c '/x/renew token' && y\" x"},
    {"WordsOfACommand", "exec \"/usr/bin/vault token renew\" x",
     "exec \"/usr/bin/vault token renew\" x"},
    {"WordsOfACommandWithoutBlanks", "start program=\"/usr/sbin/ufw allow 22\"",
     "start program=\"/usr/sbin/ufw allow 22\""},
    {"AnInstance", "start program \"/bin/systemctl start\n app@token x\"",
     "start program \"/bin/systemctl start\n app@token x\""},
    {"WordsOfACommentAboutMails", "# send an email to admin\nnext",
     "# send an email to admin\nnext"},
    {"TheCredentialsOfMMonit", "register without credentials\ncheck process x",
     "register without credentials\ncheck process x"},
    {"AListOfCiphers", "ciphers: \"ALL:!DES:@STRENGTH\" x", "ciphers: \"ALL:!DES:@STRENGTH\" x"},
    {"AnImage", "exec \"docker run h/x:1.2@sha256:0af x\"",
     "exec \"docker run h/x:1.2@sha256:0af x\""},
    // Secrets that look like these.
    {"ThePasswordOfACheckNamedPassword", "check process password with password \"geheim\" x",
     "check process password with password *** x"},
    {"ASecretWithoutABlank", "radius secret\"geheim\" x", "radius secret*** x"},
    {"ASecretThatBeginsWithABlank", "password\" geheim\" x", "password*** x"},
    {"ASecretBehindAComma", "protocol radius, secret \"geheim\" x",
     "protocol radius, secret *** x"},
    {"ASecretBehindACommandThatIsNotClosed", "start program = \"/x secret \"geheim\" x",
     "start program = \"/x secret *** x"},
    {"ASecretBehindACommand", "start program = \"/x\" secret geheim",
     "start program = \"/x\" secret ***"},
    {"ASecretBehindAnEmptyCommand", "exec \"\" secret geheim \"x\"", "exec \"\" secret ***"},
    {"ASecretInACommandOfSeveralLines", "start program = \"/x\n secret geheim\"",
     "start program = \"/x\n secret ***"},
    {"APasswordWithQuotesOfItsOwn", "exec \"/x 'password' 'geheim' y\"",
     "exec \"/x 'password' *** y\""},
    {"ATextThatIsSentWithoutQuotes", "send AUTH-geheim frob\nnext", "send ***\nnext"},
    {"ATextThatIsSentInAComment", "# send \"AUTH geheim\" x", "# send *** x"},
    {"CredentialsWithoutAMark", "set credentials geheim", "set credentials ***"},
    {"CredentialsOfACommentAsAPair", "# credentials me:geheim x", "# credentials ***"},
    {"CredentialsInProse", "# send credentials encrypted.", "# send credentials encrypted."},
    {"CredentialsInAComment", "# credentials: geheim", "# credentials: ***"},
    {"UserInfoOfAHostLikeAWordOfCiphers", "url me:geheim@STRENGTH.example.com",
     "url ***@STRENGTH.example.com"},
    {"WordsThatAreOnlySimilar", "below hello flows passive user sector\nnext",
     "below hello flows passive user sector\nnext"},
    {"HttpHeadersOverLines", "headers [Host: a,\n Cookie: geheim] x", "headers [***] x"},
};

class Masked : public testing::TestWithParam<MaskRow> {};

TEST_P(Masked, ShowsNoSecret) {
  EXPECT_EQ(masked(GetParam().text), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(Mask, Masked, testing::ValuesIn(kMaskRows),
                         [](const auto& row) { return row.param.name; });

TEST(Mask, ASecretIsFoundFromItsLineAlone) {
  Sources sources;
  const std::string text = "set httpd port 2812\n  allow\n    admin:geheim\n";
  const std::uint32_t source = sources.add("monitrc", text);
  const auto ranges = sources.secrets(source, text.find("    admin"), text.size());
  ASSERT_EQ(ranges.size(), 1U);
  EXPECT_EQ(text.substr(ranges[0].begin, ranges[0].end - ranges[0].begin), "admin:geheim");
}

TEST(Mask, ALargeTextIsReadOnce) {
  for (const char* const piece :
       {"password: x\n", "token \"",  "allow a:",    "a='",           "-p mysql ",
        "x=$(",          "headers [", "http://",     "a@b:c@",        "password='x\" ",
        "# pass: ",      "--token ",  "-u\\ ",       "\"token\"  \n", "X-Auth: a\" ",
        "exec \"",       "exec '\"",  "password\" ", "send   ",       "x=\"token\" "}) {
    std::string text = "curl ";
    while (text.size() < 2'000'000) text += piece;
    EXPECT_LE(secrets_in(text).size(), text.size());
    EXPECT_EQ(without_secrets({text}).size(), 1U);
  }
}

TEST(Mask, RangesBeyondTheTextAreCut) {
  EXPECT_TRUE(within(secrets_in("allow a:b"), 50, 90).empty());
  EXPECT_TRUE(within(secrets_in(""), 0, 0).empty());
}

}  // namespace
}  // namespace pkgmap
