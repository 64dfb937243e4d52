// What an excerpt shows of a line. To add a case, append a row: the text, and what is shown of it.
#include "parsers/source/mask.hpp"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "parsers/source/source_text.hpp"

namespace pkgmap {
namespace {

std::string masked(const std::string& text) {
  std::string answer;
  std::size_t at = 0;
  for (const ByteRange& range : secrets_in(text)) {
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

// What `config` shows of a command, whose arguments stand here with '|' between them.
struct CommandRow {
  const char* command;
  const char* shown;
};

constexpr CommandRow kSecretCommands[] = {
    {"/bin/x|--password|geheim|-v", "/bin/x|--password|***|-v"},
    {"/bin/x|--password|ge heim|-v", "/bin/x|--password|***|-v"},
    {"/bin/x|--db-password=ge heim|-v", "/bin/x|--db-password=***|-v"},
    {"/bin/x|-password|geheim", "/bin/x|-password|***"},
    {"/bin/x|--api-key|geheim|run", "/bin/x|--api-key|***|run"},
    {"/bin/x|--authToken=geheim", "/bin/x|--authToken=***"},
    {"/bin/x|--token|geheim", "/bin/x|--token|***"},
    {"/bin/x|password|geheim|x", "/bin/x|password|***|x"},
    {"/bin/java|-Djavax.net.ssl.keyStorePassword=geheim|-jar|x",
     "/bin/java|-Djavax.net.ssl.keyStorePassword=***|-jar|x"},
    {"/usr/bin/env|DBPASS=geheim|/bin/y|-v", "/usr/bin/env|DBPASS=***|/bin/y|-v"},
    {"/bin/sh|-c|DBPASS=geheim /bin/y -v", "/bin/sh|-c|DBPASS=*** /bin/y -v"},
    {"/bin/sh|-c|DBPASS='ge heim' /bin/y -v", "/bin/sh|-c|DBPASS=*** /bin/y -v"},
    {"/bin/sh|-c|A=1 PGPASSWORD=\"geheim\" psql -c x", "/bin/sh|-c|A=1 PGPASSWORD=*** psql -c x"},
    {"/bin/sh|-c|MYSQL_PWD=ge\\ heim mysql db", "/bin/sh|-c|MYSQL_PWD=*** mysql db"},
    {"AWS_SECRET_ACCESS_KEY=geheim", "AWS_SECRET_ACCESS_KEY=***"},
    {"SECRET_KEY_BASE=geheim", "SECRET_KEY_BASE=***"},
    {"REDIS_PASSWORD2=geheim", "REDIS_PASSWORD2=***"},
    {"GITHUB_TOKEN=geheim|/x", "GITHUB_TOKEN=***|/x"},
    {"mysql|-pgeheim|db", "mysql|-p***|db"},
    {"/usr/bin/mysqladmin|-uroot|-pge heim|ping", "/usr/bin/mysqladmin|-uroot|-p***|ping"},
    {"sudo|-n|mysqldump|-pgeheim", "sudo|-n|mysqldump|-p***"},
    {"/bin/sh|-c|mysql -u root -pgeheim -e 'x'", "/bin/sh|-c|mysql -u root -p*** -e 'x'"},
    {"/bin/sh|-c|x=$(mariadb -pgeheim db)", "/bin/sh|-c|x=$(mariadb -p*** db)"},
    {"curl|-u|me:geheim|http://h/", "curl|-u|***|http://h/"},
    {"curl|-u|me:ge heim|http://h/", "curl|-u|***|http://h/"},
    {"curl|-ume:geheim|http://h/", "curl|-u***|http://h/"},
    {"curl|-sSu|me:geheim|http://h/", "curl|-sSu|***|http://h/"},
    {"curl|--user|me:geheim|http://h/", "curl|--user|***|http://h/"},
    {"curl|--proxy-user=me:geheim", "curl|--proxy-user=***"},
    {"curl|-b|sid=geheim|http://h/", "curl|-b|***|http://h/"},
    {"/bin/sh|-c|curl -u 'me:ge heim' http://h/", "/bin/sh|-c|curl -u *** http://h/"},
    {"curl|-H|X-Auth: geheim|http://h/", "curl|-H|X-Auth: ***|http://h/"},
    {"curl|-H|X-Auth-Token:geheim", "curl|-H|X-Auth-Token:***"},
    {"curl|-H|X-Api-Key: ge'heim", "curl|-H|X-Api-Key: ***"},
    {"curl|-H|Authorization: Bearer geheim|x", "curl|-H|Authorization: ***|x"},
    {"curl|-H|Cookie: a=geheim; b=geheim", "curl|-H|Cookie: ***"},
    {"/bin/sh|-c|curl -H 'X-Auth: geheim' -H \"Proxy-Authorization: Basic geheim\" h",
     "/bin/sh|-c|curl -H 'X-Auth: ***' -H \"Proxy-Authorization: ***\" h"},
    {"curl|-d|{\"user\":\"me\",\"password\":\"geheim\"}|h",
     "curl|-d|{\"user\":\"me\",\"password\":***|h"},
    {"curl|-d|user=me&password=geheim|h", "curl|-d|user=me&password=***|h"},
    {"curl|http://me:geheim@host/|x", "curl|http://***@host/|x"},
    {"curl|http://h/x?token=geheim&a=b", "curl|http://h/x?token=***&a=b"},
    {"curl|http://h/x?a=b&key=geheim#top", "curl|http://h/x?a=b&key=***#top"},
    {"curl|http://h/x?sig=geheim", "curl|http://h/x?sig=***"},
    {"curl|http://h/x?X-Amz-Signature=geheim&x=1", "curl|http://h/x?X-Amz-Signature=***&x=1"},
    {"curl|https://hooks.slack.com/services/T0/B0/geheim",
     "curl|https://hooks.slack.com/services/***"},
    {"curl|https://api.telegram.org/bot1:geheim/send", "curl|https://api.telegram.org/bot***"},
    {"sshpass|-p|geheim|ssh|h", "sshpass|-p|***|ssh|h"},
    {"sshpass|-pgeheimp|ssh|h", "sshpass|-p***|ssh|h"},
    {"redis-cli|-a|geheim|ping", "redis-cli|-a|***|ping"},
    {"ldapsearch|-D|cn=me|-w|geheim", "ldapsearch|-D|cn=me|-w|***"},
    {"smbclient|-U|me%geheim|//h/x", "smbclient|-U|***|//h/x"},
    {"snmpget|-v2c|-c|geheim|h", "snmpget|-v2c|-c|***|h"},
    {"/usr/lib/nagios/plugins/check_mysql|-u|me|-p|geheim",
     "/usr/lib/nagios/plugins/check_mysql|-u|me|-p|***"},
    {"openssl|x|-passin|pass:geheim", "openssl|x|-passin|pass:***"},
    {"mount|-o|username=me,password=geheim|//h/x", "mount|-o|username=me,password=***|//h/x"},
    // A host, a file and a protocol that are called like a program.
    {"curl|http://localhost:9200/mysql|-u|me:geheim", "curl|http://localhost:9200/mysql|-u|***"},
    {"redis-cli|-h|mysql1|-a|geheim", "redis-cli|-h|mysql1|-a|***"},
    {"curl|--proto|https|-u|me:geheim", "curl|--proto|https|-u|***"},
    {"curl|-o|/tmp/net|-u|me:geheim", "curl|-o|/tmp/net|-u|***"},
    {"mysql|-h|curl|-pgeheim", "mysql|-h|curl|-p***"},
    {"smbclient|//curl/x|-U|me%geheim", "smbclient|//curl/x|-U|***"},
    // Bytes that end a command in a shell only, and there not in quotes.
    {"mysql|-e|SELECT 1;|-pgeheim", "mysql|-e|SELECT 1;|-p***"},
    {"mysql|-e|a &|-pgeheim", "mysql|-e|a &|-p***"},
    {"mysql|-e|a ; b|-pgeheim", "mysql|-e|a ; b|-p***"},
    {"curl|http://h/x?a=1&|-u|me:geheim", "curl|http://h/x?a=1&|-u|***"},
    {"/bin/sh|-c|mysql -e 'SELECT 1; x' -pgeheim", "/bin/sh|-c|mysql -e 'SELECT 1; x' -p***"},
    {"/bin/sh|-c|mysql -e \"a ; b\" -pgeheim", "/bin/sh|-c|mysql -e \"a ; b\" -p***"},
    {"/bin/sh|-c|cd /x;mysql -pgeheim", "/bin/sh|-c|cd /x;mysql -p***"},
    {"/bin/sh|-c|true&&curl -u me:geheim x", "/bin/sh|-c|true&&curl -u *** x"},
    {"CHECK_PASSWORD=geheim", "CHECK_PASSWORD=***"},
    {"CHECK_MYSQL_PASSWORD=geheim", "CHECK_MYSQL_PASSWORD=***"},
    {"RESET_TOKEN=geheim", "RESET_TOKEN=***"},
    {"/bin/x|--check-password=geheim", "/bin/x|--check-password=***"},
    {"vault|write|auth/approle/login|role_id=x|secret_id=geheim",
     "vault|write|auth/approle/login|role_id=x|secret_id=***"},
    {"PRIVATE_KEY=geheim", "PRIVATE_KEY=***"},
    {"WEBHOOK_URL=https://h/geheim", "WEBHOOK_URL=***"},
    {"curl|-d|{\"token\" : \"geheim\"}", "curl|-d|{\"token\" : ***"},
    {"curl|-d|{\"pin\":1,\"password\" : \"geheim\"}", "curl|-d|{\"pin\":1,\"password\" : ***"},
    // Only a shell splits the argument behind -c.
    {"snmpget|-v2c|-c|ge heim", "snmpget|-v2c|-c|***"},
    {"mysql|-c|-pge heim", "mysql|-c|-p***"},
    {"/bin/x|--rc|DBPASS=ge heim", "/bin/x|--rc|DBPASS=***"},
    {"su|-|x|-c|DBPASS=geheim /bin/y -v", "su|-|x|-c|DBPASS=*** /bin/y -v"},
    {"sudo|bash|-x|-lc|DBPASS=geheim y|DBPASS=ge heim", "sudo|bash|-x|-lc|DBPASS=*** y|DBPASS=***"},
    {"/bin/sh|-c|curl -H \"X-Auth-Token: it's geheim\" h",
     "/bin/sh|-c|curl -H \"X-Auth-Token: ***\" h"},
    {"/bin/sh|-c|curl -H \"Authorization: Digest a=\\\"b\\\", response=\\\"geheim\\\"\" h",
     "/bin/sh|-c|curl -H \"Authorization: ***\" h"},
};

// Ordinary words, many from control files that people published.
constexpr const char* kPlainCommands[] = {
    "",
    "/bin/x",
    "mkdir|-p|/x",
    "/bin/sh|-c|mkdir -p /var/run/mysql && chown -R mysql /x",
    "ssh|-p|22|host",
    "grep|-u|x",
    "sort|-u|file",
    "date|-u",
    "sudo|-u|mysql|mkdir|-p/x",
    "/bin/sh|-c|service mysql restart; mkdir -p/x",
    "mysql|-p|db",
    "mysql|--host=h|-P|3306",
    "curl|-u|me|http://h/",
    "curl|-s|-o|/dev/null|http://h:80/x?a=b&c=d",
    "ls|/etc/ssl/key/x",
    "/bin/x|--key=/etc/ssl/key.pem",
    "/bin/x|--password-file=/etc/x|--token-file|/etc/y",
    "/bin/x|--ask-pass|--no-password|x",
    "/bin/x|--check-password|x|--reset-token|y",
    "/bin/sh|-c|curl http://h/x ; mkdir -p/x",
    "/bin/sh|-c|mysql x && ssh -p22 h",
    "curl|--cookie-jar|/x|http://h/",
    "PASSWORD_MIN_LENGTH=8",
    "PWD=/x|OLDPWD=/y|BYPASS=1|COMPASS=north",
    "AWS_ACCESS_KEY_ID=x",
    "/bin/sh|-c|cd /x; RAILS_ENV=production QUEUE=redis_authorized_personnel rake",
    "systemctl|stop|token-auth",
    "/bin/sh|-c|systemctl stop token-auth && systemctl start secret",
    "send_relay.py",
    "/usr/bin/pass-queue|/var/cookie-jar|secret-agent",
    "/usr/bin/check-password-expiry.sh|a",
    "/usr/sbin/ufw|allow|22",
    "/bin/x|send|header|y",
    "/bin/x|token.example.com:8080|secret.internal:443",
    "http://auth:80/x",
    "/bin/x|-c|/etc/x.conf",
    "snmpd|-Lsd|-p|/run/snmpd.pid",
};

std::vector<std::string> words_of(const std::string& command) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= command.size();) {
    const std::size_t end = std::min(command.find('|', at), command.size());
    words.push_back(command.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

TEST(Mask, ACommandIsShownWithoutItsSecrets) {
  for (const CommandRow& row : kSecretCommands) {
    EXPECT_EQ(without_secrets(words_of(row.command)), words_of(row.shown)) << row.command;
  }
}

TEST(Mask, AnOrdinaryCommandIsShownAsItIs) {
  for (const char* command : kPlainCommands) {
    EXPECT_EQ(without_secrets(words_of(command)), words_of(command));
  }
}

// The same commands in an excerpt of a control file: no secret is seen there either.
TEST(Mask, AnExcerptWithACommandShowsNoSecret) {
  for (const CommandRow& row : kSecretCommands) {
    std::string command = row.command;
    std::replace(command.begin(), command.end(), '|', ' ');
    for (const std::string& text :
         {"start program = \"" + command + "\"\nset x", "exec '" + command + "' frob"}) {
      const std::string shown = masked(text);
      EXPECT_EQ(shown.find("geheim"), std::string::npos) << text << "\n" << shown;
    }
  }
}

TEST(Mask, AnArgumentOfSeveralLinesIsShownWithoutItsSecrets) {
  EXPECT_EQ(without_secrets({"/bin/x", "--password", "ge\nheim", "-v"}),
            (std::vector<std::string>{"/bin/x", "--password", "***", "-v"}));
  EXPECT_EQ(without_secrets({"sh", "-c", "A='x\ny' DBPASS='ge\nheim' b"}),
            (std::vector<std::string>{"sh", "-c", "A='x\ny' DBPASS=*** b"}));
}

TEST(Mask, ALargeTextIsReadOnce) {
  for (const char* const piece :
       {"password: x\n", "token \"", "allow a:", "a='", "-p mysql ", "x=$(", "headers [", "http://",
        "a@b:c@", "password='x\" ", "# pass: ", "--token ", "-u\\ ", "\"token\"  \n"}) {
    std::string text = "curl ";
    while (text.size() < 2'000'000) text += piece;
    EXPECT_LE(secrets_in(text).size(), text.size());
    EXPECT_EQ(without_secrets({text}).size(), 1U);
  }
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
  EXPECT_TRUE(within(secrets_in("allow a:b"), 50, 90).empty());
  EXPECT_TRUE(within(secrets_in(""), 0, 0).empty());
}

}  // namespace
}  // namespace pkgmap
