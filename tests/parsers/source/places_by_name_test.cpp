// Tests the search for an entry by the name of a check.
#include "parsers/source/places_by_name.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

struct NamedEntry {
  CheckName name;
  int number = 0;
};

std::vector<NamedEntry> entries_of(int count) {
  std::vector<NamedEntry> entries;
  for (int i = 0; i < count; ++i) entries.push_back({"check" + std::to_string(i), i});
  return entries;
}

TEST(PlacesByName, FindsEveryEntryWhateverTheCase) {
  for (const int count : {0, 1, 8, 9, 100}) {
    const auto entries = entries_of(count);
    const PlacesByName places;
    for (int i = 0; i < count; ++i) {
      const NamedEntry* found = places.find(entries, "CHECK" + std::to_string(i));
      ASSERT_NE(found, nullptr) << i;
      EXPECT_EQ(found->number, i);
    }
    EXPECT_EQ(places.find(entries, "check"), nullptr);
  }
}

TEST(PlacesByName, OfSeveralEntriesWithANameFindsTheFirst) {
  auto entries = entries_of(20);
  entries[19].name = "Check3";
  EXPECT_EQ(PlacesByName().find(entries, "check3")->number, 3);
}

TEST(PlacesByName, FindsWhatHasChangedSinceTheLastCall) {
  auto entries = entries_of(20);
  const PlacesByName places;
  ASSERT_NE(places.find(entries, "check5"), nullptr);
  entries[5].name = "other";
  EXPECT_EQ(places.find(entries, "check5"), nullptr);
  EXPECT_EQ(places.find(entries, "other")->number, 5);
  entries.erase(entries.begin());
  EXPECT_EQ(places.find(entries, "check0"), nullptr);
  EXPECT_EQ(places.find(entries, "check19")->number, 19);
}

}  // namespace
}  // namespace pkgmap
