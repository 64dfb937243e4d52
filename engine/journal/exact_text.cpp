#include "engine/journal/exact_text.hpp"

#include <charconv>
#include <string_view>

namespace pkgmap {

Json exact(const std::string& text) {
  const auto again = Json::parse(Json(text).dump());
  if (again && again->string() == text) return text;
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return Json::object().set("hex", hex);
}

std::string exact_text(const Json& json) {
  if (!json.is_object()) return json.string_or("");
  const std::string hex = json["hex"].string_or("");
  std::string text;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned byte = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, byte, 16);
    text += static_cast<char>(byte);
  }
  return text;
}

Json exact_list(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push(exact(text));
  return list;
}

std::vector<std::string> exact_texts(const Json& list) {
  std::vector<std::string> texts;
  for (const Json& text : list.items()) texts.push_back(exact_text(text));
  return texts;
}

}  // namespace pkgmap
