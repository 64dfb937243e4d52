#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/render/config_json.hpp"
#include "cli/render/config_text.hpp"
#include "parsers/source/printable.hpp"
#include "tests/cli/render/explanation.hpp"

namespace pkgmap::cli {
namespace {

using pkgmap::test::parsed;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kEveryType = R"(set daemon 30 with start delay 10
set pidfile /run/monit.pid
set httpd unixsocket /run/monit.sock port 2812 and use address localhost
  allow admin:canary
check process nginx with pidfile /run/nginx.pid
  start program = "/bin/systemctl start nginx" as uid www
  depends on nginx_bin, net
  mode passive
  onreboot laststate
check process cron matching "cron -f"
check file nginx_bin path /usr/sbin/nginx
  if failed checksum expect d41d8cd98f00b204e9800998ecf8427e then unmonitor
  if failed permission 755 then alert
  group web
check directory www path /var/www
check filesystem rootfs path /
check fifo pipe path /run/pipe
check host far address example.org
check network net interface eth0
check program ok path "/bin/true with words"
check system $HOST
)";

TEST(ConfigText, ShowsEveryTypeWithItsPlace) {
  EXPECT_EQ(config_text(parsed(kEveryType)), R"(10 checks in 1 file
  /etc/monitrc
httpd: /run/monit.sock, localhost:2812
allow: with the password of 1 user
daemon: every 30 s, the first after 10 s
pidfile: /run/monit.pid

nginx               process     /etc/monitrc:5
                    /run/nginx.pid
                    depends on nginx_bin, net
                    mode passive, onreboot laststate
                    start /bin/systemctl start nginx as uid www timeout 30 s
cron                process     /etc/monitrc:10
                    matching cron -f
nginx_bin           file        /etc/monitrc:11
                    /usr/sbin/nginx
                    group web
               :12  failed checksum md5 expect d41d8cd98f00b204e9800998ecf8427e
                    then unmonitor
               :13  failed permission 755                  then alert
www                 directory   /etc/monitrc:15
                    /var/www
rootfs              filesystem  /etc/monitrc:16
                    /
pipe                fifo        /etc/monitrc:17
                    /run/pipe
far                 host        /etc/monitrc:18
                    example.org
net                 network     /etc/monitrc:19
                    eth0
ok                  program     /etc/monitrc:20
                    /bin/true with words timeout 300 s
vm                  system      /etc/monitrc:21
)");
}

TEST(ConfigText, SaysThatMonitCannotBeAsked) {
  EXPECT_THAT(config_text(parsed("check file a path /a\n")),
              HasSubstr("httpd: none; monit cannot be asked\n"));
  EXPECT_THAT(config_text(parsed("set httpd port 2812\ncheck file a path /a\n")),
              HasSubstr("httpd: *:2812 (not started: no client is allowed)\n"));
}

TEST(ConfigText, LinesUpNamesOfAllScripts) {
  const std::string text =
      config_text(parsed("check file größe path /a\n"
                         "check file 名前 path /b\n"
                         "check file plain path /c\n"));
  EXPECT_THAT(text, HasSubstr("\ngröße               file        /etc/monitrc:1\n"));
  EXPECT_THAT(text, HasSubstr("\n名前                file        /etc/monitrc:2\n"));
  EXPECT_THAT(text, HasSubstr("\nplain               file        /etc/monitrc:3\n"));
}

TEST(ConfigText, ANameCannotForgeALine) {
  monitrc::Parsed all = parsed("check file a path /x\ncheck file c path /c depends on a\n");
  all.control_file.checks[0].name = "a\x1b[31m\nb";
  all.control_file.checks[0].path = "/x\x07\ny";
  all.control_file.checks[1].depends_on = {"a\x1b[31m\nb"};
  all.control_file.files.emplace_back("/etc/monit.d/\x9b\n1 check");
  const std::string text = config_text(all);
  EXPECT_EQ(text, printable_lines(text));
  EXPECT_THAT(text, HasSubstr("a?[31m?b"));
  EXPECT_THAT(text, HasSubstr("/x??y"));
  EXPECT_THAT(text, HasSubstr("depends on a?[31m?b"));
  EXPECT_THAT(text, HasSubstr("/etc/monit.d/??1 check\n"));
}

TEST(ConfigText, BreaksLongListsAndKeepsLongNames) {
  std::string control_file;
  std::string names;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "service_number_" + std::to_string(i);
    control_file += "check file " + name + " path /" + name + "\n";
    names += (i == 0 ? "" : ", ") + name;
  }
  const std::string long_name(300, 'x');
  control_file += "check file all path /all depends on " + names + "\n";
  control_file += "check file " + long_name + " path /x\n";
  const std::string text = config_text(parsed(control_file));
  EXPECT_THAT(text, HasSubstr(long_name));
  EXPECT_THAT(text, HasSubstr("service_number_38, service_number_39\n"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(long_name) != std::string::npos) continue;
    EXPECT_LE(columns(line), 80U) << line;
  }
}

TEST(ConfigText, NamesNoCredential) {
  EXPECT_THAT(config_text(parsed(kEveryType)), Not(HasSubstr("canary")));
}

