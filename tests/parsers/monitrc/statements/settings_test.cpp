// What the model keeps of settings, alerts, TLS and protocols. It keeps no secret except the
// credentials of httpd.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

ControlFile read(const std::string& text) {
  const Parsed parsed = parse(text);
  EXPECT_EQ(messages(parsed), "");
  return parsed.control_file;
}

ConnectionTest connection(const std::string& test) {
  const ControlFile file = read("check host a address b.c\n if failed " + test + " then alert\n");
  EXPECT_THAT(file.checks.at(0).tests, SizeIs(1));
  return *file.checks.at(0).tests.at(0).connection;
}

TEST(Settings, AnAlertHasItsEventsAndReminder) {
  const ControlFile file = read(
      "set alert a@b.c\n"
      "set alert d@e.f not on { Action, instance } with reminder on 3 cycles\n"
      "check file x path /x\n alert g@h only on { timeout } noalert i@j\n");
  ASSERT_THAT(file.settings.alerts, SizeIs(2));
  EXPECT_EQ(file.settings.alerts[0].address, "a@b.c");
  EXPECT_THAT(file.settings.alerts[0].events, IsEmpty());
  EXPECT_TRUE(file.settings.alerts[1].is_but);
  EXPECT_THAT(file.settings.alerts[1].events, ElementsAre("action", "instance"));
  EXPECT_EQ(file.settings.alerts[1].reminder_cycles, 3);
  const std::vector<Alert>& own = file.checks.at(0).alerts;
  ASSERT_THAT(own, SizeIs(2));
  EXPECT_FALSE(own[0].is_but);
  EXPECT_THAT(own[0].events, ElementsAre("timeout"));
  EXPECT_TRUE(own[1].is_none);
  EXPECT_EQ(own[1].address, "i@j");
}

TEST(Settings, OfMailFormatsTheLastCountsWithWhatItLeavesOut) {
  const MailFormat format =
      read(
          "set mail-format { from: a@b\n reply-to: c@d }\n"
          "set mail-format { subject: $EVENT (now)\n message: two\n lines }\n")
          .settings.mail_format;
  EXPECT_EQ(format.from, "");
  EXPECT_EQ(format.reply_to, "");
  EXPECT_EQ(format.subject, "$EVENT (now)");
  EXPECT_EQ(format.message, "two\n lines");
}

TEST(Settings, MailServersAreListedWithoutTheirLogin) {
  const Delivery delivery = read(
                                "set mailserver a.b port 26 username u password p using ssl,\n"
                                " c.d with timeout 40 seconds using hostname h.i\n")
                                .delivery;
  ASSERT_THAT(delivery.mailservers, SizeIs(2));
  EXPECT_EQ(delivery.mailservers[0].port, 26);
  EXPECT_TRUE(delivery.mailservers[0].has_login);
  EXPECT_TRUE(delivery.mailservers[0].is_tls);
  EXPECT_EQ(delivery.mailservers[1].host, "c.d");
  EXPECT_EQ(delivery.mailservers[1].port, 25);
  EXPECT_FALSE(delivery.mailservers[1].has_login);
  EXPECT_EQ(delivery.host_name, "h.i");
}

