// Tests the pages of `audit --html` and `explain --html`.
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/render/page/pages.hpp"
#include "tests/cli/render/audited.hpp"
#include "tests/cli/render/explanation.hpp"
#include "tests/support/temporary_directory.hpp"

namespace pkgmap::cli {
namespace {

using pkgmap::test::audited;
using pkgmap::test::explained;
using ::testing::HasSubstr;
using ::testing::Not;

const PageOrigin kOrigin = {"web1", "/etc/monitrc", 1'700'000'000};

Json told_session() {
  return *Json::parse(
      R"({"id":"0123456789abcdef","began":"2023-11-14T22:13:20Z","ended":"2023-11-14T22:13:29Z",)"
      R"("manager":"dnf4","packages":["mysql-server-1-1.x86_64"],"checks":[)"
      R"({"name":"mysqld","unwatched_seconds":6.1,"result":"resumed"},)"
      R"({"name":"old","unwatched_seconds":9,"result":"kept","reason":"its package is gone"}],)"
      R"("drift":[{"check":"app","path":"/opt/app"}]})");
}

History told_history(std::vector<Json> sessions) {
  History history;
  history.sessions = std::move(sessions);
  return history;
}

// The style and the script are files of their own.
std::string without_assets(std::string page) {
  for (const Asset& asset : {kStyleSheet, kScript}) {
    for (const std::string_view part : {asset.text, asset.hash}) {
      const auto at = page.find(part);
      EXPECT_NE(at, std::string::npos);
      if (at != std::string::npos) page.replace(at, part.size(), "...");
    }
  }
  return page;
}

/// Compares the page, one element a line, with a file. With PKGMAP_WRITE_GOLDEN in the environment
/// writes the file instead.
void expect_document(const std::string& page, const std::string& name) {
  std::string lines;
  for (const char c : without_assets(page)) {
    if (c == '<' && lines.ends_with('>')) lines += '\n';
    lines += c;
  }
  const std::string path = std::string(PKGMAP_SOURCE_DIR) + "/tests/cli/render/golden/" + name;
  if (std::getenv("PKGMAP_WRITE_GOLDEN") != nullptr) std::ofstream(path) << lines;
  EXPECT_EQ(lines, pkgmap::test::read_file(path));
}

TEST(AuditPage, IsThisDocument) {
  const History history = told_history({told_session()});
  const std::string page = audit_page(audited(), &history, {}, kOrigin, plain_layout);
  expect_document(page, "audit_page.html");
}

TEST(ExplainPage, IsThisDocument) {
  const auto explanation =
      explained(pkgmap::test::kAuditedHost,
                {{"mysql-server", {"/usr/sbin/mysqld", "/run/mysqld/mysqld.pid"}}});
  const std::string page = explain_page(*explanation, kOrigin, plain_layout);
  expect_document(page, "explain_page.html");
}

TEST(AuditPage, HasNoHistoryOfAnotherRoot) {
  const std::string page = audit_page(audited(), nullptr, {}, kOrigin, plain_layout);
  EXPECT_THAT(page, Not(HasSubstr("History of sessions")));
  const History none;
  EXPECT_THAT(audit_page(audited(), &none, {"the history is missing"}, kOrigin, plain_layout),
              AllOf(HasSubstr("No session yet."), HasSubstr("the history is missing")));
}

TEST(Timeline, SaysWhatIsLeftOut) {
  std::vector<Json> sessions;
  for (int i = 0; i < 301; ++i) {
    Json session = told_session();
    Json checks = Json::array();
    checks.push(Json::object().set("name", "c" + std::to_string(i)).set("result", "resumed"));
    session.set("checks", std::move(checks));
    sessions.push_back(session);
  }
  const History history = told_history(sessions);
  const std::string page = audit_page(audited(), &history, {}, kOrigin, plain_layout);
  EXPECT_THAT(page, HasSubstr("The list has the newest 300 of 301 sessions"));
  EXPECT_THAT(page, HasSubstr("The drawing has the 40 of 301 checks"));
}

TEST(Timeline, TakesATimeThatIsNone) {
  Json session = told_session();
  session.set("began", "<b>")
      .set("checks", Json::array().push(Json::object().set("unwatched_seconds", 1e300)));
  const History history = told_history({session});
  EXPECT_THAT(audit_page(audited(), &history, {}, kOrigin, plain_layout), Not(HasSubstr("<b>")));
}

/// Returns the page without its assets and without every tag that page code itself writes: what
/// remains must not have a `<`.
std::string texts_of(const std::string& page) {
  std::string rest;
  bool inside = false;
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (page[i] == '<') {
      EXPECT_FALSE(inside) << "a tag within a tag: " << page.substr(i, 60);
      inside = true;
    } else if (page[i] == '>') {
      EXPECT_TRUE(inside) << "an end without a tag: " << page.substr(i > 60 ? i - 60 : 0, 60);
      inside = false;
    } else if (!inside) {
      rest += page[i];
    }
  }
  return rest;
}

constexpr const char* kHostileNames[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></style></script><svg onload=alert(1)>",
    "<!--",
    "]]>",
    "&lt;b&gt;&amp;",
    "javascript:alert(1)",
    "{\"a\":\"</script>\"}",
    "a\xe2\x80\xa8"
    "b\x1b[2J\xff<i>",
};

TEST(AuditPage, LetsNoMarkupOfANameThrough) {
  for (const std::string name : kHostileNames) {
    Audit audit = audited();
    for (monitrc::Check& check : audit.parsed.control_file.checks) check.name = name;
    for (rules::Belonging& belonging : audit.belongings) {
      belonging.kept = name;
      for (rules::Evidence& evidence : belonging.evidence) {
        evidence.package.name = name;
        evidence.claim = name;
        evidence.ground = name;
      }
    }
    for (rules::Finding& finding : audit.findings) {
      finding.check = name;
      finding.detail = name;
      finding.file = name;
    }
    Json session = told_session();
    for (const char* key : {"id", "began", "ended", "manager"}) session.set(key, name);
    session.set("packages", Json::array_of({name}));
    Json check = Json::object();
    for (const char* key : {"name", "result", "reason"}) check.set(key, name);
    session.set("checks", Json::array().push(check));
    Json dated = session;
    dated.set("began", "2023-11-14T22:13:20Z");
    const History history = told_history({session, dated});
    const std::string page =
        without_assets(audit_page(audit, &history, {name}, {name, name, 0}, plain_layout));
    texts_of(page);
    for (const char* forbidden : {"<img", "<i>", "<!--", " onload=alert(1)>", "<script>alert",
                                  "' onmouseover", "\" onmouseover"}) {
      EXPECT_THAT(page, Not(HasSubstr(forbidden))) << name;
    }
    // The style and the script are those of the page.
    EXPECT_EQ(page.find("</style>"), page.rfind("</style>"));
    EXPECT_EQ(page.find("</script>"), page.rfind("</script>"));
  }
}

TEST(ExplainPage, LetsNoMarkupOfANameThrough) {
  for (const std::string name : kHostileNames) {
    const auto explanation = explained("check file a path /x\n", {{"bash", {"/x"}}});
    explanation->parsed.control_file.checks[0].name = name;
    explanation->facts.packages[0].nevra.name = name;
    explanation->interpretations = {name};
    explanation->notes = {name};
    explanation->unknown = name;
    explanation->plan.checks[0].reason = name;
    for (rules::Evidence& evidence : explanation->plan.checks[0].evidence) {
      evidence.package.name = name;
      evidence.claim = name;
    }
    explanation->predicted.resize(2);
    explanation->predicted[0].dead_ends = {{name, true}};
    const std::string page =
        without_assets(explain_page(*explanation, {name, name, 0}, plain_layout));
    texts_of(page);
    EXPECT_THAT(page, AllOf(Not(HasSubstr("<img")), Not(HasSubstr("<i>")),
                            Not(HasSubstr("<script>alert")), Not(HasSubstr("' on"))));
    EXPECT_EQ(page.find("</script>"), page.rfind("</script>"));
  }
}

TEST(Html, EscapesTextsAndAttributesInTheSameWay) {
  const std::string text = "<a href='x' title=\"y\">&\n\x01\xff";
  const std::string escaped = "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;???";
  EXPECT_EQ(escaped_html(text), escaped);
  EXPECT_EQ(element("p", {{"title", text}}, text).markup(),
            "<p title=\"" + escaped + "\">" + escaped + "</p>");
}

TEST(Page, LetsTheBrowserUseOnlyItsOwnStyleAndScript) {
  const std::string page = audit_page(audited(), nullptr, {}, kOrigin, plain_layout);
  EXPECT_THAT(page, HasSubstr("default-src &#39;none&#39;; style-src &#39;" +
                              std::string(kStyleSheet.hash) + "&#39;; script-src &#39;" +
                              std::string(kScript.hash) + "&#39;"));
  EXPECT_THAT(page, HasSubstr("<style>" + std::string(kStyleSheet.text) + "</style>"));
  EXPECT_THAT(page, HasSubstr("<script>" + std::string(kScript.text) + "</script>"));
  EXPECT_THAT(page, Not(HasSubstr(" style=")));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
}

}  // namespace
}  // namespace pkgmap::cli
