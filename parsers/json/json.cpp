#include "parsers/json/json.hpp"

#include "parsers/source/hex.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap {
Json Json::array_of(const std::vector<std::string>& values) {
  return Json(Array(values.begin(), values.end()));
}

Json& Json::push(Json value) {
  if (!is_array()) value_ = Array{};
  std::get<Array>(value_).push_back(std::move(value));
  return *this;
}

Json& Json::set(std::string key, Json value) {
  if (!is_object()) value_ = Object{};
  auto& members = std::get<Object>(value_);
  for (auto& [name, old] : members) {
    if (name == key) {
      old = std::move(value);
      return *this;
    }
  }
  // Most objects have more members than a vector makes room for at first.
  constexpr std::size_t kRoom = 8;
  if (members.empty()) members.reserve(kRoom);
  members.emplace_back(std::move(key), std::move(value));
  return *this;
}

Json& Json::set_bytes(std::string key, const std::string& value) {
  if (is_utf8(value)) return set(std::move(key), value);
  set(key, value);
  return set(key + "_hex", hex(value));
}

Json& Json::set_bytes_or_null(const std::string& key, const std::string& value) {
  return value.empty() ? set(key, {}) : set_bytes(key, value);
}

const Json::Array& Json::items() const {
  static const Array none;
  const auto* array = std::get_if<Array>(&value_);
  return array ? *array : none;
}

const Json::Object& Json::members() const {
  static const Object none;
  const auto* object = std::get_if<Object>(&value_);
  return object ? *object : none;
}

const Json& Json::operator[](std::string_view key) const {
  static const Json null;
  for (const auto& [name, value] : members()) {
    if (name == key) return value;
  }
  return null;
}

const std::string* Json::text() const {
  return std::get_if<std::string>(&value_);
}

std::optional<std::string> Json::string() const {
  const std::string* text = this->text();
  return text ? std::optional(*text) : std::nullopt;
}

std::optional<std::int64_t> Json::integer() const {
  const auto* integer = std::get_if<std::int64_t>(&value_);
  return integer ? std::optional(*integer) : std::nullopt;
}

std::optional<double> Json::number() const {
  if (const auto* number = std::get_if<double>(&value_)) return *number;
  const auto whole = integer();
  return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

std::optional<bool> Json::boolean() const {
  const auto* flag = std::get_if<bool>(&value_);
  return flag ? std::optional(*flag) : std::nullopt;
}

std::vector<std::string> Json::strings() const {
  std::vector<std::string> result;
  for (const Json& element : items()) {
    if (auto text = element.string()) result.push_back(std::move(*text));
  }
  return result;
}

std::string Json::string_or(std::string_view fallback) const {
  return string().value_or(std::string(fallback));
}

}  // namespace pkgmap
