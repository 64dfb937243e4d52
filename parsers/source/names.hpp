// The names of an enumeration's values: one table, read in both directions. Pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace pkgmap {

template <class Value>
struct Named {
  Value value;
  const char* name;
};

/// Returns an empty string for a value that the table does not have.
template <class Value, std::size_t count>
constexpr const char* name_in(const std::array<Named<Value>, count>& table, Value value) {
  for (const Named<Value>& row : table) {
    if (row.value == value) return row.name;
  }
  return "";
}

/// Returns nullopt if no value of the table has this name; case counts.
template <class Value, std::size_t count>
constexpr std::optional<Value> value_in(const std::array<Named<Value>, count>& table,
                                        std::string_view name) {
  for (const Named<Value>& row : table) {
    if (row.name == name) return row.value;
  }
  return std::nullopt;
}

}  // namespace pkgmap
