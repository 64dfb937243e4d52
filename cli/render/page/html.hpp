// HTML in which no text can become markup.
//
// An Html is made of elements, whose names stand in the sources, and of texts, which text() and the
// values of attributes escape. No other function takes a text that somebody else wrote. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/render/page/assets.hpp"

namespace pkgmap::cli {

/// Returns the text as it may stand in an element and in a quoted attribute: printable, and without
/// a character that begins or ends markup.
std::string escaped_html(std::string_view text);

struct Attribute {
  const char* name;
  std::string value;  ///< As it is meant; element() escapes it.
};
using Attributes = std::vector<Attribute>;

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
/// Returns `<tag …>inside</tag>`. An attribute whose name is a boolean attribute of HTML has the
/// value "".
Html element(const char* tag, const Attributes& attributes, const Html& inside);
/// The same with a text inside.
Html element(const char* tag, const Attributes& attributes, std::string_view inside);
/// Returns `<tag …>` for an element of HTML that has no content and no end.
Html void_element(const char* tag, const Attributes& attributes);
/// Returns the element `tag` (style or script) with a file of this directory inside.
Html verbatim(const char* tag, const Asset& asset);

/// Returns a name that somebody else chose, isolated: a name with characters of another direction
/// of writing changes the order of no other text.
Html name_html(std::string_view name);

}  // namespace pkgmap::cli