TEST(ConfigJson, HasTheNamesOfTheFormat) {
  EXPECT_EQ(config_json(parsed(kEveryType)).dump(1), R"({
 "schema": 1,
 "control_file": "/etc/monitrc",
 "files": [
  "/etc/monitrc"
 ],
 "httpd": {
  "unixsocket": "/run/monit.sock",
  "address": "localhost",
  "port": 2812,
  "ssl": false,
  "read_only": false,
  "unixsocket_read_only": false,
  "signature": true,
  "allows": true,
  "access": [
   {
    "kind": "user",
    "read_only": false
   }
  ]
 },
 "daemon": {
  "poll_seconds": 30,
  "start_delay_seconds": 10
 },
 "pidfile": "/run/monit.pid",
 "statefile": null,
 "idfile": null,
 "logfile": null,
 "limits": {
  "network_timeout_ms": 5000,
  "program_timeout_ms": 300000,
  "start_timeout_ms": 30000,
  "stop_timeout_ms": 30000,
  "restart_timeout_ms": 30000,
  "exec_timeout_ms": 30000,
  "program_output_bytes": 512,
  "send_expect_buffer_bytes": 256,
  "file_content_buffer_bytes": 512,
  "http_content_buffer_bytes": 1048576
 },
 "mailservers": 0,
 "mmonits": 0,
 "mail": {
  "servers": [],
  "timeout_seconds": 30
 },
 "mmonit": [],
 "event_queue": null,
 "alerts": [],
 "mail_format": {},
 "ssl_options": null,
 "onreboot": null,
 "syslog": false,
 "syslog_facility": null,
 "fips": false,
 "checks": [
  {
   "name": "nginx",
   "type": "process",
   "source": {
    "file": "/etc/monitrc",
    "line": 5
   },
   "pidfile": "/run/nginx.pid",
   "start": [
    "/bin/systemctl",
    "start",
    "nginx"
   ],
   "methods": {
    "start": {
     "uid": "www",
     "timeout_seconds": 30
    }
   },
   "depends_on": [
    "nginx_bin",
    "net"
   ],
   "groups": [],
   "mode": "passive",
   "onreboot": "laststate",
   "tests": []
  },
  {
   "name": "cron",
   "type": "process",
   "source": {
    "file": "/etc/monitrc",
    "line": 10
   },
   "matching": "cron -f",
   "depends_on": [],
   "groups": [],
   "mode": "active",
   "onreboot": null,
   "tests": []
  },
  {
   "name": "nginx_bin",
   "type": "file",
   "source": {
    "file": "/etc/monitrc",
    "line": 11
   },
   "path": "/usr/sbin/nginx",
   "depends_on": [],
   "groups": [
    "web"
   ],
   "mode": "active",
   "onreboot": null,
   "tests": [
    {
     "kind": "checksum",
     "trigger": "failed",
     "algorithm": "md5",
     "expect": "d41d8cd98f00b204e9800998ecf8427e",
     "action": "unmonitor",
     "line": 12,
     "file": "/etc/monitrc"
    },
    {
     "kind": "permission",
     "trigger": "failed",
     "expect": "755",
     "action": "alert",
     "line": 13,
     "file": "/etc/monitrc"
    }
   ]
  },
  {
   "name": "www",
   "type": "directory",
   "source": {
    "file": "/etc/monitrc",
    "line": 15
   },
   "path": "/var/www",
   "depends_on": [],
   "groups": [],
   "mode": "active",
   "onreboot": null,
   "tests": []
  },
  {
   "name": "rootfs",
   "type": "filesystem",
   "source": {
    "file": "/etc/monitrc",
    "line": 16
   },
   "path": "/",
   "depends_on": [],
   "groups": [],
   "mode": "active",
   "onreboot": null,
   "tests": []
  },
  {
   "name": "pipe",
   "type": "fifo",
   "source": {
    "file": "/etc/monitrc",
    "line": 17
   },
   "path": "/run/pipe",
   "depends_on": [],
   "groups": [],
   "mode": "active",
   "onreboot": null,
   "tests": []
  },
  {
   "name": "far",
   "type": "host",
   "source": {
    "file": "/etc/monitrc",
    "line": 18
   },
   "address": "example.org",
   "depends_on": [],
   "groups": [],
   "mode": "active",
   "onreboot": null,
   "tests": []
  },
  {
   "name": "net",
   "type": "network",
   "source": {
    "file": "/etc/monitrc",
    "line": 19
   },
   "interface": "eth0",
   "depends_on": [],
   "groups": [],
   "mode": "active",
   "onreboot": null,
   "tests": []
  },
  {
   "name": "ok",
   "type": "program",
   "source": {
    "file": "/etc/monitrc",
    "line": 20
   },
   "path": "/bin/true",
   "program": [
    "/bin/true",
    "with",
    "words"
   ],
   "methods": {
    "program": {
     "timeout_seconds": 300
    }
   },
   "depends_on": [],
   "groups": [],
   "mode": "active",
   "onreboot": null,
   "tests": []
  },
  {
   "name": "vm",
   "type": "system",
   "source": {
    "file": "/etc/monitrc",
    "line": 21
   },
   "depends_on": [],
   "groups": [],
   "mode": "active",
   "onreboot": null,
   "tests": []
  }
 ]
})");
}

TEST(ConfigJson, NullsWhatIsNotSet) {
  const Json json = config_json(parsed("check file a path /a\n"));
  for (const char* name : {"httpd", "daemon", "pidfile", "statefile", "idfile", "logfile"}) {
    EXPECT_TRUE(json[name].is_null()) << name;
  }
}

}  // namespace
}  // namespace pkgmap::cli
