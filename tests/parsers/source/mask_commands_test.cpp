// What is shown of commands. To add a case, append a row, with '|' between the arguments: a secret
// one has `geheim` where `***` is shown, and a plain one is shown as it is.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/parsers/source/masked.hpp"

namespace pkgmap {
namespace {

using test::masked;

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
    {"ldappasswd|-w|geheim|-s|geheim", "ldappasswd|-w|***|-s|***"},
    {"curl|-HAuthorization: Bearer geheim|h", "curl|-HAuthorization: ***|h"},
    {"/bin/sh|-c|curl -HX-Auth:geheim h", "/bin/sh|-c|curl -HX-Auth:***"},
    {"curl|-sume:geheim|h", "curl|-su***|h"},
    {"docker|login|-u|x|-p|geheim", "docker|login|-u|x|-p|***"},
    {"podman|login|-u=x|-pgeheim|h", "podman|login|-u=x|-p***|h"},
    {"/usr/bin/supervisorctl|-u|me|-p|geheim|restart|web",
     "/usr/bin/supervisorctl|-u|me|-p|***|restart|web"},
    {"supervisorctl|-ume|-pgeheim|restart|web", "supervisorctl|-ume|-p***|restart|web"},
    {"supervisorctl|-ip|geheim|status", "supervisorctl|-ip|***|status"},
    {"supervisorctl|--password=geheim|restart|web", "supervisorctl|--password=***|restart|web"},
    {"supervisorctl|--passw|geheim|restart|web", "supervisorctl|--passw|***|restart|web"},
    {"supervisorctl-3|-p|geheim|status", "supervisorctl-3|-p|***|status"},
    {"python3|-m|supervisor.supervisorctl|-p|geheim|status",
     "python3|-m|supervisor.supervisorctl|-p|***|status"},
    {"/bin/sh|-c|cd /x && supervisorctl -u me -p geheim restart web",
     "/bin/sh|-c|cd /x && supervisorctl -u me -p *** restart web"},
    {"supervisorctl|-s|http://me:geheim@localhost:9001|status",
     "supervisorctl|-s|http://***@localhost:9001|status"},
    {"podman|pull|--creds=me:geheim|h/x", "podman|pull|--creds=***|h/x"},
    {"crictl|pull|--creds|me:geheim|h/x", "crictl|pull|--creds|***|h/x"},
    {"ctr|images|pull|-u|me:geheim|h/x", "ctr|images|pull|-u|***|h/x"},
    {"ctr|images|pull|--user=me:geheim|h/x", "ctr|images|pull|--user=***|h/x"},
    {"etcdctl|--user|root:geheim|get", "etcdctl|--user|***|get"},
    {"etcdctl|--user=root:geheim", "etcdctl|--user=***"},
    {"unzip|-P|geheim|x.zip", "unzip|-P|***|x.zip"},
    {"zip|-Pgeheim|x.zip|y", "zip|-P***|x.zip|y"},
    {"7z|x|-pgeheim|x.7z", "7z|x|-p***|x.7z"},
    {"check_smtp|-U|me|-P|geheim", "check_smtp|-U|me|-P|***"},
    {"check_imap_receive|-U|me|-P|geheim", "check_imap_receive|-U|me|-P|***"},
    {"/bin/sh|-c|mysql &> /dev/null -pgeheim", "/bin/sh|-c|mysql &> /dev/null -p***"},
    {"/bin/sh|-c|mysql >& f -pgeheim", "/bin/sh|-c|mysql >& f -p***"},
    {"/bin/sh|-c|mysql a\\; -pgeheim", "/bin/sh|-c|mysql a\\; -p***"},
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
    {"http|--auth|me:geheim|h", "http|--auth|***|h"},
    {"/bin/sh|-c|x \"password\" \"geheim\" y", "/bin/sh|-c|x \"password\" *** y"},
    {"/bin/sh|-c|x ['password','geheim']", "/bin/sh|-c|x ['password',***]"},
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
    "curl|--cookie-jar|/x|http://h/",
    "mongod|--auth|--port|27017",
    "/bin/sh|-c|ask 'a password' x",
    "openssl|s_client|-cipher|ALL:!DES:@SECLEVEL=1",
    "podman|run|h/x:1.2@sha256:0af|x",
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
    "snmpd|-c|/etc/snmp/snmpd.conf",
    "snmptrapd|-Lsd|-c|/etc/x|-A",
    "slapd|-h|ldap://h/",
    "docker|start|secret:latest",
    "docker|run|-p|8080:80|x",
    "supervisorctl|-u|me|restart|web",
    "supervisord|-c|/etc/supervisord.conf|-u|me",
    "ctr|images|pull|-u|me|h/x",
    "curl|-fsSLo|/tmp/x",
    "/bin/x|-sume:x",
};

// In an excerpt, the byte that ends the first command may be in an argument.
constexpr const char* kPlainInAShell[] = {
    "/bin/sh|-c|service mysql restart; mkdir -p/x",
    "/bin/sh|-c|mysql x && ssh -p22 h",
    "/bin/sh|-c|supervisorctl restart web && mkdir -p/x",
    "/usr/bin/fish|-c|mysql x; ssh -p22 h",
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

TEST(Mask, AnExcerptShowsAnOrdinaryCommandAsItIs) {
  for (std::string command : kPlainCommands) {
    std::replace(command.begin(), command.end(), '|', ' ');
    const std::string text = "start program = \"" + command + "\"\nset x";
    EXPECT_EQ(masked(text), text);
  }
}

TEST(Mask, AnArgumentOfSeveralLinesIsShownWithoutItsSecrets) {
  EXPECT_EQ(without_secrets({"/bin/x", "--password", "ge\nheim", "-v"}),
            (std::vector<std::string>{"/bin/x", "--password", "***", "-v"}));
  EXPECT_EQ(without_secrets({"sh", "-c", "A='x\ny' DBPASS='ge\nheim' b"}),
            (std::vector<std::string>{"sh", "-c", "A='x\ny' DBPASS=*** b"}));
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

}  // namespace
}  // namespace pkgmap
