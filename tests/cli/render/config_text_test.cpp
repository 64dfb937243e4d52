// Tests the whole text of `config`.
#include "cli/render/config_text.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/render/config_json.hpp"
#include "parsers/source/printable.hpp"
#include "tests/cli/render/explanation.hpp"
#include "tests/support/text_files.hpp"

namespace pkgmap::cli {
namespace {

using pkgmap::test::parsed;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kSettings = R"(set daemon 30
set log syslog facility log_daemon
set idfile /i set statefile /s
set onreboot laststate
set limits { networkTimeout: 7 s, programOutput: 1 kB }
set eventqueue basedir /q slots 5
set mailserver a.b port 587 username canary password "canary" using ssl { verify: enable },
  c.d with timeout 40 seconds using hostname h.i
set mmonit https://canary:canary@m.n:8443/collector?key=canary with timeout 9 seconds
set alert a@b.c not on { action instance } with reminder on 3 cycles
set mail-format { from: Mo <m@n>
  subject: $EVENT }
set ssl { verify: enable, selfsigned: allow, version: -sslv3 tlsv12 }
set httpd port 2812 read-only use address localhost unixsocket /run/m.sock
  signature disable
  with ssl { pemfile: /etc/m.pem }
  allow localhost allow 10.0.0.0/8 allow canary:canary allow canary:"canary" read-only
  allow @wheel allow md5 /etc/pw canary canary
)";

TEST(ConfigText, ShowsEverySetting) {
  EXPECT_EQ(config_text(parsed(kSettings)), R"(1 check in 1 file
  /etc/monitrc
httpd: /run/m.sock, localhost:2812 read-only with ssl { pemfile: /etc/m.pem }
  (signature disabled)
allow: from localhost, 10.0.0.0/8; with the password of 2 users, 1 of them
  read-only, group wheel, md5 file /etc/pw (2 names)
daemon: every 30 s
log: syslog log_daemon
statefile: /s
idfile: /i
limits: network 7 s, program output 1024 B
mail: a.b:587 with a login with ssl { verify: enable }, c.d:25; timeout 40 s,
  as host h.i
event queue: /q, 5 slots
mmonit: https://m.n/collector port 8443 timeout 9 s
mail format: from: Mo <m@n>, subject: $EVENT
alert a@b.c not on { action instance } reminder on 3 cycles
ssl: { verify: enable selfsigned: allow version: -sslv3 tlsv12 }
onreboot: laststate

vm                  system      implied by monit
)");
}

constexpr const char* kTests = R"(check process web with pidfile /run/web.pid
  start program = "/bin/sh -c 'echo a b'" as uid www and gid adm timeout 90 seconds
  restart program = "/bin/x --password canary"
  group www group all
  every "0-5 * * * *"
  alert a@b.c only on { timeout } noalert d@e.f
  if cpu > 80.5% for 5 cycles then restart
  if total memory > 200 MB 2 times within 3 cycles then exec "/bin/x y" repeat every 3 cycles
  if failed port 443 protocol https request "/x" status >= 400 username canary password canary
    with ssl { verify: enable } certificate valid > 30 days timeout 9 seconds retry 2
    then restart else if succeeded for 2 cycles then alert
  if failed unixsocket /run/s send "AUTH canary" expect "[+]OK" then stop
  if 3 restarts within 5 cycles then unmonitor
  if does not exist then start
  if changed pid then alert
check file log path /var/log/x every 2 cycles
  if changed sha1 checksum then alert
  if failed gid adm then alert
  if size > 2 GB then alert
  if mtime > 3 hours then alert
  if content != "a b" then alert
  ignore content = "c"
check filesystem root path /
  if space free < 10% then alert
  if inode > 5000 then alert
  if service time > 300 ms then alert
  if read rate > 5 MB/s then alert
check network net interface eth0
  if link down then alert
  if saturation > 90% then alert
  if total download > 1 GB in last 2 hours then alert
check host far address example.org
  if failed ping count 5 responsetime > 20 ms then alert
  if failed url https://canary:canary@h.i/x?y then alert
check program ok path "/bin/true" timeout 5 seconds
  if status != 0 then alert
check system $HOST
  if loadavg (5min) per core > 2 then alert
  if swap > 20% then alert
)";

