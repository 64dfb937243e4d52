// A JSON value. Only this directory includes the JSON library.
//
// Objects keep the order in which members were added. Integers are signed, of 64 bits: a greater
// unsigned number becomes negative, in the constructor and in parse(). A Json owns its content; a
// returned reference or pointer is valid until the Json changes. No function but parse() fails.
// Threads may share a Json that none of them changes.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "parsers/source/check_name.hpp"

namespace pkgmap {

class Json {
 public:
  using Array = std::vector<Json>;
  using Member = std::pair<std::string, Json>;
  using Object = std::vector<Member>;

  Json() = default;  ///< null
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(int value) : value_(static_cast<std::int64_t>(value)) {}
  Json(std::int64_t value) : value_(value) {}
  Json(std::uint64_t value) : value_(static_cast<std::int64_t>(value)) {}
  Json(double value) : value_(value) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(std::string value) : value_(std::move(value)) {}

  /// Returns an empty array, or an empty object.
  static Json array() { return Json(Array{}); }
  static Json object() { return Json(Object{}); }
  /// Returns an array of strings.
  static Json array_of(const std::vector<std::string>& values);
  template <std::same_as<CheckName> Name>
  static Json array_of(const std::vector<Name>& names) {
    return Json(Array(names.begin(), names.end()));
  }
  /// Returns the text as a string; a null value for an empty text.
  static Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }

  /// Appends `value` to the array, and returns this object. A Json of another type becomes an empty
  /// array first.
  Json& push(Json value);
  /// Adds a member to the object, or replaces the member with this key, and returns this object. A
  /// Json of another type becomes an empty object first.
  Json& set(std::string key, Json value);

  /// Calls set(). If `value` is not UTF-8, also sets `KEY_hex` to its bytes in lower-case hex,
  /// since dump() writes U+FFFD for such bytes.
  Json& set_bytes(std::string key, const std::string& value);

  /// Does what set_bytes() does; if `value` is empty, sets the member to null instead.
  Json& set_bytes_or_null(const std::string& key, const std::string& value);

  /// Returns the elements; empty if this is not an array.
  const Array& items() const;
  /// Returns the members; empty if this is not an object.
  const Object& members() const;
  /// Returns the member with this key; a null value if there is no such member or this is not an
  /// object.
  const Json& operator[](std::string_view key) const;

  /// Returns the string; nullopt if this is not a string.
  std::optional<std::string> string() const;
  /// Returns the string without a copy; a null pointer if this is not a string.
  const std::string* text() const;
  /// Returns the integer; nullopt if this is not an integer, as for 1.0.
  std::optional<std::int64_t> integer() const;
  /// Returns the number, also an integer, as a double; nullopt if this is not a number.
  std::optional<double> number() const;
  /// Returns the boolean; nullopt if this is not a boolean.
  std::optional<bool> boolean() const;
  /// Returns those elements of an array that are strings; empty if this is not an array.
  std::vector<std::string> strings() const;
  /// Returns the string; `fallback` if this is not a string.
  std::string string_or(std::string_view fallback) const;

  /// Returns the value as text without a final newline, with `indent` blanks for each level; on one
  /// line if `indent` < 0. Bytes that are not UTF-8 become U+FFFD, and a number that is not finite
  /// becomes null.
  std::string dump(int indent = 2) const;

  /// Reads a text. Of several members with one key the last value counts. If the text is not
  /// exactly one JSON value, or has more than 64 levels of arrays and objects, returns nullopt and
  /// sets `*error` to the reason, with the place of a mistake in the syntax. Otherwise leaves
  /// `*error` as it is. `error` may be null.
  static std::optional<Json> parse(std::string_view text, std::string* error = nullptr);

 private:
  class Builder;

  explicit Json(Array value) : value_(std::move(value)) {}
  explicit Json(Object value) : value_(std::move(value)) {}

  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

}  // namespace pkgmap
