// The names of an enumeration's values: one table, read in both directions. Pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace pkgmap {

/// A row of a table: a value and its name.
template <class Value>
struct Named {
  Value value;
  const char* name;
};

/// Returns the name of the first row with this value; an empty string if the table does not have
/// the value.
template <class Value, std::size_t count>
constexpr const char* name_in(const std::array<Named<Value>, count>& table, Value value) {
  for (const Named<Value>& row : table) {
    if (row.value == value) return row.name;
  }
  return "";
}

/// Returns the value of the first row with this name; nullopt if the table does not have the name.
/// Case counts.
template <class Value, std::size_t count>
constexpr std::optional<Value> value_in(const std::array<Named<Value>, count>& table,
                                        std::string_view name) {
  for (const Named<Value>& row : table) {
    if (row.name == name) return row.value;
  }
  return std::nullopt;
}

}  // namespace pkgmap
