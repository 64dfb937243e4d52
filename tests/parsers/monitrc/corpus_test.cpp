// Parses whole control files: our own, or those of a folder that PKGMAP_CORPUS names.
#include <cctype>
#include <cstdlib>
#include <sstream>

#include <gtest/gtest.h>

#include "parsers/monitrc/words/keyword.hpp"
#include "tests/parsers/monitrc/fixtures.hpp"
#include "tests/parsers/monitrc/parsing.hpp"

namespace pkgmap::monitrc {
namespace {

/// A second, simpler reading: counts the lines that begin with `check TYPE`.
std::size_t lines_that_check(const std::string& text) {
  std::istringstream lines(text);
  std::size_t count = 0;
  bool is_mail = false;
  for (std::string line; std::getline(lines, line);) {
    for (char& c : line) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (line.find("message:") != std::string::npos) is_mail = true;
    if (line.find('}') != std::string::npos) is_mail = false;
    std::istringstream words(line);
    std::string first;
    std::string type;
    std::string name;
    words >> first >> type >> name;
    if (is_mail || first != "check" || name.empty()) continue;
    for (const char* known : {"process", "file", "filesystem", "directory", "fifo", "host",
                              "network", "program", "system", "device"}) {
      count += type == known ? 1U : 0U;
    }
  }
  return count;
}

TEST(Corpus, IsThere) {
  EXPECT_GE(corpus().size(), 5U);
}

TEST(Corpus, EveryCheckIsFound) {
  for (const Fixture& fixture : corpus()) {
    const Parsed parsed = parse(fixture.bytes);
    std::size_t found = 0;
    for (const Check& check : parsed.control_file.checks) found += check.implicit ? 0U : 1U;
    EXPECT_GE(found, lines_that_check(fixture.bytes)) << fixture.name << "\n" << messages(parsed);
  }
}

TEST(Corpus, DiagnosticsAreBounded) {
  for (const Fixture& fixture : corpus()) {
    const Parsed parsed = parse(fixture.bytes);
    EXPECT_LE(parsed.diagnostics.size(), 101U) << fixture.name;
    EXPECT_LT(messages(parsed).size(), 101U * 1024U) << fixture.name;
  }
}

TEST(Corpus, NoMessageShowsAPassword) {
  for (const Fixture& fixture : corpus()) {
    const Parsed parsed = parse(fixture.bytes);
    const std::string text = messages(parsed);
    if (!parsed.control_file.httpd) continue;
    for (const Credentials& credentials : parsed.control_file.httpd->credentials) {
      // A message may say a word of the language such as "password" for another reason.
      if (credentials.password.size() < 6 || find_word(credentials.password).is_reserved) continue;
      EXPECT_EQ(text.find(credentials.password), std::string::npos) << fixture.name;
    }
  }
}

TEST(OwnFixtures, AreRight) {
  for (const Fixture& fixture : own_fixtures()) {
    const Parsed parsed = parse(fixture.bytes);
    EXPECT_TRUE(parsed.ok()) << fixture.name << "\n" << messages(parsed);
  }
}

}  // namespace
}  // namespace pkgmap::monitrc
