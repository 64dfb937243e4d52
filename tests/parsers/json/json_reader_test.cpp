// The events of a stream of JSON values: their order, places of faults, bounds.
#include "parsers/json/json_reader.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pkgmap {
namespace {

using ::testing::StartsWith;

/// Writes the events down; refuses the key "bad".
class Written : public JsonEvents {
 public:
  std::string text;

  bool opened(bool object) override {
    text += object ? "{" : "[";
    return true;
  }
  bool closed() override {
    text += ")";
    return true;
  }
  bool key(std::string name) override {
    text += name + "=";
    return name != "bad";
  }
  bool scalar(Json value) override {
    text += value.dump(-1) + " ";
    return true;
  }
  std::string complaint() const override { return "a bad key"; }
};

/// Gives the text in pieces of `piece` bytes.
ReadBytes pieces_of(std::string text, std::size_t piece) {
  return [text = std::move(text), piece, at = std::size_t{0}](char* to, std::size_t room) mutable {
    const std::size_t size = std::min({piece, room, text.size() - at});
    text.copy(to, size, at);
    at += size;
    return size;
  };
}

std::string place_of_fault(const std::string& text, std::size_t piece) {
  JsonReader reader(pieces_of(text, piece));
  Written events;
  JsonReader::Outcome outcome = JsonReader::Outcome::value;
  while (outcome == JsonReader::Outcome::value) outcome = reader.next(events);
  if (outcome == JsonReader::Outcome::end) return "no fault";
  const JsonFault& fault = reader.fault();
  return std::to_string(fault.line) + ":" + std::to_string(fault.column) + ": " + fault.what;
}

TEST(JsonReader, TellsOneValueAfterAnother) {
  for (const std::size_t piece : {1U, 7U, 1000U}) {
    JsonReader reader(pieces_of("{\"a\": [1, -2, 1.5, true, null]}\n{}\n \"x\" ", piece));
    Written events;
    EXPECT_EQ(reader.next(events), JsonReader::Outcome::value);
    EXPECT_EQ(events.text, "{a=[1 -2 1.5 true null ))");
    EXPECT_EQ(reader.next(events), JsonReader::Outcome::value);
    EXPECT_EQ(reader.next(events), JsonReader::Outcome::value);
    EXPECT_EQ(events.text, "{a=[1 -2 1.5 true null )){)\"x\" ");
    EXPECT_EQ(reader.next(events), JsonReader::Outcome::end);
  }
}

TEST(JsonReader, SaysWhereAMistakeIs) {
  for (const std::size_t piece : {1U, 3U, 1000U}) {
    EXPECT_THAT(place_of_fault("{}\n{\n  \"a\": x}", piece),
                StartsWith("3:8: syntax error while parsing value - invalid literal"));
    EXPECT_THAT(place_of_fault("{\"a\":\n", piece),
                StartsWith("1:6: syntax error while parsing value - unexpected end of input"));
    EXPECT_EQ(place_of_fault("[1,\n 2]\n{\"bad\": 1}", piece), "3:6: a bad key");
  }
}

TEST(JsonReader, RefusesWhatIsNestedTooDeeply) {
  const std::string deep(65, '[');
  EXPECT_EQ(place_of_fault(deep, 1000), "1:65: nested more than 64 levels deep");
  EXPECT_EQ(place_of_fault(std::string(64, '[') + std::string(64, ']'), 1000), "no fault");
}

TEST(JsonReader, HoldsNoPieceOfMoreThanAMebibyte) {
  const std::string long_text = "[\"" + std::string(3U << 20U, 'x') + "\"]";
  EXPECT_NE(place_of_fault(long_text, 4096).find("longer than 1 MiB"), std::string::npos);
  std::string many = "[0";
  for (int i = 0; i < 1000000; ++i) many += ",1";
  EXPECT_EQ(place_of_fault(many + "]", 65536), "no fault");
}

TEST(JsonReader, GoesOnAtALineThatIsKnown) {
  JsonReader reader(pieces_of("{\"a\": x}\n{\"b\": 1}\n{\n\"c\": 2}", 2));
  Written events;
  EXPECT_EQ(reader.next(events), JsonReader::Outcome::fault);
  reader.skip_to_line({"{\n"});
  events.text.clear();
  EXPECT_EQ(reader.next(events), JsonReader::Outcome::value);
  EXPECT_EQ(events.text, "{c=2 )");
  EXPECT_EQ(reader.here("").line, 4U);
}

}  // namespace
}  // namespace pkgmap