TEST(Settings, OfMMonitOnlyThePlaceIsKept) {
  const Delivery delivery = read(
                                "set httpd port 1 allow localhost\n"
                                "set mmonit https://u:p@[::1]:8443/collector?key=k\n"
                                " with timeout 9 seconds and register without credentials\n")
                                .delivery;
  ASSERT_THAT(delivery.mmonits, SizeIs(1));
  EXPECT_EQ(delivery.mmonits[0].url, "https://[::1]/collector");
  EXPECT_EQ(delivery.mmonits[0].port, 8443);
  EXPECT_EQ(delivery.mmonits[0].timeout_ms, 9'000);
  EXPECT_TRUE(delivery.mmonits[0].is_tls);
  EXPECT_FALSE(delivery.mmonits[0].registers_credentials);
}

TEST(Settings, AnEventQueueKeepsTheSlotsOfAnEarlierStatement) {
  const auto queue =
      read("set eventqueue slots 5\nset eventqueue basedir /q\n").settings.event_queue;
  ASSERT_TRUE(queue);
  EXPECT_EQ(queue->directory, "/q");
  EXPECT_EQ(queue->slots, 5);
  EXPECT_EQ(
      read("set eventqueue basedir /q\nset eventqueue slots 5\n").settings.event_queue->directory,
      "");
}

TEST(Settings, AnEventQueueMayHaveNoSlots) {
  const auto slots = [](const std::string& statement) {
    return read("set eventqueue " + statement + "\n").settings.event_queue->slots;
  };
  EXPECT_EQ(slots("basedir /q slots 0"), 0);
  EXPECT_EQ(slots("basedir /q"), std::nullopt);
}

TEST(Settings, LimitsOfSizes) {
  const Limits limits = read(
                            "set limits { programOutput: 3 MB, sendExpectBuffer: 1023,\n"
                            " fileContentBuffer: 2 kB, httpContentBuffer: 5 B }\n")
                            .limits;
  EXPECT_EQ(limits.program_output_bytes, 3 * 1024 * 1024);
  EXPECT_EQ(limits.send_expect_buffer_bytes, 1023);
  EXPECT_EQ(limits.file_content_buffer_bytes, 2048);
  EXPECT_EQ(limits.http_content_buffer_bytes, 5);
  EXPECT_EQ(read("set expectbuffer 3 kb\n").limits.send_expect_buffer_bytes, 3072);
}

TEST(Settings, WhatElseIsSet) {
  const GlobalSettings settings = read(
                                      "set log syslog facility log_local3\nset onreboot laststate\n"
                                      "set fips\nset tls options { verify: enable }\n")
                                      .settings;
  EXPECT_TRUE(settings.uses_syslog);
  EXPECT_EQ(settings.facility, "log_local3");
  EXPECT_EQ(settings.onreboot, OnReboot::laststate);
  EXPECT_TRUE(settings.is_fips);
  ASSERT_TRUE(settings.tls);
  EXPECT_EQ(settings.tls->verify, true);
}

TEST(Settings, WhoMayAskIsListedWithoutSecrets) {
  const Httpd httpd = *read(
                           "set httpd port 1 allow localhost allow 10.0.0.0/8 allow ::1\n"
                           " allow u:secret1 allow g:secret2 read-only allow @staff read-only\n"
                           " allow md5 /etc/pw john paul allow \"a:secret3\"\n")
                           .httpd;
  using Kind = HttpdAccess::Kind;
  std::vector<Kind> kinds;
  for (const HttpdAccess& access : httpd.access) {
    kinds.push_back(access.kind);
    EXPECT_EQ(access.name.find("secret"), std::string::npos) << access.name;
  }
  EXPECT_THAT(kinds, ElementsAre(Kind::host, Kind::host, Kind::host, Kind::user, Kind::user,
                                 Kind::group, Kind::file, Kind::host));
  EXPECT_EQ(httpd.access[2].name, "::1");
  EXPECT_TRUE(httpd.access[4].read_only);
  EXPECT_EQ(httpd.access[5].name, "staff");
  EXPECT_EQ(httpd.access[6].encryption, "md5");
  EXPECT_EQ(httpd.access[6].users, (std::vector<std::string>{"john", "paul"}));
  EXPECT_EQ(httpd.access[7].name, kHidden);
}

TEST(Settings, TheServerTellsItsSocketAndSignature) {
  const Httpd httpd = *read(
                           "set httpd unixsocket /s uid root gid adm permission 660\n"
                           " signature disable allow u:x\n")
                           .httpd;
  EXPECT_EQ(httpd.unixsocket->uid, "root");
  EXPECT_EQ(httpd.unixsocket->gid, "adm");
  EXPECT_EQ(httpd.unixsocket->permission, "660");
  EXPECT_FALSE(httpd.has_signature);
}

TEST(Tls, EveryOptionIsKept) {
  const TlsOptions tls =
      connection(
          "port 443 with ssl options { verify: enable, selfsigned: reject,\n"
          " version: -SSLv3 tlsv12, ciphers: \"A:!B\", pemchain: /c, pemkey: /k,\n"
          " clientpemfile: /d, cacertificatefile: /f, cacertificatepath: /p }\n"
          " certificate valid > 30 days\n"
          " certificate checksum md5 = 8F:7F:419955cefa0b33a2ba316cba3659")
          .tls;
  EXPECT_EQ(tls.verify, true);
  EXPECT_EQ(tls.allows_self_signed, false);
  EXPECT_THAT(tls.versions, ElementsAre("-sslv3", "tlsv12"));
  EXPECT_EQ(tls.ciphers, "A:!B");
  EXPECT_EQ(tls.pem_chain, "/c");
  EXPECT_EQ(tls.pem_key, "/k");
  EXPECT_EQ(tls.client_pem_file, "/d");
  EXPECT_EQ(tls.authority_file, "/f");
  EXPECT_EQ(tls.authority_path, "/p");
  EXPECT_EQ(tls.certificate_days, 30);
}

struct OnRow {
  const char* test;
  bool is_on;
};

// The answers are those of `monit -t -v`.
TEST(Tls, WhatSwitchesItOn) {
  const OnRow rows[] = {{"port 1 with ssl", true},
                        {"port 1 with ssl { verify: disable }", true},
                        {"port 1 with ssl { version: -tlsv12 }", true},
                        {"port 1 type tcpssl -tlsv12", true},
                        {"port 1 certificate valid > 3 days", true},
                        {"url https://a.b/", true},
                        {"url http://a.b/", false}};
  for (const OnRow& row : rows) EXPECT_EQ(connection(row.test).is_tls, row.is_on) << row.test;
}

TEST(Protocol, OptionsAreKeptAndSecretsAreNot) {
  const ConnectionTest asked = connection(
      "port 80 protocol http request \"/x\" status >= 400 method HEAD hostheader h.i\n"
      " username secret1 password \"secret2\" with http headers [Cookie: secret3]");
  EXPECT_EQ(asked.request, "/x");
  std::vector<std::string> options;
  for (const ProtocolOption& option : asked.options) {
    options.push_back(std::string(option.name) + " " + name_of(option.op) + " " + option.value);
  }
  EXPECT_THAT(options, ElementsAre("status >= 400", "method = HEAD", "hostheader = h.i",
                                   "username = ***", "password = ***", "http headers = ***"));
}

TEST(Protocol, OfTextsThatAreSentOnlyTheAnswerIsKept) {
  const ConnectionTest asked = connection("port 80 send \"AUTH secret\\r\\n\" expect \"[+]OK\"");
  ASSERT_THAT(asked.options, SizeIs(2));
  EXPECT_EQ(asked.options[0].value, kHidden);
  EXPECT_EQ(asked.options[1].value, "[+]OK");
}

TEST(Ping, GoesOnFromTheAddressOfTheOneBefore) {
  const ControlFile file = read(
      "check host a address b.c\n if failed ping then alert\n"
      " if failed ping4 address 127.0.0.1 then alert\n if failed port 1 then alert\n"
      "check host d address e.f\n if failed ping then alert\n");
  EXPECT_EQ(file.checks[0].tests[0].connection->address, "");
  EXPECT_EQ(file.checks[0].tests[1].connection->address, "127.0.0.1");
  EXPECT_EQ(file.checks[0].tests[2].connection->address, "");
  EXPECT_EQ(file.checks[1].tests[0].connection->address, "127.0.0.1");
}

TEST(Url, KeepsTheBracketsOfAnAddress) {
  EXPECT_EQ(connection("url http://u:p@[::1]:81/x?y").url, "http://[::1]/x?y");
}

}  // namespace
}  // namespace pkgmap::monitrc
