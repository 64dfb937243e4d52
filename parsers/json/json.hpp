// A JSON value of our own, so that nobody else knows the library behind it.
//
// Objects keep the order in which members were added. Values; no threads.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

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

  static Json array() { return Json(Array{}); }
  static Json object() { return Json(Object{}); }
  static Json array_of(const std::vector<std::string>& values);
  /// null for an empty text.
  static Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }

  /// Appends to an array; a null becomes one.
  Json& push(Json value);
  /// Adds a member to an object; a null becomes one. An existing member is replaced.
  Json& set(std::string key, Json value);

  /// As set(), and with the exact bytes in hexadecimal as `KEY_hex` beside it when the value is not
  /// UTF-8.
  Json& set_bytes(const std::string& key, const std::string& value);

  /// The elements; empty when this is no array.
  const Array& items() const;
  /// The members; empty when this is no object.
  const Object& members() const;
  /// The member, or null when there is none or this is no object.
  const Json& operator[](std::string_view key) const;

  /// The value, or nothing when it is of another type.
  std::optional<std::string> string() const;
  /// The same without a copy; null when this is no string.
  const std::string* text() const;
  std::optional<std::int64_t> integer() const;
  std::optional<double> number() const;
  std::optional<bool> boolean() const;
  /// The strings of an array; others are left out.
  std::vector<std::string> strings() const;
  std::string string_or(std::string_view fallback) const;

  /// Bytes that are not UTF-8 become U+FFFD. `indent` < 0: one line. No final newline.
  std::string dump(int indent = 2) const;

  /// Nothing when the text is not one JSON value; `error` then says why and where.
  static std::optional<Json> parse(std::string_view text, std::string* error = nullptr);

 private:
  explicit Json(Array value) : value_(std::move(value)) {}
  explicit Json(Object value) : value_(std::move(value)) {}

  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

}  // namespace pkgmap