TEST(ConfigText, ShowsEveryTest) {
  EXPECT_EQ(config_text(parsed(kTests)), R"(7 checks in 1 file
  /etc/monitrc
httpd: none; monit cannot be asked

web                 process     /etc/monitrc:1
                    /run/web.pid
                    group www, all
                    every "0-5 * * * *"
                    start /bin/sh -c 'echo a b' as uid www gid adm timeout 90 s
                    restart /bin/x --password *** timeout 30 s
                    alert a@b.c only on { timeout }
                    noalert d@e.f
                :7  cpu usage > 80.5% for 5 cycles         then restart
                :8  total memory > 200 MB 2 times within 3 cycles then exec
                    /bin/x y repeat every 3 cycles
                :9  failed port 443 protocol https request /x status >= 400
                    username *** password *** timeout 9 s retry 2 with ssl {
                    verify: enable } certificate valid > 30 days then restart
                    else if recovered for 2 cycles then alert
               :12  failed unixsocket /run/s send *** expect "[+]OK" timeout 5 s
                    then stop
               :13  3 restarts within 5 cycles             then unmonitor
               :14  not exist                              then start
               :15  changed pid                            then alert
log                 file        /etc/monitrc:16
                    /var/log/x
                    every 2 cycles
               :17  changed checksum sha1                  then alert
               :18  failed gid adm                         then alert
               :19  size > 2 GB                            then alert
               :20  mtime > 3 hours                        then alert
               :21  content != "a b"                       then alert
               :22  ignore content = "c"
root                filesystem  /etc/monitrc:23
                    /
               :24  space free < 10%                       then alert
               :25  inodes usage > 5000                    then alert
               :26  service time > 300 ms                  then alert
               :27  read > 5 MB                            then alert
net                 network     /etc/monitrc:28
                    eth0
               :29  link down                              then alert
               :30  saturation > 90%                       then alert
               :31  download > 1 GB in last 2 hours        then alert
far                 host        /etc/monitrc:32
                    example.org
               :33  failed ping count 5 size 64 timeout 5 s responsetime > 20 ms
                    then alert
               :34  failed url https://h.i/x?y timeout 5 s with ssl then alert
ok                  program     /etc/monitrc:35
                    /bin/true timeout 5 s
               :36  status != 0                            then alert
vm                  system      /etc/monitrc:37
               :38  load average 5m per core > 2           then alert
               :39  swap > 20%                             then alert
)");
}

TEST(ConfigText, ShowsAnEmptySslBlockAsNothing) {
  EXPECT_THAT(config_text(parsed("set ssl { }\n")), Not(HasSubstr("ssl")));
}

TEST(ConfigText, StaysWithin80Columns) {
  for (const char* text : {kSettings, kTests}) {
    std::istringstream lines(config_text(parsed(text)));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(columns(line), 80U) << line;
  }
}

TEST(ConfigText, AndJsonNameNoCredential) {
  for (const char* text : {kSettings, kTests}) {
    EXPECT_THAT(config_text(parsed(text)), Not(HasSubstr("canary")));
    EXPECT_THAT(config_json(parsed(text)).dump(), Not(HasSubstr("canary")));
  }
}

TEST(ConfigText, NamesTheFileOfATestThatIsIncluded) {
  TextFiles files{{"/etc/monitrc", "check file a path /x\n include /t\n if exist then alert\n"},
                  {"/t", "if failed uid 0 then alert"}};
  EXPECT_THAT(
      config_text(monitrc::parse_control_file("/etc/monitrc", files)),
      HasSubstr("                :1  failed uid 0                           then alert (/t)\n"
                "                :3  exist                                  then alert\n"));
}

}  // namespace
}  // namespace pkgmap::cli
