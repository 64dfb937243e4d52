#include "engine/journal/exact_text.hpp"

#include "parsers/source/hex.hpp"

namespace pkgmap {
namespace {

template <class Texts>
Json list_of(const Texts& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(exact(text));
  return list;
}

template <class Texts>
Texts texts_in(const Json& list) {
  Texts texts;
  for (const Json& text : list.items()) texts.push_back(exact_text(text));
  return texts;
}

}  // namespace

Json exact(const std::string& text) {
  const auto again = Json::parse(Json(text).dump());
  if (again && again->string() == text) return text;
  return Json::object().set("hex", hex(text));
}

std::string exact_text(const Json& json) {
  if (!json.is_object()) return json.string_or("");
  return bytes_of_hex(json["hex"].string_or("")).value_or("");
}

Json exact_list(const std::vector<std::string>& texts) {
  return list_of(texts);
}

Json exact_list(const CheckNames& names) {
  return list_of(names);
}

std::vector<std::string> exact_texts(const Json& list) {
  return texts_in<std::vector<std::string>>(list);
}

CheckNames exact_names(const Json& list) {
  return texts_in<CheckNames>(list);
}

}  // namespace pkgmap
