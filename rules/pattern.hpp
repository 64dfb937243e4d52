// A regular expression of a policy. RE2 matches in linear time, whatever the expression is.
//
// A pattern matches whole names. Copies of a Pattern share the compiled expression, and several
// threads may match at once.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace pkgmap::rules {

class Pattern {
 public:
  /// What is wrong with an expression.
  struct Problem {
    std::string message;   ///< "missing )".
    std::string fragment;  ///< The wrong part of the expression; empty if RE2 names none.
  };

  /// Whether upper and lower case differ.
  enum class Case { matters, ignored };

  /// Compiles a regular expression of RE2. If `text` is wrong, sets `problem` and returns a pattern
  /// that matches no name; else leaves `problem` as it is. The pattern of an empty `text` matches
  /// only an empty name.
  static Pattern compile(const std::string& text, Case letters, Problem& problem);

  /// Returns the expression as it was given to compile().
  const std::string& text() const;
  /// Returns whether the pattern matches the whole name. If the name is not UTF-8, it counts as
  /// printable() (parsers/source) returns it, with '?' for each wrong byte and control character.
  bool matches(std::string_view name) const;

 private:
  explicit Pattern(std::shared_ptr<const re2::RE2> expression);
  std::shared_ptr<const re2::RE2> expression_;
};

}  // namespace pkgmap::rules
