// Runs the fuzz targets on what fuzzers found, and on what they begin with: fixtures/fuzz.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "tests/fuzz/targets.hpp"
#include "tests/parsers/monitrc/fixtures.hpp"

namespace pkgmap {
namespace {

using Target = void (*)(std::string_view);

/// Returns how many inputs the folder has.
std::size_t replay(const char* folder, Target target) {
  const auto path = std::filesystem::path(PKGMAP_SOURCE_DIR) / "fixtures/fuzz" / folder;
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    EXPECT_NO_THROW(target(bytes)) << entry.path();
    ++count;
  }
  return count;
}

TEST(FuzzInputs, OfTheLexerReplay) {
  EXPECT_GE(replay("lexer", fuzz::lexer), 3U);
}

TEST(FuzzInputs, OfTheParserReplay) {
  EXPECT_GE(replay("parser", fuzz::parser), 3U);
  EXPECT_GE(replay("parser", fuzz::parser_of_5_14), 3U);
}

TEST(FuzzInputs, OfIncludesReplay) {
  EXPECT_GE(replay("includes", fuzz::includes), 1U);
}

TEST(FuzzInputs, EveryControlFileKeepsThePromises) {
  for (const auto& fixture : monitrc::corpus()) {
    EXPECT_NO_THROW(fuzz::lexer(fixture.bytes)) << fixture.name;
    EXPECT_NO_THROW(fuzz::parser(fixture.bytes)) << fixture.name;
    EXPECT_NO_THROW(fuzz::parser_of_5_14(fixture.bytes)) << fixture.name;
  }
}

/// As monit reads it now, and as monit 5.14 does.
void parse_as_both(const std::string& text) {
  fuzz::parser(text);
  fuzz::parser_of_5_14(text);
}

/// For every tenth byte: the file up to that byte, and the file without that byte.
TEST(FuzzInputs, DamagedControlFilesKeepThePromises) {
  for (const auto& fixture : monitrc::own_fixtures()) {
    for (std::size_t at = 0; at < fixture.bytes.size(); at += 10) {
      EXPECT_NO_THROW(parse_as_both(fixture.bytes.substr(0, at))) << fixture.name << " to " << at;
      std::string hole = fixture.bytes;
      hole.erase(at, 1);
      EXPECT_NO_THROW(parse_as_both(hole)) << fixture.name << " without byte " << at;
    }
  }
}

}  // namespace
}  // namespace pkgmap
