// HTML in which no text can become markup.
//
// An Html consists of elements and texts. text() and element() escape every text and every value of
// an attribute, so hostile texts and values do no harm. Names of elements and attributes are not
// escaped: they must be constants of the sources. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/render/page/assets.hpp"

namespace pkgmap::cli {

/// Returns `text` made printable and escaped, so that it can stand in an element and in a quoted
/// attribute.
std::string escaped_html(std::string_view text);

struct Attribute {
  const char* name;
  std::string value;  ///< Not escaped; element() escapes it.
};
using Attributes = std::vector<Attribute>;

/// Markup in which every text is escaped.
class Html {
 public:
  Html() = default;

  Html& operator+=(const Html& other) {
    markup_ += other.markup_;
    return *this;
  }
  friend Html operator+(Html one, const Html& other) { return one += other; }

  bool empty() const { return markup_.empty(); }
  const std::string& markup() const { return markup_; }

 private:
  explicit Html(std::string markup) : markup_(std::move(markup)) {}
  friend Html text(std::string_view text);
  friend Html element(const char* tag, const Attributes& attributes, const Html& inside);
  friend Html void_element(const char* tag, const Attributes& attributes);
  friend Html verbatim(const char* tag, const Asset& asset);

  std::string markup_;
};

/// Returns the text, escaped.
Html text(std::string_view text);
/// Returns `<tag …>inside</tag>`. For a boolean attribute of HTML the caller passes the value "".
Html element(const char* tag, const Attributes& attributes, const Html& inside);
/// Returns `<tag …>` with the escaped text inside and `</tag>`.
Html element(const char* tag, const Attributes& attributes, std::string_view inside);
/// Returns `<tag …>` for an element that HTML writes without content and end tag.
Html void_element(const char* tag, const Attributes& attributes);
/// Returns the element `tag` ("style" or "script") with the text of `asset` inside, not escaped.
Html verbatim(const char* tag, const Asset& asset);

/// Returns the escaped name in an element that isolates its direction of writing: right-to-left
/// characters in the name do not change the order of the text around it.
Html name_html(std::string_view name);

}  // namespace pkgmap::cli
