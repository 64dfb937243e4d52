// What an excerpt shows of a line. To add a case, append a row: the text, and what is shown of it.
#include "parsers/source/mask.hpp"

#include <string>

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

std::string masked(const std::string& text) {
  std::string answer;
  std::size_t at = 0;
  for (const ByteRange& range : secrets_in(text, 0, text.size())) {
    answer += text.substr(at, range.begin - at) + "***";
    at = range.end;
  }
  return answer + text.substr(at);
}

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
    {"PasswordOverTwoLines", "password \"ge\nheim\" x", "password *** x"},
    {"PasswordThatIsNeverClosed", "password \"geheim\nnext", "password ***\nnext"},
    {"PasswordOfACommand", "start \"/bin/x --password=geheim -v\"",
     "start \"/bin/x --password=***"},
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
  const std::string text = "set httpd port 2812\n  allow\n    admin:geheim\n";
  const std::size_t line = text.find("    admin");
  const auto ranges = secrets_in(text, line, text.size());
  ASSERT_EQ(ranges.size(), 1U);
  EXPECT_EQ(text.substr(ranges[0].begin, ranges[0].end - ranges[0].begin), "admin:geheim");
}

TEST(Mask, TheWordsOfACommandAreShownWithoutSecrets) {
  EXPECT_EQ(without_secrets({"/bin/x", "--password", "geheim", "-v"}),
            (std::vector<std::string>{"/bin/x", "--password", "***", "-v"}));
  EXPECT_EQ(without_secrets({"--password=geheim", "--host", "a"}),
            (std::vector<std::string>{"--password=***", "--host", "a"}));
  EXPECT_EQ(without_secrets({"curl", "http://me:geheim@host/", "x"}),
            (std::vector<std::string>{"curl", "http://***@host/", "x"}));
  EXPECT_EQ(without_secrets({"", "a b", "systemctl"}),
            (std::vector<std::string>{"", "a b", "systemctl"}));
  EXPECT_EQ(without_secrets({}), std::vector<std::string>{});
}

TEST(Mask, RangesBeyondTheTextAreCut) {
  EXPECT_TRUE(secrets_in("allow a:b", 50, 90).empty());
  EXPECT_TRUE(secrets_in("", 0, 0).empty());
}

}  // namespace
}  // namespace pkgmap
