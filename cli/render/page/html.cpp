#include "cli/render/page/html.hpp"

#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

std::string start_tag(const char* tag, const Attributes& attributes) {
  std::string text = std::string("<") + tag;
  for (const auto& [name, value] : attributes) {
    text += std::string(" ") + name + "=\"" + escaped_html(value) + "\"";
  }
  return text + ">";
}

std::string end_tag(const char* tag) {
  return std::string("</") + tag + ">";
}

}  // namespace

std::string escaped_html(std::string_view text) {
  std::string answer;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        answer += "&amp;";
        break;
      case '<':
        answer += "&lt;";
        break;
      case '>':
        answer += "&gt;";
        break;
      case '"':
        answer += "&quot;";
        break;
      case '\'':
        answer += "&#39;";
        break;
      default:
        answer += c;
    }
  }
  return answer;
}

Html text(std::string_view text) {
  return Html(escaped_html(text));
}

Html element(const char* tag, const Attributes& attributes, const Html& inside) {
  return Html(start_tag(tag, attributes) + inside.markup() + end_tag(tag));
}

Html element(const char* tag, const Attributes& attributes, std::string_view inside) {
  return element(tag, attributes, text(inside));
}

Html void_element(const char* tag, const Attributes& attributes) {
  return Html(start_tag(tag, attributes));
}

Html verbatim(const char* tag, const Asset& asset) {
  return Html(start_tag(tag, {}) + std::string(asset.text) + end_tag(tag));
}

Html name_html(std::string_view name) {
  return element("bdi", {}, name);
}

}  // namespace pkgmap::cli
