// The status of monit 5.33 in both formats, and its mistakes.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parsers/status/repair.hpp"
#include "parsers/status/status.hpp"

namespace pkgmap::status {
namespace {

using testing::ElementsAre;

std::string first_format(const std::string& services, const std::string& version = "5.33.0") {
  return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><monit><server><id>aedc92</id>"
         "<incarnation>1795346654</incarnation><version>" +
         version +
         "</version><uptime>2</uptime><poll>30</poll><startdelay>0</startdelay>"
         "<localhostname>vm</localhostname><controlfile>/etc/monitrc</controlfile>"
         "<httpd><unixsocket>/run/monit.sock</unixsocket></httpd></server>"
         "<platform><name>Linux</name><version>#1 SMP</version></platform>" +
         services + "</monit>";
}

std::string second_format(const std::string& services, const std::string& version = "5.33.0") {
  return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><monit id=\"aedc92\" "
         "incarnation=\"1795346654\" version=\"" +
         version +
         "\"><server><uptime>2</uptime><poll>30</poll><controlfile>/etc/monitrc</controlfile>"
         "</server><platform><name>Linux</name></platform><services>" +
         services +
         "</services><servicegroups><servicegroup name=\"g<&\"><service>am&p</service>"
         "</servicegroup></servicegroups></monit>";
}

const char* const kFacts =
    "<collected_sec>1795346656</collected_sec><collected_usec>625190</collected_usec>"
    "<status>1</status><status_hint>0</status_hint><monitor>1</monitor>"
    "<monitormode>0</monitormode><onreboot>0</onreboot><pendingaction>5</pendingaction>";

std::string service(const std::string& name, const std::string& more = {}) {
  return "<service type=\"2\"><name>" + name + "</name>" + kFacts + more + "</service>";
}

std::string second_service(const std::string& name) {
  return "<service name=\"" + name + "\"><type>2</type>" + kFacts + "</service>";
}

std::vector<std::string> names_in(const std::string& xml) {
  std::string error;
  const std::optional<Status> status = parse_status(xml, &error);
  if (!status) return {error};
  std::vector<std::string> names;
  for (const Service& each : status->services) names.push_back(each.name);
  return names;
}

std::string error_of(const std::string& xml) {
  std::string error;
  return parse_status(xml, &error) ? "parsed" : error;
}

TEST(StatusXml, ReadsTheServer) {
  for (const std::string& xml : {first_format(""), second_format("")}) {
    const auto status = parse_status(xml);
    ASSERT_TRUE(status);
    EXPECT_EQ(status->id, "aedc92");
    EXPECT_EQ(status->incarnation, 1795346654);
    EXPECT_EQ(status->version, "5.33.0");
    EXPECT_EQ(status->uptime, 2);
    EXPECT_EQ(status->poll, 30);
    EXPECT_EQ(status->control_file, "/etc/monitrc");
    EXPECT_TRUE(status->services.empty());
  }
}

TEST(StatusXml, ReadsAServiceInBothFormats) {
  for (const std::string& xml :
       {first_format(service("web")), second_format(second_service("web"))}) {
    const auto status = parse_status(xml);
    ASSERT_TRUE(status);
    ASSERT_EQ(status->services.size(), 1U);
    const Service& web = status->services.front();
    EXPECT_EQ(web.name, "web");
    EXPECT_EQ(web.type, 2);
    EXPECT_EQ(web.collected_usec, 1795346656625190);
    EXPECT_EQ(web.status, 1);
    EXPECT_EQ(web.monitor, 1);
    EXPECT_EQ(web.pending_action, 5);
    EXPECT_EQ(web.checksum, Digest{});
    EXPECT_FALSE(web.every);
  }
}

TEST(StatusXml, ReadsChecksumInLowerCase) {
  const auto status =
      parse_status(first_format(service("f",
                                        "<checksum type=\"MD5\">B1946AC92492D2347C6235B4D2611184"
                                        "</checksum>")));
  ASSERT_TRUE(status);
  EXPECT_EQ(status->services.front().checksum.value, "b1946ac92492d2347c6235b4d2611184");
  EXPECT_EQ(status->services.front().checksum.algorithm, Algorithm::md5);
}

TEST(StatusXml, KeepsAChecksumByAnAlgorithmThatNobodyKnows) {
  const auto status =
      parse_status(first_format(service("f", "<checksum type=\"SHA3-256\">ab</checksum>") +
                                service("g", "<checksum>ab</checksum>")));
  ASSERT_TRUE(status);
  EXPECT_EQ(status->services[0].checksum, (Digest{Algorithm::called("sha3-256"), "ab"}));
  EXPECT_EQ(status->services[1].checksum, (Digest{Algorithm::none, "ab"}));
}

TEST(StatusXml, ReadsEvery) {
  const auto status = parse_status(first_format(
      service("n", "<every><type>2</type><counter>1</counter><number>3</number></every>") +
      service("c", "<every><type>3</type><cron>* <& * * *</cron></every>")));
  ASSERT_TRUE(status);
  const auto& cycles = status->services[0].every;
  ASSERT_TRUE(cycles);
  EXPECT_EQ(cycles->type, 2);
  EXPECT_EQ(cycles->counter, 1);
  EXPECT_EQ(cycles->number, 3);
  const auto& cron = status->services[1].every;
  ASSERT_TRUE(cron);
  EXPECT_EQ(cron->number, 0);
}

class StatusXmlNames : public testing::TestWithParam<const char*> {};

TEST_P(StatusXmlNames, AreReadAsTheyAreBeforeTheyWereEscaped) {
  const std::string name = GetParam();
  EXPECT_THAT(names_in(first_format(service(name) + service("z"))), ElementsAre(name, "z"));
  EXPECT_THAT(names_in(second_format(second_service(name) + second_service("z"))),
              ElementsAre(name, "z"));
}

INSTANTIATE_TEST_SUITE_P(Names, StatusXmlNames,
                         testing::Values("am&p", "lt<gt>", "a&amp;b", "&#65;", "x</name><t>",
                                         "x</service>", "<![CDATA[", "]]>", "<!--", "q'x\"y",
                                         "x\"><b>", "two  blanks", " ", "\xC3\xBC", "\xFF\xFE",
                                         "<service type=\"2\"><name>", "<servicegroups>", "%41+"));

TEST(StatusXml, ReadsEscapedNamesSince6_0) {
  EXPECT_THAT(names_in(first_format(service("a&lt;b&amp;c"), "6.0.0")), ElementsAre("a<b&c"));
  EXPECT_THAT(names_in(first_format(service("<![CDATA[a<b&amp;c]]>"), "6.1.0")),
              ElementsAre("a<b&amp;c"));
  EXPECT_THAT(names_in(second_format(second_service("a&lt;b&quot;"), "6.0.0")), testing::SizeIs(1));
}

TEST(StatusXml, SurvivesRawPathsAndOutputs) {
  std::string xml = first_format(
      service("p",
              "<program><output><![CDATA[a]]&gt;</output></service><b>&<]]></output>"
              "</program>") +
      service("h", "<port><hostname>1<2&</hostname><request><![CDATA[/%3C&x]]></request></port>"));
  const std::string plain = "/etc/monitrc";
  xml.replace(xml.find(plain), plain.size(), "/d&<x></controlfile>/monitrc");
  const auto status = parse_status(xml);
  ASSERT_TRUE(status);
  EXPECT_EQ(status->services.size(), 2U);
  EXPECT_EQ(status->control_file, "/d&<x></controlfile>/monitrc");
}

TEST(StatusXml, ReadsIndentedText) {
  EXPECT_THAT(names_in("<monit>\n <server>\n  <version>5.4</version>\n </server>\n"
                       " <service type=\"3\">\n  <name>a&b</name>\n"
                       "  <collected_sec>1</collected_sec>\n  <monitor>0</monitor>\n"
                       " </service>\n</monit>\n"),
              ElementsAre("a&b"));
}

TEST(StatusXml, FindsAServiceIgnoringCase) {
  const auto status = parse_status(first_format(service("Web") + service("db")));
  ASSERT_TRUE(status);
  EXPECT_EQ(status->find("wEB"), &status->services[0]);
  EXPECT_EQ(status->find("web2"), nullptr);
}

TEST(StatusXml, RefusesWhatIsNoStatus) {
  EXPECT_EQ(error_of("<html><body>404</body></html>"), "the text has no <monit>");
  EXPECT_EQ(error_of(""), "No document element found");
  EXPECT_EQ(error_of("pong"), "No document element found");
  EXPECT_EQ(error_of("<monit></monit>"), "the text names no version");
  EXPECT_EQ(error_of(std::string("<monit>\0</monit>", 16)), "the text has a NUL byte");
  EXPECT_EQ(error_of(std::string((32U << 20U) + 1, ' ')), "the text is larger than 32 MiB");
}

TEST(StatusXml, RefusesAServiceWithoutItsMonitoringState) {
  EXPECT_EQ(error_of(first_format("<service type=\"2\"><name>a</name>"
                                  "<collected_sec>1</collected_sec></service>")),
            "a <service> lacks its name, type or monitor");
}

TEST(StatusXml, RefusesADocumentType) {
  EXPECT_EQ(error_of("<!DOCTYPE m [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" +
                     first_format(service("&b;"))),
            "the text has a document type");
}

TEST(StatusXml, RefusesATextThatBreaksOffAnywhere) {
  const std::string xml = first_format(service("am&p") + service("lt<gt>"));
  for (std::size_t length = 0; length < xml.size(); ++length) {
    EXPECT_FALSE(parse_status(xml.substr(0, length))) << length;
  }
}

TEST(StatusXml, SurvivesAnyChangedByte) {
  const std::string good = first_format(service("am&p") + service("z"));
  for (const char byte : {'<', '>', '&', '"', '/', ' ', '\xFF', '['}) {
    for (std::size_t at = 0; at < good.size(); ++at) {
      std::string xml = good;
      xml[at] = byte;
      const auto status = parse_status(xml);
      EXPECT_TRUE(!status || status->services.size() <= 2) << xml;
    }
  }
}

TEST(StatusXml, SurvivesDeepNesting) {
  std::string deep;
  for (int i = 0; i < 500'000; ++i) deep += "<a>";
  EXPECT_FALSE(parse_status(first_format(deep)));
}

TEST(StatusXml, ReadsNumbersThatAreNoneAsZero) {
  std::string xml = first_format(service("a"));
  const std::string seconds = "<collected_sec>1795346656<";
  xml.replace(xml.find(seconds), seconds.size(), "<collected_sec>99999999999999999999<");
  const auto status = parse_status(xml);
  ASSERT_TRUE(status);
  EXPECT_EQ(status->services.front().collected_usec, 0);
}

TEST(StatusXml, LeavesWellFormedTextAlone) {
  const std::string xml = first_format(service("web"));
  EXPECT_EQ(repair(xml), xml);
}

}  // namespace
}  // namespace pkgmap::status
