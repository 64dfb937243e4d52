#include "engine/recorded/recorded_json.hpp"

#include <concepts>
#include <limits>
#include <type_traits>
#include <utility>

#include "engine/journal/exact_text.hpp"
#include "engine/recorded/members.hpp"
#include "parsers/source/mask.hpp"

namespace pkgmap::recorded {
namespace {

/// Makes an object of the members of a value.
class Writer {
 public:
  explicit Writer(bool masks) : masks_(masks), json_(Json::object()) {}

  template <class T>
  void operator()(const char* name, const T& member) {
    Json value = json_of_member(member);
    const bool is_empty = (value.is_array() && value.items().empty()) ||
                          (value.is_object() && value.members().empty()) ||
                          (value.text() && value.text()->empty());
    if (!is_empty) json_.set(name, std::move(value));
  }
  Json take() { return std::move(json_); }

 private:
  Json json_of_member(bool value) { return value; }
  Json json_of_member(const std::string& text) { return exact(masks_ ? masked(text) : text); }
  template <class T>
  requires(std::integral<T> && !std::same_as<T, bool>) Json json_of_member(T number) {
    return static_cast<std::int64_t>(number);
  }
  template <class T>
  requires std::is_enum_v<T> Json json_of_member(T value) { return static_cast<int>(value); }
  template <class T>
  Json json_of_member(const std::vector<T>& list) {
    Json json = Json::array();
    for (const T& one : list) json.push(json_of_member(one));
    return json;
  }
  Json json_of_member(const Algorithm& algorithm) { return json_of_member(algorithm.name()); }
  Json json_of_member(const rules::Digests& digests) {
    Json json = Json::object();
    for (const auto& [algorithm, value] : digests) json.set(algorithm.name(), value);
    return json;
  }
  template <class T>
  requires(std::is_class_v<T> && !std::derived_from<T, std::string>) Json
      json_of_member(const T& value) {
    // Other texts are those of answers, which show no secret.
    Writer inside(masks_ || std::same_as<T, rules::CheckFacts>);
    members(inside, value);
    return inside.take();
  }

  bool masks_;
  Json json_;
};

/// Sets the members of a value from an object.
class Reader {
 public:
  explicit Reader(const Json& json) : json_(json), is_well_(json.is_object()) {}

  template <class T>
  void operator()(const char* name, T& member) {
    const Json& value = json_[name];
    if (!value.is_null()) is_well_ = take(value, member) && is_well_;
  }
  bool is_well() const { return is_well_; }

 private:
  static bool take(const Json& json, bool& value) {
    value = json.boolean().value_or(false);
    return json.boolean().has_value();
  }
  static bool take(const Json& json, std::string& text) {
    text = exact_text(json);
    return json.is_string() || json["hex"].is_string();
  }
  template <class T>
  requires(std::integral<T> && !std::same_as<T, bool>) static bool take(const Json& json,
                                                                        T& number) {
    const auto read = json.integer();
    if (!read || !std::in_range<T>(*read)) return false;
    number = static_cast<T>(*read);
    return true;
  }
  template <class T>
  requires std::is_enum_v<T>
  static bool take(const Json& json, T& value) {
    const auto read = json.integer();
    if (!read || *read < 0 || *read > last_of(T{})) return false;
    value = static_cast<T>(*read);
    return true;
  }
  template <class T>
  static bool take(const Json& json, std::vector<T>& list) {
    bool is_well = json.is_array();
    for (const Json& one : json.items()) {
      list.emplace_back();
      is_well = take(one, list.back()) && is_well;
    }
    return is_well;
  }
  static bool take(const Json& json, Algorithm& algorithm) {
    std::string name;
    const bool is_well = take(json, name);
    algorithm = Algorithm::called(name);
    return is_well;
  }
  static bool take(const Json& json, rules::Digests& digests) {
    bool is_well = json.is_object();
    for (const auto& [algorithm, value] : json.members()) {
      digests[Algorithm::called(algorithm)] = value.string_or("");
      is_well = value.is_string() && is_well;
    }
    return is_well;
  }
  template <class T>
  requires(std::is_class_v<T> &&
           !std::derived_from<T, std::string>) static bool take(const Json& json, T& value) {
    Reader inside(json);
    members(inside, value);
    return inside.is_well();
  }

  const Json& json_;
  bool is_well_;
};

}  // namespace

Json json_of(const RecordedHost& host) {
  Writer writer(false);
  members(writer, host);
  return writer.take();
}

Json json_of(const RecordedPackages& packages) {
  Writer writer(false);
  members(writer, packages);
  return writer.take();
}

bool read(const Json& json, RecordedHost& host) {
  Reader reader(json);
  members(reader, host);
  return reader.is_well();
}

bool read(const Json& json, RecordedPackages& packages) {
  Reader reader(json);
  members(reader, packages);
  return reader.is_well();
}

}  // namespace pkgmap::recorded
