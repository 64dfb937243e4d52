// Tests the lines of --ndjson.
#include "cli/render/ndjson.hpp"

#include <gtest/gtest.h>

namespace pkgmap::cli {
namespace {

std::string lines_of(const Json& answer, const LongList* list = nullptr) {
  std::string text;
  ndjson_lines("audit", answer, list, [&](const std::string& line) { text += line; });
  return text;
}

TEST(Ndjson, BeginsWithTheFormatAndEndsWithTheTotals) {
  const Json answer = *Json::parse(R"({"schema":1,"checks":[{"name":"a\nb"},{"name":"c"}],)"
                                   R"("notes":[],"summary":{"checks":2}})");
  EXPECT_EQ(lines_of(answer),
            R"({"format":"monit-pkgmap-ndjson","version":1,"command":"audit"}
{"kind":"checks","value":{"name":"a\nb"}}
{"kind":"checks","value":{"name":"c"}}
{"kind":"end","totals":{"checks":2,"notes":0},"answer":{"schema":1,"summary":{"checks":2}}}
)");
}

TEST(Ndjson, MakesTheElementsOfALongListOneAfterAnother) {
  std::size_t made = 0;
  const LongList list{"checks", 3, [&](std::size_t number) {
                        EXPECT_EQ(number, made++);
                        return Json(static_cast<int>(number));
                      }};
  std::size_t seen = 0;
  ndjson_lines("config", Json::object().set("checks", Json()).set("files", Json::array_of({"x"})),
               &list, [&](const std::string& line) {
                 if (line.find("\"checks\",\"value\"") != std::string::npos) {
                   EXPECT_EQ(made, ++seen);
                 }
               });
  EXPECT_EQ(seen, 3U);
}

TEST(Ndjson, TellsAFailureInTheLastLine) {
  EXPECT_EQ(lines_of(*Json::parse(R"({"schema":1,"error":{"code":1,"message":"x"}})")),
            R"({"format":"monit-pkgmap-ndjson","version":1,"command":"audit"}
{"kind":"end","totals":{},"answer":{"schema":1,"error":{"code":1,"message":"x"}}}
)");
}

}  // namespace
}  // namespace pkgmap::cli
