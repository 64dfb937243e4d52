#include "parsers/source/names.hpp"

#include <string>

#include <gtest/gtest.h>

namespace pkgmap {
namespace {

enum class Color : unsigned char { red, green, unnamed };

constexpr std::array<Named<Color>, 2> kColors = {{{Color::red, "red"}, {Color::green, "green"}}};

TEST(Names, AreReadInBothDirections) {
  for (const Named<Color>& row : kColors) {
    EXPECT_STREQ(name_in(kColors, row.value), row.name);
    EXPECT_EQ(value_in(kColors, row.name), row.value);
  }
}

TEST(Names, AnUnknownOneIsTold) {
  EXPECT_STREQ(name_in(kColors, Color::unnamed), "");
  EXPECT_EQ(value_in(kColors, "blue"), std::nullopt);
  EXPECT_EQ(value_in(kColors, "Red"), std::nullopt);
}

}  // namespace
}  // namespace pkgmap
