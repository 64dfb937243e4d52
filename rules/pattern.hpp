// A regular expression of a policy: RE2, so that matching takes linear time whatever was written.
//
// It matches whole names. Values; copies share the compiled expression, and
// matching is safe from several threads.
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
    std::string message;   ///< "missing )"; empty: nothing.
    std::string fragment;  ///< The part that it is about; may be empty.
  };

  enum class Case { matters, ignored };

  /// Never matches when `problem` says why.
  static Pattern compile(const std::string& text, Case letters, Problem& problem);

  const std::string& text() const;
  bool matches(std::string_view name) const;

 private:
  explicit Pattern(std::shared_ptr<const re2::RE2> expression);
  std::shared_ptr<const re2::RE2> expression_;
};

}  // namespace pkgmap::rules
